import { expect, test } from "vitest";
import { HandedOverReader } from "./handed-over-reader.ts";
import { openMemoryStore } from "./memory-store.ts";
import type { Store, StoreChange } from "./store.ts";

const PROGRESS = {
  resumeOffset: 1,
  recordCount: 1,
  ended: { state: "at-record-boundary" },
  sessionStarts: [],
  fileVersion: "",
  writer: "",
} as const;

async function addRun(store: Store, run: string): Promise<void> {
  const file = { path: `/${run}`, identity: "1:1", sizeBytes: 1, dataLosses: [], ...PROGRESS };
  await store.append({ run, file, batch: { tags: [], losses: [], ...PROGRESS } });
}

test("after it was handed over the next store is asked, and its changes are numbered on", async () => {
  const [first, next] = [openMemoryStore(), openMemoryStore()];
  const reader = new HandedOverReader(first);
  const seen: StoreChange[] = [];
  reader.subscribe((change) => seen.push(change));
  await addRun(first, "a");
  await addRun(first, "b");
  reader.handOver(next);
  expect([await reader.runs(), reader.currentSeq()]).toEqual([[], 2]);
  await addRun(first, "not heard of any more");
  await addRun(next, "a");
  expect(seen.map(({ seq, run }) => [seq, run])).toEqual([
    [1, "a"],
    [2, "b"],
    [3, "a"],
  ]);
  expect((await reader.runs()).map(({ run }) => run)).toEqual(["a"]);
  expect(reader.currentSeq()).toBe(3);
});
