import { expect, it } from "vitest";
import type { ChangeEvent } from "../api/index.ts";
import { openMemoryStore } from "../store/index.ts";
import { LiveUpdates } from "./live.ts";

const FILE = {
  path: "/f",
  identity: "1:1",
  resumeOffset: 0,
  sizeBytes: 0,
  recordCount: 0,
  dataLosses: [],
  ended: { state: "at-record-boundary" },
  sessionStarts: [],
  fileVersion: "",
  writer: "",
} as const;
const EMPTY_BATCH = {
  tags: [],
  losses: [],
  sessionStarts: [],
  recordCount: 0,
  resumeOffset: 0,
  ended: { state: "at-record-boundary" },
  fileVersion: "",
  writer: "",
} as const;

/** The next event of a stream, comments and retry hints passed over. */
async function nextEvent(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<ChangeEvent> {
  for (;;) {
    const { value } = await reader.read();
    const data = /data: (.*)\n/.exec(new TextDecoder().decode(value))?.[1];
    if (data !== undefined) return JSON.parse(data);
  }
}

async function readerOf(live: LiveUpdates, lastEventId: string | null = null) {
  const reader = live.stream(lastEventId).body?.getReader();
  if (reader === undefined) throw new Error("the stream has no body");
  return reader;
}

const CALM = { epoch: "e", isLoading: false, correctionsCount: 0 } as const;
const UNCORRECTED = {};
const corrections = async () => UNCORRECTED;

it("says where it stands, then sends gathered changes with an unbroken sequence", async () => {
  const store = openMemoryStore();
  await store.append({ run: "before", file: FILE, batch: EMPTY_BATCH });
  const live = new LiveUpdates({ store, isLoading: () => false, corrections }, "e");
  const reader = await readerOf(live);
  expect(await nextEvent(reader)).toEqual({ ...CALM, seq: 1, previousSeq: 1, runs: [] });
  await store.append({ run: "a", file: FILE, batch: EMPTY_BATCH });
  await store.append({ run: "b", file: FILE, batch: EMPTY_BATCH });
  expect(await nextEvent(reader)).toEqual({
    ...CALM,
    seq: 3,
    previousSeq: 1,
    runs: [
      { run: "a", tags: [] },
      { run: "b", tags: [] },
    ],
  });
  await store.append({ run: "a", file: FILE, batch: EMPTY_BATCH });
  expect(await nextEvent(reader)).toEqual({
    ...CALM,
    seq: 4,
    previousSeq: 3,
    runs: [{ run: "a", tags: [] }],
  });
  await reader.cancel();
  live.close();
});

it("sends a page whose line was cut what it has missed", async () => {
  const store = openMemoryStore();
  const live = new LiveUpdates({ store, isLoading: () => false, corrections }, "e");
  const first = await readerOf(live);
  await nextEvent(first);
  for (const run of ["a", "b"]) {
    await store.append({ run, file: FILE, batch: EMPTY_BATCH });
    await nextEvent(first);
  }
  const resumed = await readerOf(live, "e.1");
  expect(await nextEvent(resumed)).toEqual({
    ...CALM,
    seq: 2,
    previousSeq: 1,
    runs: [{ run: "b", tags: [] }],
  });
  const foreign = await readerOf(live, "other.1");
  expect(await nextEvent(foreign)).toEqual({ ...CALM, seq: 2, previousSeq: 2, runs: [] });
  live.close();
});

it("tells when the first reading of the logs has ended", async () => {
  let isLoading = true;
  const live = new LiveUpdates({ store: openMemoryStore(), isLoading: () => isLoading, corrections }, "e");
  const reader = await readerOf(live);
  expect((await nextEvent(reader)).isLoading).toBe(true);
  isLoading = false;
  expect(await nextEvent(reader)).toEqual({ ...CALM, seq: 0, previousSeq: 0, runs: [] });
  await reader.cancel();
  live.close();
});

it("tells every page when roles were corrected, on another page or in the file", async () => {
  let corrected: object = UNCORRECTED;
  const source = { store: openMemoryStore(), isLoading: () => true, corrections: async () => corrected };
  const live = new LiveUpdates(source, "e");
  const reader = await readerOf(live);
  expect((await nextEvent(reader)).correctionsCount).toBe(0);
  corrected = { roles: {} };
  expect((await nextEvent(reader)).correctionsCount).toBe(1);
  await reader.cancel();
  live.close();
});
