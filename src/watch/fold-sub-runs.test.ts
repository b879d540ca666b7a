import { appendFile, mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLmdbStore, openMemoryStore, type Store } from "../store/index.ts";
import type { EventFileWriter } from "../tfevents/index.ts";
import { openValueReader } from "./index.ts";
import { eventBytes, scalarFile } from "./testing/event-bytes.ts";
import { openWatchedFolder, stepsOf, storeWhere, type WatchedFolder } from "./testing/watched-folder.ts";

const NAME = "events.out.tfevents.1000.host";
const fixture = (writer: string) =>
  fileURLToPath(new URL(`../../fixtures/tfevents/${writer}`, import.meta.url));

let logs: WatchedFolder;
let store: Store;
beforeEach(async () => {
  logs = await openWatchedFolder();
  store = openMemoryStore();
});
afterEach(() => logs.end());

const runNames = async (of = store) => (await of.runs()).map(({ run }) => run);
const tagNames = async (run: string) => (await store.tags(run)).map(({ tag }) => tag);

async function write(run: string, bytes: Uint8Array): Promise<void> {
  await mkdir(logs.at(run), { recursive: true });
  await writeFile(logs.at(run, NAME), bytes);
}

describe("what real writers made", () => {
  it.each([
    ["pytorch", [".", "resumed"], ["both_D", "both_G", "hparams"]],
    ["tensorboardx", ["."], ["both/D", "both/G", "hparams"]],
  ])("%s: add_scalars and add_hparams are part of their run", async (writer, runs, subRuns) => {
    await logs.watch(store, [fixture(writer)]).firstPass;
    expect(await runNames()).toEqual(runs);
    expect(await stepsOf(store, ".", "both/D")).toEqual([7]);
    expect((await store.scalars(".", "both/G")).values).toEqual(Float64Array.of(0.5));
    expect((await store.scalars(".", "fid")).values).toEqual(Float64Array.of(12.5));
    const paths = (await store.run("."))?.files.map(({ path }) => path) ?? [];
    for (const name of subRuns) {
      expect(paths.filter((path) => path.startsWith(`${fixture(writer)}/${name}/`))).toHaveLength(1);
    }
    const values = openValueReader(store);
    expect(await values.hyperparameters(".")).toContainEqual({ name: "lr", value: "0.0002" });
    await values.close();
  });
});

describe("add_scalars", () => {
  beforeEach(async () => {
    await write("run", scalarFile("other", [1]));
    await write("run/Loss_GAN_G_A", scalarFile("Loss/GAN", [1, 2]));
  });

  it("gives the series the key behind its tag, slashes and underscores in either", async () => {
    await logs.watch(store).firstPass;
    expect(await runNames()).toEqual(["run"]);
    expect(await tagNames("run")).toEqual(["Loss/GAN/G_A", "other"]);
  });

  it("stays one series when the file grows, also after opening the same store again", async () => {
    const open = () => openLmdbStore({ directory: logs.at("cache"), notice: () => undefined });
    for (const more of [[], [3], [4, 5]]) {
      await appendFile(logs.at("run/Loss_GAN_G_A", NAME), scalarFile("Loss/GAN", more));
      const lasting = await open();
      const watching = logs.watch(lasting, [logs.at("run")]);
      await watching.firstPass;
      await watching.close();
      expect(await runNames(lasting)).toEqual(["."]);
      const known = [1, 2, 3, 4, 5];
      expect(await stepsOf(lasting, ".", "Loss/GAN/G_A")).toEqual(known.slice(0, more.at(-1) ?? 2));
      await lasting.close();
    }
  });

  it("moves in when the run's own file appears later, and out when it goes", async () => {
    await rm(logs.at("run", NAME));
    await logs.watch(store).firstPass;
    expect(await runNames()).toEqual(["run/Loss_GAN_G_A"]);
    await write("run", scalarFile("other", [1]));
    await storeWhere(store, async () => (await stepsOf(store, "run", "Loss/GAN/G_A")).length === 2);
    expect(await runNames()).toEqual(["run"]);
    await rm(logs.at("run", NAME));
    await storeWhere(store, async () => (await stepsOf(store, "run/Loss_GAN_G_A", "Loss/GAN")).length === 2);
    expect(await tagNames("run")).toEqual(["other"]);
  });

  it("is told by what a directory holds: another name, another tag, and it is a run of its own", async () => {
    await write(
      "run/Loss_GAN_D",
      eventBytes((writer) => {
        writer.scalar("Loss/GAN", 1, 1);
        writer.scalar("accuracy", 1, 1);
      }),
    );
    await write("run/seed1", scalarFile("Loss/GAN", [1]));
    await logs.watch(store).firstPass;
    expect(await runNames()).toEqual(["run", "run/Loss_GAN_D", "run/seed1"]);
  });
});

describe("add_hparams", () => {
  const session = (metric: string) =>
    eventBytes((writer: EventFileWriter) => {
      writer.hyperparameters({ lr: 0.1 });
      writer.tensor(
        "_hparams_/session_end_info",
        0,
        { shape: [1], values: Float32Array.of(0) },
        { plugin: "hparams" },
      );
      writer.scalar(metric, 0, 5);
    });

  it("leaves a series alone that its metric is named after", async () => {
    await write("run", scalarFile("loss/G", [1, 2]));
    await write("run/1700000000.25", session("loss/G"));
    await logs.watch(store).firstPass;
    expect(await runNames()).toEqual(["run"]);
    expect(await stepsOf(store, "run", "loss/G")).toEqual([1, 2]);
    expect(await stepsOf(store, "run", "loss/G/1700000000.25")).toEqual([0]);
  });

  it("is not what Keras does, whose runs lie below the experiment", async () => {
    await write(
      "tuning",
      eventBytes((writer) => writer.hyperparameters({ lr: 0.1 })),
    );
    await write(
      "tuning/run-0",
      eventBytes((writer) => {
        writer.hyperparameters({ lr: 0.1 });
        writer.scalar("loss", 1, 1);
      }),
    );
    await logs.watch(store).firstPass;
    expect(await runNames()).toEqual(["tuning", "tuning/run-0"]);
  });
});
