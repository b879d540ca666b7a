/** A training process that logs and then ends in the way it is told: node … DIRECTORY crash|exit|signal|kill. */
import { openNodeLog } from "../open-node-log.ts";

/** Of its own clock: a step takes a tenth of a second, whatever the machine does. */
const STEP_SECONDS = 0.1;
const STEPS_BEFORE_KILL = 30;

const [directory = "", ending = ""] = process.argv.slice(2);
let nowSeconds = 0;
const log = openNodeLog({ directory, wallTimeSeconds: () => nowSeconds });
log.hyperparameters({ ending });
log.scalar("generator/loss", 0, 0.5);
if (ending === "crash") throw new Error("the training crashed");
if (ending === "exit") process.exit(0);
if (ending === "signal") process.kill(process.pid, "SIGTERM");
if (ending === "kill") {
  // A loop that never yields, so that no timer helps.
  for (let step = 1; step < STEPS_BEFORE_KILL; step++) {
    nowSeconds += STEP_SECONDS;
    log.scalar("generator/loss", step, 0.5);
  }
  process.kill(process.pid, "SIGKILL");
}
// What keeps the process alive until the signal is handled.
setInterval(() => {}, 2 ** 30);
