/** Preloaded into a measured program: when it ends, it says on stderr what it took, its threads included. */
import process from "node:process";
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  process.on("exit", () => {
    const { user, system } = process.cpuUsage();
    const { maxRSS } = process.resourceUsage();
    process.stderr.write(
      `${JSON.stringify({ processorMicroseconds: user + system, largestKibibytes: maxRSS })}\n`,
    );
  });
}
