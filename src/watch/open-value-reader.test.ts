import { rename, rm, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openMemoryStore, type Store, type ValueReader } from "../store/index.ts";
import { openValueReader } from "./index.ts";
import { eventBytes } from "./testing/event-bytes.ts";
import { openWatchedFolder, type WatchedFolder } from "./testing/watched-folder.ts";

/** More files than are kept open. */
const FILE_COUNT = 20;

let logs: WatchedFolder;
let store: Store;
let values: ValueReader;
beforeEach(async () => {
  logs = await openWatchedFolder();
  store = openMemoryStore();
  values = openValueReader(store);
});
afterEach(async () => {
  await values.close();
  await logs.end();
});

const countsOf = (value: number) => ({
  lefts: Float64Array.of(0, 1),
  rights: Float64Array.of(1, 2),
  counts: Float64Array.of(value, 3),
});

describe("values read back from event files", () => {
  it("are what was logged, of every kind", async () => {
    const image = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3);
    const bytes = eventBytes((writer) => {
      writer.histogram("h", 1, countsOf(5));
      writer.images("i", 1, { width: 4, height: 2, encoded: [image, image] });
      writer.audio("a", 1, { encoded: [Uint8Array.of(1, 2)] });
      writer.text("t", 1, ["one", "two"]);
      writer.tensor("n", 1, { shape: [2], values: Float32Array.of(0.5, 0.25) }, { plugin: "nashboard" });
      writer.hyperparameters({ rate: 0.0002, loss: "hinge" });
    });
    await writeFile(logs.at("tfevents.1"), bytes);
    await logs.watch(store).firstPass;
    expect(await values.histogram(".", "h", 0)).toEqual(countsOf(5));
    expect(await values.images(".", "i", 0)).toEqual({ width: 4, height: 2, images: [image, image] });
    expect((await values.audio(".", "a", 0)).clips).toEqual([Uint8Array.of(1, 2)]);
    expect(await values.texts(".", "t", 0)).toEqual(["one", "two"]);
    expect(await values.tensor(".", "n", 0)).toEqual({ shape: [2], values: Float64Array.of(0.5, 0.25) });
    expect(await values.hyperparameters(".")).toEqual([
      { name: "rate", value: "0.0002" },
      { name: "loss", value: "hinge" },
    ]);
  });

  it("come in the order asked for, from more files than stay open", async () => {
    for (let i = 0; i < FILE_COUNT; i++) {
      const bytes = eventBytes((writer) => writer.histogram("h", i, countsOf(i), { wallTime: 1000 + i }));
      await writeFile(logs.at(`tfevents.${i}`), bytes);
    }
    await logs.watch(store).firstPass;
    const rows = Array.from({ length: FILE_COUNT }, (_, i) => FILE_COUNT - 1 - i);
    const histograms = await values.histograms(".", "h", [...rows, 3]);
    expect(histograms.map(({ counts }) => counts[0])).toEqual([...rows, 3]);
  });

  it("are none for a run without hyperparameters", async () => {
    expect(await values.hyperparameters("nowhere")).toEqual([]);
  });

  it("are refused by name for a row that the tag does not have", async () => {
    await writeFile(
      logs.at("tfevents.1"),
      eventBytes((writer) => writer.histogram("h", 1, countsOf(1))),
    );
    await logs.watch(store).firstPass;
    for (const row of [1, -1, 0.5, Number.NaN]) {
      await expect(values.histogram(".", "h", row)).rejects.toMatchObject({ code: "NO_SUCH_VALUE" });
    }
    await expect(values.histogram(".", "nothing", 0)).rejects.toMatchObject({ code: "NO_SUCH_VALUE" });
  });

  it("are gone with their file, and when another takes its place", async () => {
    const bytes = eventBytes((writer) => writer.histogram("h", 1, countsOf(1)));
    await writeFile(logs.at("tfevents.1"), bytes);
    const watching = logs.watch(store);
    await watching.firstPass;
    await watching.close();
    await writeFile(logs.at("other"), bytes);
    await rename(logs.at("other"), logs.at("tfevents.1"));
    await expect(values.histogram(".", "h", 0)).rejects.toMatchObject({ code: "VALUE_GONE" });
    await rm(logs.at("tfevents.1"));
    await expect(values.histogram(".", "h", 0)).rejects.toMatchObject({
      code: "VALUE_GONE",
      where: logs.at("tfevents.1"),
    });
  });
});
