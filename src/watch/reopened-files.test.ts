import { appendFile, stat, utimes, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openMemoryStore, type Store } from "../store/index.ts";
import { scalarFile } from "./testing/event-bytes.ts";
import { openWatchedFolder, stepsOf, storeWhere, type WatchedFolder } from "./testing/watched-folder.ts";

const NAME = "events.out.tfevents.1000.host";

let logs: WatchedFolder;
let store: Store;
beforeEach(async () => {
  logs = await openWatchedFolder();
  store = openMemoryStore();
});
afterEach(() => logs.end());

const steps = () => stepsOf(store, ".", "loss");

it("does not open a file again that is as it was when it was read", async () => {
  const path = logs.at(NAME);
  await writeFile(path, scalarFile("loss", [1, 2]));
  // Whole seconds, which every file system keeps.
  await utimes(path, 1_000_000, 1_000_000);
  const first = logs.watch(store);
  await first.firstPass;
  await first.close();
  const { atimeMs } = await stat(path);
  await writeFile(path, scalarFile("loss", [8, 9]));
  await utimes(path, atimeMs, 1_000_000);
  const seq = store.currentSeq();
  await logs.watch(store).firstPass;
  expect(await steps()).toEqual([1, 2]);
  expect(store.currentSeq()).toBe(seq);
});

it("reads on in a file that grew meanwhile, and in one that grows afterwards, twice", async () => {
  const path = logs.at(NAME);
  await writeFile(path, scalarFile("loss", [1, 2]));
  const first = logs.watch(store);
  await first.firstPass;
  await first.close();
  await appendFile(path, scalarFile("loss", [3]));
  await logs.watch(store).firstPass;
  expect(await steps()).toEqual([1, 2, 3]);
  for (const step of [4, 5]) {
    await appendFile(path, scalarFile("loss", [step]));
    await storeWhere(store, async () => (await steps()).length === step);
  }
  expect(await steps()).toEqual([1, 2, 3, 4, 5]);
  expect(logs.notices).toEqual([]);
});
