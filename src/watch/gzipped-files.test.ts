import { appendFile, utimes, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openMemoryStore, type Store } from "../store/index.ts";
import { openValueReader } from "./index.ts";
import { eventBytes, scalarFile } from "./testing/event-bytes.ts";
import { openWatchedFolder, stepsOf, storeWhere, type WatchedFolder } from "./testing/watched-folder.ts";

/** More than the records behind it have together. */
const BYTES_OF_A_LONG_RECORD = 2000;
const NAME = "events.out.tfevents.1000.host.gz";

let logs: WatchedFolder;
let store: Store;
beforeEach(async () => {
  logs = await openWatchedFolder();
  store = openMemoryStore();
});
afterEach(() => logs.end());

const hasSteps = (wanted: readonly number[]) =>
  storeWhere(store, async () => JSON.stringify(await stepsOf(store, ".", "loss")) === JSON.stringify(wanted));

it("is read whole, longer than any buffer, and its values are read back", async () => {
  const steps = Array.from({ length: 30_000 }, (_, step) => step);
  const texts = eventBytes((writer) => {
    for (const step of [0, 1, 2]) writer.text("notes", step, `note ${step}`);
  });
  await writeFile(logs.at(NAME), gzipSync(Buffer.concat([scalarFile("loss", steps), texts])));
  await logs.watch(store).firstPass;
  expect(await stepsOf(store, ".", "loss")).toEqual(steps);
  const values = openValueReader(store);
  expect(await Promise.all([2, 0, 1].map((row) => values.texts(".", "notes", row)))).toEqual([
    ["note 2"],
    ["note 0"],
    ["note 1"],
  ]);
  await values.close();
  expect(logs.notices).toEqual([]);
});

it("is followed while further members are appended", async () => {
  await writeFile(logs.at(NAME), gzipSync(scalarFile("loss", [1, 2])));
  await logs.watch(store).firstPass;
  await appendFile(logs.at(NAME), gzipSync(scalarFile("loss", [3])));
  await hasSteps([1, 2, 3]);
});

it("is not inflated again while it is as it was when it was read to its end", async () => {
  const path = logs.at(NAME);
  await writeFile(path, gzipSync(scalarFile("loss", [1, 2])));
  // Whole seconds, which every file system keeps.
  await utimes(path, 1_000_000, 1_000_000);
  const first = logs.watch(store);
  await first.firstPass;
  await first.close();
  await writeFile(path, gzipSync(scalarFile("loss", [8, 9])));
  await utimes(path, 1_000_000, 1_000_000);
  await logs.watch(store).firstPass;
  expect(await stepsOf(store, ".", "loss")).toEqual([1, 2]);
});

it("gives what can be inflated where it is cut, and the rest when that arrives", async () => {
  const whole = gzipSync(scalarFile("loss", [1, 2, 3]));
  await writeFile(logs.at(NAME), whole.subarray(0, whole.length - 30));
  await logs.watch(store).firstPass;
  const file = (await store.run("."))?.files[0];
  expect(file).toMatchObject({ dataLosses: [], ended: { state: "inside-record" } });
  await appendFile(logs.at(NAME), whole.subarray(whole.length - 30));
  await hasSteps([1, 2, 3]);
});

it("gives what can be inflated where it is damaged, and says so", async () => {
  const whole = gzipSync(scalarFile("loss", [1, 2, 3]));
  whole.fill(0xff, whole.length - 8, whole.length - 4);
  await writeFile(logs.at(NAME), whole);
  await logs.watch(store).firstPass;
  expect(await stepsOf(store, ".", "loss")).toEqual([1, 2, 3]);
  expect((await store.run("."))?.files[0]?.dataLosses).toMatchObject([
    {
      bytes: 5,
      reason: `From byte ${whole.length - 5} of the compressed file on it cannot be inflated (Z_DATA_ERROR).`,
    },
  ]);
});

it("gives the whole records behind a cut one also where it is damaged", async () => {
  const bytes = scalarFile("loss", [1, 2, 3, 4]);
  const cut = eventBytes((writer) => writer.text("notes", 1, "x".repeat(BYTES_OF_A_LONG_RECORD)));
  const whole = gzipSync(Buffer.concat([cut.subarray(0, cut.length - BYTES_OF_A_LONG_RECORD / 2), bytes]));
  whole.fill(0xff, whole.length - 8, whole.length - 4);
  await writeFile(logs.at(NAME), whole);
  await logs.watch(store).firstPass;
  expect(await stepsOf(store, ".", "loss")).toEqual([1, 2, 3, 4]);
});
