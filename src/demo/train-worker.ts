/** The worker's entry: trains off the main thread, so that the board stays responsive beside it. */
import { parentPort, workerData } from "node:worker_threads";
import { runSession, type SessionPlan } from "./session.ts";
import { StatusMeter } from "./status-meter.ts";
import { type FromWorker, plainFailure, type ToWorker } from "./worker-messages.ts";

const MILLISECONDS_A_SECOND = 1000;

async function main(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error("train-worker.js is a worker's entry; it does not run by itself.");
  const send = (message: FromWorker) => port.postMessage(message);
  const stop = new AbortController();
  port.on("message", (message: ToWorker) => {
    if (message.type === "stop") stop.abort();
  });
  const meter = new StatusMeter(
    () => performance.now() / MILLISECONDS_A_SECOND,
    (status) => send({ type: "status", status }),
  );
  try {
    // Made by `startDemo`, the only one who starts this worker.
    const outcome = await runSession(workerData as SessionPlan, {
      onStep: (step) => meter.note(step),
      onNotice: (notice) => send({ type: "notice", notice }),
      signal: stop.signal,
    });
    send({ type: "finished", outcome });
  } catch (error) {
    send({ type: "failed", failure: plainFailure(error) });
  } finally {
    port.close();
  }
}

await main();
