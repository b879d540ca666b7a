/** Entry of the thread that scans what lies in the log directories while another one stores it. */
import { once } from "node:events";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { RemoteStore } from "./remote-store.ts";
import type { CatchUpPlan, ScanMessage, ScanOrder } from "./store-messages.ts";
import { OWN_THREAD, watchLogDirectories } from "./watch.ts";

if (parentPort !== null) {
  const port = parentPort;
  const stopping = new AbortController();
  port.on("message", ({ kind }: ScanOrder) => {
    if (kind === "stop") stopping.abort();
  });
  port.postMessage({ kind: "ready" } satisfies ScanMessage);
  await once(port, "message");
  await scan(port, stopping.signal);
  port.postMessage({ kind: "caught up" } satisfies ScanMessage);
  port.close();
}

async function scan(port: MessagePort, signal: AbortSignal): Promise<void> {
  // Started by `catchUp` only, which hands over a plan.
  const { logDirectories, pollMilliseconds } = workerData as CatchUpPlan;
  const watching = watchLogDirectories({
    ...OWN_THREAD,
    logDirectories,
    store: new RemoteStore({
      postMessage: (message, moved) => port.postMessage(message, [...moved]),
      on: (event, listener) => port.on(event, listener),
    }),
    signal,
    notice: (line) => port.postMessage({ kind: "notice", line } satisfies ScanMessage),
    ...(pollMilliseconds === undefined ? {} : { pollMilliseconds }),
  });
  await watching.firstPass;
  await watching.close();
}
