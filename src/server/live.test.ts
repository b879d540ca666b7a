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

it("says where it stands, then sends gathered changes with an unbroken sequence", async () => {
  const store = openMemoryStore();
  await store.append({ run: "before", file: FILE, batch: EMPTY_BATCH });
  const live = new LiveUpdates(store);
  const reader = live.stream().body?.getReader();
  if (reader === undefined) throw new Error("the stream has no body");
  expect(await nextEvent(reader)).toEqual({ seq: 1, previousSeq: 1, runs: [] });
  await store.append({ run: "a", file: FILE, batch: EMPTY_BATCH });
  await store.append({ run: "b", file: FILE, batch: EMPTY_BATCH });
  expect(await nextEvent(reader)).toEqual({
    seq: 3,
    previousSeq: 1,
    runs: [
      { run: "a", tags: [] },
      { run: "b", tags: [] },
    ],
  });
  await store.append({ run: "a", file: FILE, batch: EMPTY_BATCH });
  expect(await nextEvent(reader)).toEqual({ seq: 4, previousSeq: 3, runs: [{ run: "a", tags: [] }] });
  await reader.cancel();
  live.close();
});
