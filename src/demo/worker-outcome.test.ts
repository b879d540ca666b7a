/** Holds the demo to one outcome whatever its worker does: ends, fails with reasons, crashes, or just goes. */
import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";
import { ExplainedError } from "../sdk/index.ts";
import { type DemoStatus, type FromWorker, plainFailure } from "./worker-messages.ts";
import { outcomeOf } from "./worker-outcome.ts";

const outcome = { stepsDone: 3, totalSteps: 9, wasStopped: true };
const losses = { generator: 1, discriminator: 1, discriminatorReal: 0.5, discriminatorFake: 0.5 };
const status: DemoStatus = { step: 2, totalSteps: 9, losses, accuracy: null, stepsPerSecond: 4 };

/** A worker that says these things and ends. */
function workerSaying(...messages: readonly FromWorker[]): Worker {
  const code =
    "const { parentPort, workerData } = require('node:worker_threads'); for (const message of workerData) parentPort.postMessage(message);";
  return new Worker(code, { eval: true, workerData: messages });
}

it("passes statuses and notices on, and settles when the worker is gone", async () => {
  const heard: unknown[] = [];
  const worker = workerSaying(
    { type: "notice", notice: "slow kernels" },
    { type: "status", status },
    { type: "finished", outcome },
  );
  const settled = await outcomeOf(worker, {
    onStatus: (value) => heard.push(value),
    onNotice: (notice) => heard.push(notice),
  });
  expect(settled).toEqual(outcome);
  expect(heard).toEqual(["slow kernels", status]);
  expect(worker.threadId).toBe(-1);
});

it("rejects with the explanation a failing worker sent", async () => {
  const error = new ExplainedError({ code: "DEMO_NO_MNIST", what: "No digits.", why: "Why.", fix: "Fix." });
  const failing = workerSaying({ type: "failed", failure: plainFailure(error) });
  await expect(outcomeOf(failing, {})).rejects.toMatchObject({ code: "DEMO_NO_MNIST", what: "No digits." });
});

it("explains a crash and a silent exit, with what is known of the cause", async () => {
  const crashing = new Worker("throw new RangeError('heap is full')", { eval: true });
  await expect(outcomeOf(crashing, {})).rejects.toThrow(/ended unexpectedly: heap is full/);
  const leaving = new Worker("process.exit(7)", { eval: true });
  await expect(outcomeOf(leaving, {})).rejects.toThrow(/worker exited with code 7/);
});
