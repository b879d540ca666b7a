import { mkdir, readdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openMemoryStore, type Store } from "../store/index.ts";
import { createDescriber, openValueReader } from "./index.ts";
import { eventBytes, scalarFile } from "./testing/event-bytes.ts";
import { openWatchedFolder, stepsOf, storeWhere, type WatchedFolder } from "./testing/watched-folder.ts";

const FIXTURES = fileURLToPath(new URL("../../fixtures/sub-runs", import.meta.url));
const NAME = "events.out.tfevents.1000.host";

let logs: WatchedFolder;
let store: Store;
beforeEach(async () => {
  logs = await openWatchedFolder();
  store = openMemoryStore();
});
afterEach(() => logs.end());

const runNames = async () => (await store.runs()).map(({ run }) => run);
const tagNames = async (run: string) => (await store.tags(run)).map(({ tag }) => tag);

async function write(run: string, bytes: Uint8Array): Promise<void> {
  await mkdir(logs.at(run), { recursive: true });
  await writeFile(logs.at(run, NAME), bytes);
}

/** One tag at these wall times, a step each. */
function writtenAt(tag: string, wallTimes: readonly number[]): Uint8Array {
  return eventBytes((writer) => {
    for (const [step, wallTime] of wallTimes.entries()) writer.scalar(tag, step, 1, { wallTime });
  });
}

describe("one training over several directories, as real writers made it", () => {
  const PLAYERS = { "d.loss": 1, "g.loss.main": 1 };
  const EXPECTED: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>> = {
    "keras-train-and-validation": { ".": { ...PLAYERS, lr: 1, other: 4 } },
    "pytorch-add-scalars": { ".": PLAYERS },
    "pytorch-real-and-fake": { ".": { "sample.fake": 1, "sample.real": 1 } },
    "pytorch-seeds": { seed1: PLAYERS, seed2: PLAYERS },
    "tensorboardx-add-scalars": { ".": PLAYERS },
    "tensorflow-players": { ".": PLAYERS },
    "tensorflow-train-and-gen": { ".": { ...PLAYERS, "sample.fake": 1 } },
  };

  it("is in every fixture what is expected of it", async () => {
    expect((await readdir(FIXTURES)).toSorted()).toEqual(Object.keys(EXPECTED));
  });

  it.each(Object.entries(EXPECTED))("%s: a run a training, with its game", async (layout, expected) => {
    await logs.watch(store, [`${FIXTURES}/${layout}`]).firstPass;
    const values = openValueReader(store);
    const describeRun = createDescriber(store, values);
    const found: Record<string, Record<string, number>> = {};
    for (const run of await runNames()) {
      const { roles, games } = await describeRun(run);
      const counts: Record<string, number> = {};
      for (const { role } of roles) counts[role] = (counts[role] ?? 0) + 1;
      found[run] = counts;
      expect(games.map(({ lossFamily }) => lossFamily)).toEqual(counts["d.loss"] === 1 ? ["bce-ns"] : []);
    }
    await values.close();
    expect(found).toEqual(expected);
  });
});

describe("parts of one training", () => {
  it("are called after their directories, the training's own by their tags", async () => {
    await write("logs/train", scalarFile("d_loss", [1, 2]));
    await write("logs/validation", scalarFile("d_loss", [2]));
    await logs.watch(store).firstPass;
    expect(await runNames()).toEqual(["logs"]);
    expect(await stepsOf(store, "logs", "d_loss")).toEqual([1, 2]);
    expect(await stepsOf(store, "logs", "validation/d_loss")).toEqual([2]);
  });

  it("take what add_scalars wrote in them along", async () => {
    await write("exp/D", scalarFile("lr", [1]));
    await write("exp/D/loss_real", scalarFile("loss", [1, 2]));
    await write("exp/G", scalarFile("loss", [1]));
    await logs.watch(store).firstPass;
    expect(await runNames()).toEqual(["exp"]);
    expect(await tagNames("exp")).toEqual(["D/loss/real", "D/lr", "G/loss"]);
  });

  it("are called as add_scalars calls them where the run's own file is missing", async () => {
    await write("exp/data_errD", scalarFile("data", [1]));
    await write("exp/data_errG", scalarFile("data", [1]));
    await logs.watch(store).firstPass;
    expect(await runNames()).toEqual(["exp"]);
    expect(await tagNames("exp")).toEqual(["data/errD", "data/errG"]);
  });

  it("leave names alone that say whose they are, which a side would turn into its own", async () => {
    await write("real", scalarFile("LossD", [1]));
    await write("fake", scalarFile("LossG", [1]));
    await write("exp/D", scalarFile("lr", [1]));
    await write("exp/G", scalarFile("g_loss", [1]));
    await logs.watch(store).firstPass;
    expect(await runNames()).toEqual([".", "exp"]);
    expect(await tagNames(".")).toEqual(["LossD", "LossG"]);
    expect(await tagNames("exp")).toEqual(["D/lr", "g_loss"]);
  });

  it("become one run when the second appears, and a run of its own when it goes on another day", async () => {
    await write("exp/D", writtenAt("loss", [1000, 1010]));
    await logs.watch(store).firstPass;
    expect(await runNames()).toEqual(["exp/D"]);
    await write("exp/G", writtenAt("loss", [1020, 1030]));
    await storeWhere(store, async () => (await stepsOf(store, "exp", "G/loss")).length === 2);
    await storeWhere(store, async () => (await stepsOf(store, "exp", "D/loss")).length === 2);
    expect(await runNames()).toEqual(["exp"]);
    await write("exp/G", writtenAt("loss", [100_000, 100_010]));
    await storeWhere(store, async () => (await stepsOf(store, "exp/G", "loss")).length === 2);
    await storeWhere(store, async () => (await stepsOf(store, "exp/D", "loss")).length === 2);
    expect(await runNames()).toEqual(["exp/D", "exp/G"]);
  });

  it("make a run for each of several trainings whose writers stand beside each other", async () => {
    for (const run of ["seed1_D", "seed1_G", "seed2_D", "seed2_G"]) await write(run, scalarFile("loss", [1]));
    await logs.watch(store).firstPass;
    expect(await runNames()).toEqual(["seed1", "seed2"]);
    expect(await tagNames("seed2")).toEqual(["D/loss", "G/loss"]);
  });
});
