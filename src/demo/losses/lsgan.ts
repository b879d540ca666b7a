/** Least squares towards 1 for real and 0 for fake (Mao et al. 2017, arXiv:1611.04076), without their factor ½. */
import type { AdversarialLoss } from "./adversarial-loss.ts";

/** A discriminator that answers ½ gives ½ and ¼. */
export const lsgan: AdversarialLoss = {
  name: "lsgan",
  decisionThreshold: 0.5,
  discriminator: (tf, { real, fake }) => ({
    real: tf.square(tf.sub(real, 1)).mean(),
    fake: tf.square(fake).mean(),
  }),
  generator: (tf, fake) => tf.square(tf.sub(fake, 1)).mean(),
  penalty: null,
};
