/** The demo's MLP game on its own kernels, one step at a time, watched or not. */
import { deflateSync } from "node:zlib";
import { loadTensorFlow } from "../../dist/demo/tensorflow.js";
import { openBackgroundLog, openNodeLog, watchGame } from "../../dist/sdk/index.js";

const LATENT_SIZE = 100;
const BATCH = 32;
const BANK = 256;
const SIDE = 28;

/**
 * `cadence` null: unwatched, but both losses are read, as a loop that prints them does. `log` "background": measured
 * and written by a thread of its own.
 */
export async function watchedGame({ cadence, directory, log = "same thread" }) {
  const runtime = await loadTensorFlow();
  const { tf } = runtime;
  const { dense, flatten, reshape } = tf.layers;
  const generator = tf.sequential({
    layers: [
      dense({ name: "hidden", units: 128, activation: "relu", inputShape: [LATENT_SIZE] }),
      dense({ name: "pixels", units: SIDE * SIDE, activation: "sigmoid" }),
      reshape({ targetShape: [SIDE, SIDE, 1] }),
    ],
  });
  const discriminator = tf.sequential({
    layers: [
      flatten({ inputShape: [SIDE, SIDE, 1] }),
      dense({ name: "hidden", units: 128, activation: "relu" }),
      dense({ name: "verdict", units: 1 }),
    ],
  });
  const optimiserOf = (model) => {
    const weights = model.trainableWeights.map((weight) => weight.read());
    const adam = runtime.adam();
    return { weights, applyGradients: (gradients) => adam.apply(weights, gradients) };
  };
  const optimisers = { generator: optimiserOf(generator), discriminator: optimiserOf(discriminator) };
  const bank = () => tf.randomUniform([BANK, SIDE, SIDE, 1]);
  const [real, heldOut] = [bank(), bank()];
  const drawNoise = (count) => tf.randomNormal([count, LATENT_SIZE]);
  const generatorLoss = (fake) => tf.softplus(tf.neg(fake)).mean();
  const learn = (optimiser, loss) => {
    const { value, grads } = tf.variableGrads(loss, optimiser.weights);
    optimiser.applyGradients(grads);
    return value;
  };
  const updateBoth = () => {
    const images = tf.slice(
      real,
      [Math.floor(Math.random() * (BANK - BATCH)), 0, 0, 0],
      [BATCH, SIDE, SIDE, 1],
    );
    const discriminatorLoss = learn(optimisers.discriminator, () => {
      const fake = discriminator.apply(generator.apply(drawNoise(BATCH)));
      return tf
        .softplus(tf.neg(discriminator.apply(images)))
        .mean()
        .add(tf.softplus(fake).mean());
    });
    const lossOfGenerator = learn(optimisers.generator, () =>
      generatorLoss(discriminator.apply(generator.apply(drawNoise(BATCH)))),
    );
    return { discriminatorLoss, generatorLoss: lossOfGenerator };
  };
  const watch =
    cadence === null
      ? null
      : watchGame({
          ...{ tf, generator, discriminator, real, heldOut, drawNoise, generatorLoss, cadence },
          generatorOptimizer: optimisers.generator,
          discriminatorOptimizer: optimisers.discriminator,
          log: log === "background" ? openBackgroundLog({ directory }) : openNodeLog({ directory }),
          deflate: deflateSync,
        });
  const step = () =>
    tf.tidy(() => {
      const losses = updateBoth();
      if (watch !== null) watch.endStep(losses);
      else for (const loss of Object.values(losses)) loss.dataSync();
    });
  return { step };
}
