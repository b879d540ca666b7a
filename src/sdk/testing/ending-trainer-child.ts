/** A training process that logs one loss and then ends in the way it is told: node … DIRECTORY crash|exit|signal. */
import { openNodeLog } from "../open-node-log.ts";

const [directory = "", ending = ""] = process.argv.slice(2);
const log = openNodeLog({ directory });
log.hyperparameters({ ending });
log.scalar("generator/loss", 0, 0.5);
if (ending === "crash") throw new Error("the training crashed");
if (ending === "exit") process.exit(0);
if (ending === "signal") process.kill(process.pid, "SIGTERM");
// What keeps the process alive until the signal is handled.
setInterval(() => {}, 2 ** 30);
