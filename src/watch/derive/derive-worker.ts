/** Entry of the thread that derives series: reads values from event files and computes, nothing else. */
import { setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { computeHere } from "./compute.ts";
import type { DeriveJob } from "./derive-messages.ts";

/** Reading event files and serving pages come first. On Linux this is the thread's own niceness. */
const BELOW_NORMAL = 10;

if (parentPort !== null) {
  const port = parentPort;
  if (process.platform === "linux") setPriority(0, BELOW_NORMAL);
  const computing = computeHere();
  port.on("message", async (job: DeriveJob | "stop") => {
    if (job === "stop") {
      await computing.close();
      port.close();
    } else port.postMessage(await computing.compute(job));
  });
}
