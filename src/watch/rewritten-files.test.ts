import { truncate, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLmdbStore, openMemoryStore, type Store } from "../store/index.ts";
import { scalarFile } from "./testing/event-bytes.ts";
import { openWatchedFolder, stepsOf, storeWhere, type WatchedFolder } from "./testing/watched-folder.ts";

const NAME = "events.out.tfevents.1000.host";
const REWRITTEN = "An event file was rewritten and is read again";

let logs: WatchedFolder;
let store: Store;
beforeEach(async () => {
  logs = await openWatchedFolder();
  store = openMemoryStore();
});
afterEach(() => logs.end());

const hasSteps = (wanted: readonly number[]) =>
  storeWhere(store, async () => JSON.stringify(await stepsOf(store, ".", "loss")) === JSON.stringify(wanted));

describe("a file that is written anew in place", () => {
  it.each([
    ["longer", [7, 8, 9, 10, 11]],
    ["as long", [7, 8, 9]],
  ])("is read again also where it has become %s between two looks", async (_, steps) => {
    await writeFile(logs.at(NAME), scalarFile("loss", [1, 2, 3]));
    await logs.watch(store).firstPass;
    await writeFile(logs.at(NAME), scalarFile("loss", steps));
    await hasSteps(steps);
    expect(logs.notices.every((line) => line.startsWith("An event file "))).toBe(true);
  });

  it("is read again when it was rewritten while nobody looked", async () => {
    const open = () => openLmdbStore({ directory: logs.at("cache"), notice: () => undefined });
    for (const steps of [
      [1, 2, 3],
      [1, 2, 3, 4],
      [7, 8, 9, 10, 11],
    ]) {
      await writeFile(logs.at(NAME), scalarFile("loss", steps));
      const lasting = await open();
      const watching = logs.watch(lasting);
      await watching.firstPass;
      await watching.close();
      expect(await stepsOf(lasting, ".", "loss")).toEqual(steps);
      await lasting.close();
    }
    expect(logs.notices).toEqual([`${REWRITTEN}: ${logs.at(NAME)}`]);
  });
});

it("bytes behind the last record that are overwritten without growth are seen", async () => {
  const all = scalarFile("loss", [1, 2]);
  const unfinished = Uint8Array.from(all).fill(0, all.length - 20);
  await writeFile(logs.at(NAME), unfinished);
  await truncate(logs.at(NAME), all.length - 1);
  await logs.watch(store).firstPass;
  expect(await stepsOf(store, ".", "loss")).toEqual([1]);
  await writeFile(logs.at(NAME), all);
  await hasSteps([1, 2]);
});
