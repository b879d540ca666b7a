/** The two GANs of the benchmark in TensorFlow.js, and one training step of either. */

export const BATCH = 32;
const NOISE = 100;
const LEARNING_RATE = 1e-4;
const LEAK = 0.2;

/** Sizes as in train_steps.py, which must run the same networks. */
const NETWORKS = {
  mlp: ({ sequential, layers }) => ({
    imageShape: [784],
    generator: sequential({
      layers: [
        layers.dense({ units: 128, activation: "relu", inputShape: [NOISE] }),
        layers.dense({ units: 784, activation: "sigmoid" }),
      ],
    }),
    discriminator: sequential({
      layers: [
        layers.dense({ units: 128, activation: "relu", inputShape: [784] }),
        layers.dense({ units: 1 }),
      ],
    }),
  }),
  dcgan: ({ sequential, layers }) => {
    const halving = { kernelSize: 5, strides: 2, padding: "same" };
    return {
      imageShape: [28, 28, 1],
      generator: sequential({
        layers: [
          layers.dense({ units: 7 * 7 * 64, activation: "relu", inputShape: [NOISE] }),
          layers.reshape({ targetShape: [7, 7, 64] }),
          layers.conv2dTranspose({ filters: 32, activation: "relu", ...halving }),
          layers.conv2dTranspose({ filters: 1, activation: "sigmoid", ...halving }),
        ],
      }),
      discriminator: sequential({
        layers: [
          layers.conv2d({ filters: 32, inputShape: [28, 28, 1], ...halving }),
          layers.leakyReLU({ alpha: LEAK }),
          layers.conv2d({ filters: 64, ...halving }),
          layers.leakyReLU({ alpha: LEAK }),
          layers.flatten(),
          layers.dense({ units: 1 }),
        ],
      }),
    };
  },
};

/**
 * A function that trains one step and answers both losses: the discriminator on real and generated images,
 * then the generator on fresh noise. `optimiser(tf)` answers `(variables, gradients) => void`.
 */
export function trainingStep(tf, model, optimiser) {
  const { imageShape, generator, discriminator } = NETWORKS[model](tf);
  const nextBatch = imageBatches(tf, imageShape);
  const players = [discriminator, generator].map((player) => ({
    weights: player.trainableWeights.map((weight) => weight.val),
    update: optimiser(tf, LEARNING_RATE),
  }));
  const learn = ({ weights, update }, loss) => {
    const { value, grads } = tf.variableGrads(loss, weights);
    update(weights, grads);
    return value;
  };
  const noise = () => tf.randomNormal([BATCH, NOISE]);
  // Softplus(−logit) is the cross-entropy of a logit that should say “real”, softplus(logit) of one that should not.
  return () => {
    const losses = tf.tidy(() => {
      const images = tf.concat([nextBatch(), generator.apply(noise())]);
      const sign = tf.concat([tf.fill([BATCH, 1], -1), tf.ones([BATCH, 1])]);
      const ofDiscriminator = learn(players[0], () =>
        tf.softplus(discriminator.apply(images).mul(sign)).mean().mul(2),
      );
      const ofGenerator = learn(players[1], () =>
        tf.softplus(discriminator.apply(generator.apply(noise())).neg()).mean(),
      );
      return [ofDiscriminator, ofGenerator];
    });
    const values = losses.map((loss) => loss.dataSync()[0]);
    tf.dispose(losses);
    return values;
  };
}

/** Batches picked from random pixels: what the pixels say does not change how long a step takes. */
function imageBatches(tf, imageShape) {
  const imageCount = 2048;
  const pixels = 28 * 28;
  const images = Float32Array.from({ length: imageCount * pixels }, Math.random);
  return () => {
    const batch = new Float32Array(BATCH * pixels);
    for (let i = 0; i < BATCH; i++) {
      const first = Math.floor(Math.random() * imageCount) * pixels;
      batch.set(images.subarray(first, first + pixels), i * pixels);
    }
    return tf.tensor(batch, [BATCH, ...imageShape]);
  };
}
