/** Trains a small GAN in the tab and sends what it logs to a board, or keeps it for download. */
import { EventLog, memoryEventFile, preflight, remoteEventFile, watchGame } from "nashboard/sdk/browser";

const { tf } = globalThis;
const parameters = new URLSearchParams(location.search);
const board = parameters.get("board");
const steps = Number(parameters.get("steps") ?? 2000);
const SIDE = 12;
const LATENT_SIZE = 16;
const BATCH = 32;
const show = (id, text) => {
  document.getElementById(id).textContent = text;
};

/** Round spots at random places: [count × 12 × 12 × 1] in [0, 1]. */
function drawSpots(count) {
  return tf.tidy(() => {
    const axis = tf.range(0, SIDE);
    const from = (centres) => tf.squaredDifference(axis.reshape([1, SIDE]), centres);
    const rows = from(tf.randomUniform([count, 1], 3, SIDE - 3)).reshape([count, SIDE, 1]);
    const columns = from(tf.randomUniform([count, 1], 3, SIDE - 3)).reshape([count, 1, SIDE]);
    return tf.exp(rows.add(columns).div(-4)).reshape([count, SIDE, SIDE, 1]);
  });
}

const { dense, flatten, reshape } = tf.layers;
const generator = tf.sequential({
  layers: [
    dense({ name: "hidden", units: 64, activation: "relu", inputShape: [LATENT_SIZE] }),
    dense({ name: "pixels", units: SIDE * SIDE, activation: "sigmoid" }),
    reshape({ targetShape: [SIDE, SIDE, 1] }),
  ],
});
const discriminator = tf.sequential({
  layers: [
    flatten({ inputShape: [SIDE, SIDE, 1] }),
    dense({ name: "hidden", units: 64, activation: "relu" }),
    dense({ name: "verdict", units: 1 }),
  ],
});
const generatorOptimizer = tf.train.adam(1e-3, 0.5);
const discriminatorOptimizer = tf.train.adam(1e-3, 0.5);
const drawNoise = (count) => tf.randomNormal([count, LATENT_SIZE]);
const generatorLoss = (fake) => tf.softplus(tf.neg(fake)).mean();
const discriminatorLoss = (real, fake) => tf.softplus(tf.neg(real)).mean().add(tf.softplus(fake).mean());
const judged = (images) => discriminator.apply(images);
const minimize = (optimizer, model, loss) =>
  optimizer.minimize(
    loss,
    true,
    model.trainableWeights.map((weight) => weight.read()),
  );
const updates = {
  discriminator: (real, noise) =>
    minimize(discriminatorOptimizer, discriminator, () =>
      discriminatorLoss(judged(real), judged(generator.apply(noise))),
    ),
  generator: (noise) =>
    minimize(generatorOptimizer, generator, () => generatorLoss(judged(generator.apply(noise)))),
};

await tf.ready();
const file = board === null ? memoryEventFile() : remoteEventFile({ board, run: "in-the-tab" });
/** What has not reached the board, while something keeps it from there. */
const troubles = () => {
  const { problem, waitingBytes, droppedAppends } = file.status?.() ?? { problem: null };
  return problem === null
    ? ""
    : `${problem} ${waitingBytes} bytes wait, ${droppedAppends} writes were dropped.`;
};
const log = new EventLog(file);
const real = drawSpots(128);
const game = {
  tf,
  generator,
  discriminator,
  generatorOptimizer,
  discriminatorOptimizer,
  real,
  drawNoise,
  generatorLoss,
};
const findings = await preflight({ ...game, discriminatorLoss, updates, log });
show("findings", findings.map(({ outcome, sentence }) => `${outcome}: ${sentence}`).join("\n"));
const watch = watchGame({
  ...game,
  log,
  heldOut: drawSpots(128),
  hyperparameters: { loss: "bce", batch_size: BATCH },
});
for (let step = 0; step < steps; step++) {
  tf.tidy(() => {
    const lossOfDiscriminator = updates.discriminator(drawSpots(BATCH), drawNoise(BATCH));
    const lossOfGenerator = updates.generator(drawNoise(BATCH));
    watch.endStep({ generatorLoss: lossOfGenerator, discriminatorLoss: lossOfDiscriminator });
  });
  if (step % 10 === 0) show("status", `Step ${step} of ${steps} ${troubles()}`);
  await tf.nextFrame();
}
await watch.close();
log.close();
if (board === null) {
  const link = document.getElementById("download");
  Object.assign(link, { href: URL.createObjectURL(file.blob()), download: file.fileName, hidden: false });
  show("status", `${watch.step} steps done, ${file.byteCount} bytes to download.`);
} else {
  const isComplete = await file.finished();
  show("status", `${watch.step} steps done, ${isComplete ? "all sent." : troubles()}`);
}
