/** Entry of the reading thread. */
import { parentPort, workerData } from "node:worker_threads";
import type { IngestPlan } from "./ingest-messages.ts";
import { ingest } from "./ingest-thread.ts";

if (parentPort !== null) {
  const port = parentPort;
  const stopping = new AbortController();
  port.once("message", () => stopping.abort());
  // Started by `startIngest` only, which hands over a plan.
  await ingest(workerData as IngestPlan, {
    tell: (message) => port.postMessage(message),
    fail: (error) =>
      setImmediate(() => {
        throw error;
      }),
    stop: stopping.signal,
  });
  port.close();
}
