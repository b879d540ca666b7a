/** A training process that logs through a thread and then ends in the way it is told: node … DIRECTORY close|crash|exit|signal|drop|broken. */
import { openBackgroundLog } from "../background-log.ts";

const STEPS = 5;
const [directory = "", ending = ""] = process.argv.slice(2);
const log = openBackgroundLog({ directory, ...(ending === "drop" ? { queueMessages: 0 } : {}) });
log.hyperparameters({ ending });
for (let step = 0; step < STEPS; step++) {
  log.scalar("generator/loss", step, 0.5);
  log.game.playerStep(step, {
    player: "generator",
    layers: [{ layer: "only/kernel", gradient: Float32Array.of(3, 4 + step) }],
    logs: { layers: true, direction: true },
    isHandedOver: true,
  });
  log.game.samples(step, "fixed_noise", {
    width: 1,
    height: 1,
    channels: 1,
    count: 1,
    pixels: Uint8Array.of(7),
  });
}
if (ending === "close" || ending === "drop") {
  log.close();
  process.stdout.write(String(log.droppedWrites));
}
if (ending === "crash") throw new Error("the training crashed");
if (ending === "exit") process.exit(0);
if (ending === "signal") {
  process.kill(process.pid, "SIGTERM");
  // What keeps the process alive until the signal is handled.
  setInterval(() => {}, 2 ** 30);
}
if (ending === "broken") {
  // An image without pixels: the other thread finds out.
  log.game.samples(STEPS, "random", { width: 1, height: 1, channels: 2, count: 1, pixels: Uint8Array.of(7) });
  try {
    log.close();
  } catch (error) {
    process.stdout.write(error instanceof Error && "code" in error ? String(error.code) : "");
  }
}
