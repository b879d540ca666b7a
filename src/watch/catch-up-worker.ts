/** Entry of the thread that scans what lies in the log directories while another one stores it. */
import { parentPort, workerData } from "node:worker_threads";
import { RemoteStore } from "./remote-store.ts";
import type { CatchUpPlan, ScanMessage, ScanOrder } from "./store-messages.ts";
import { OWN_THREAD, watchLogDirectories } from "./watch.ts";

if (parentPort !== null) {
  const port = parentPort;
  const say = (message: ScanMessage) => port.postMessage(message);
  const stopping = new AbortController();
  port.on("message", ({ kind }: ScanOrder) => {
    if (kind === "stop") stopping.abort();
  });
  // Started by `catchUp` only, which hands over a plan.
  const { logDirectories, pollMilliseconds } = workerData as CatchUpPlan;
  const watching = watchLogDirectories({
    ...OWN_THREAD,
    logDirectories,
    store: new RemoteStore({
      postMessage: (message, moved) => port.postMessage(message, [...moved]),
      on: (event, listener) => port.on(event, listener),
    }),
    signal: stopping.signal,
    notice: (line) => say({ kind: "notice", line }),
    ...(pollMilliseconds === undefined ? {} : { pollMilliseconds }),
  });
  await watching.firstPass;
  await watching.close();
  say({ kind: "caught up" });
  port.close();
}
