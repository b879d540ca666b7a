/** Entry of the thread that lays samples out. */
import { parentPort } from "node:worker_threads";
import type { ProjectionOrder } from "./projection-messages.ts";
import { projectionThread } from "./projection-thread.ts";

if (parentPort !== null) {
  const port = parentPort;
  const take = projectionThread((message, transfer) => port.postMessage(message, transfer));
  port.on("message", (order: ProjectionOrder) => take(order));
}
