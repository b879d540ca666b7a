/** The scanning thread's store does what the store behind the port does, in the order in which it was asked. */
import { setImmediate } from "node:timers/promises";
import { MessageChannel } from "node:worker_threads";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Ingest, openMemoryStore, type Store } from "../store/index.ts";
import { answerTo, RemoteStore } from "./remote-store.ts";
import type { ScanMessage } from "./store-messages.ts";
import { stepsOf } from "./testing/watched-folder.ts";

let channel: MessageChannel;
let store: Store;
let remote: RemoteStore;
/** What the storing side has heard and not answered yet. */
let heard: ScanMessage[];
beforeEach(() => {
  channel = new MessageChannel();
  store = openMemoryStore();
  heard = [];
  channel.port2.on("message", (message) => void heard.push(message));
  remote = new RemoteStore({
    postMessage: (message, moved) => channel.port1.postMessage(message, [...moved]),
    on: (event, listener) => channel.port1.on(event, listener),
  });
});
afterEach(() => channel.port1.close());

/** One reading of one file: a point of "loss" a step. */
function reading(...steps: readonly bigint[]): Ingest {
  const info = { tag: "loss", kind: "scalar", plugin: "scalars", displayName: "", description: "" } as const;
  const numbers = Float64Array.from(steps, Number);
  const scalars = { steps: BigInt64Array.from(steps), wallTimes: numbers, values: numbers };
  const resumeOffset = Number(steps.at(-1)) * 10;
  const ended = { state: "at-record-boundary" } as const;
  const shared = { recordCount: steps.length, resumeOffset, ended, fileVersion: "", writer: "" };
  return {
    run: "a",
    file: { path: "/logs/a", identity: "1", sizeBytes: 1000, dataLosses: [], sessionStarts: [2n], ...shared },
    batch: { tags: [{ info, scalars }], losses: [], sessionStarts: [2n], ...shared },
  };
}

async function answerAll(): Promise<void> {
  for (;;) {
    const message = heard.shift();
    if (message === undefined) return;
    if (message.kind !== "question") throw new Error(`a ${message.kind} is no question`);
    const answer = await answerTo(message.question, store);
    channel.port2.postMessage({ kind: "answer", id: message.id, answer });
  }
}

async function untilHeard(count: number): Promise<void> {
  while (heard.length < count) await setImmediate();
}

async function answering<T>(asked: Promise<T>): Promise<T> {
  let isDone = false;
  const done = asked.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await answerAll();
    await setImmediate();
  }
  return done;
}

it("answers as of everything that was appended before", async () => {
  await remote.append(reading(1n, 2n));
  await remote.append(reading(3n));
  expect(await answering(remote.run("a"))).toEqual(await store.run("a"));
  expect(await answering(remote.runs())).toEqual(await store.runs());
  const tags = await answering(remote.tags("a"));
  expect(tags).toEqual(await store.tags("a"));
  expect(tags).toMatchObject([{ tag: "loss", pointCount: 3, firstStep: 1n, lastStep: 3n, lastValue: 3 }]);
  expect(await stepsOf(store, "a", "loss")).toEqual([1, 2, 3]);
});

it("forgets files and removes runs after what was appended before and before what is appended next", async () => {
  await remote.append(reading(1n, 2n));
  await answering(remote.forgetFile("a", "/logs/a"));
  await remote.append(reading(5n));
  await answering(remote.runs());
  expect(await stepsOf(store, "a", "loss")).toEqual([5]);
  await answering(remote.removeRun("a"));
  expect(await store.runs()).toEqual([]);
});

it("moves the columns, and runs ahead of the store by a few appends only", async () => {
  const first = reading(1n);
  await remote.append(first);
  expect(first.batch.tags[0]?.scalars?.values).toHaveLength(0);
  for (const step of [2n, 3n, 4n]) await remote.append(reading(step));
  let isFifthTaken = false;
  const fifth = remote.append(reading(5n)).then(() => {
    isFifthTaken = true;
  });
  await untilHeard(5);
  expect(isFifthTaken).toBe(false);
  await answering(fifth);
  expect(await stepsOf(store, "a", "loss")).toEqual([1, 2, 3, 4, 5]);
});
