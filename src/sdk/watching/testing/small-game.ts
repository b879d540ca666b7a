/** A game small enough for the plain CPU backend: 4 × 4 pictures, two dense layers a player. */
import * as tfjs from "@tensorflow/tfjs";

export const tf = tfjs;
export const LATENT_SIZE = 3;
export const SIDE = 4;
const HIDDEN = 5;
const BATCH = 8;

await tf.setBackend("cpu");

export interface SmallGame {
  readonly tf: typeof tfjs;
  readonly generator: tfjs.Sequential;
  readonly discriminator: tfjs.Sequential;
  readonly generatorOptimizer: tfjs.Optimizer;
  readonly discriminatorOptimizer: tfjs.Optimizer;
  readonly real: tfjs.Tensor;
  generatorLoss(fake: tfjs.Tensor): tfjs.Scalar;
  discriminatorLoss(real: tfjs.Tensor, fake: tfjs.Tensor): tfjs.Scalar;
  drawNoise(count: number): tfjs.Tensor;
}

/** Sigmoid pictures, cross-entropy on logits; seeded throughout. */
export function smallGame(outputActivation: "sigmoid" | "tanh" = "sigmoid"): SmallGame {
  const seeds = { next: 1 };
  const kernelInitializer = () => tf.initializers.glorotUniform({ seed: seeds.next++ });
  const { dense, flatten, reshape } = tf.layers;
  return {
    tf,
    generator: tf.sequential({
      layers: [
        dense({
          name: "first",
          units: HIDDEN,
          activation: "relu",
          inputShape: [LATENT_SIZE],
          kernelInitializer: kernelInitializer(),
        }),
        dense({
          name: "last",
          units: SIDE * SIDE,
          activation: outputActivation,
          kernelInitializer: kernelInitializer(),
        }),
        reshape({ targetShape: [SIDE, SIDE, 1] }),
      ],
    }),
    discriminator: tf.sequential({
      layers: [
        flatten({ inputShape: [SIDE, SIDE, 1] }),
        dense({ name: "first", units: HIDDEN, activation: "tanh", kernelInitializer: kernelInitializer() }),
        dense({ name: "last", units: 1, kernelInitializer: kernelInitializer() }),
      ],
    }),
    generatorOptimizer: tf.train.adam(0.01),
    discriminatorOptimizer: tf.train.adam(0.01),
    real: realBatch(seeds.next),
    drawNoise: (count) => tf.randomNormal([count, LATENT_SIZE], 0, 1, "float32", seeds.next++),
    generatorLoss: (fake) => tf.softplus(tf.neg(fake)).mean(),
    discriminatorLoss: (real, fake) => tf.add(tf.softplus(tf.neg(real)).mean(), tf.softplus(fake).mean()),
  };
}

/** Bright pictures with values in [0, 1]. */
export function realBatch(seed: number): tfjs.Tensor {
  return tf.randomUniform([BATCH, SIDE, SIDE, 1], 0, 1, "float32", seed);
}

export interface Played {
  readonly generatorLoss: tfjs.Scalar;
  readonly discriminatorLoss: tfjs.Scalar;
}

/** One update of each player through `minimize`; both losses are the caller's to dispose. */
export function playStep(game: SmallGame): Played {
  const weightsOf = (model: tfjs.Sequential) =>
    model.trainableWeights.map((weight) => weight.read() as tfjs.Variable);
  const noise = game.drawNoise(BATCH);
  const fakeOf = () => game.generator.apply(noise) as tfjs.Tensor;
  const judged = (images: tfjs.Tensor) => game.discriminator.apply(images) as tfjs.Tensor;
  const discriminatorLoss = game.discriminatorOptimizer.minimize(
    () => game.discriminatorLoss(judged(game.real), judged(fakeOf())),
    true,
    weightsOf(game.discriminator),
  );
  const generatorLoss = game.generatorOptimizer.minimize(
    () => game.generatorLoss(judged(fakeOf())),
    true,
    weightsOf(game.generator),
  );
  noise.dispose();
  if (generatorLoss === null || discriminatorLoss === null) throw new Error("minimize gave no loss");
  return { generatorLoss, discriminatorLoss };
}
