/** Cross-entropy on logits with the non-saturating generator (Goodfellow et al. 2014, arXiv:1406.2661). */
import type { AdversarialLoss } from "./adversarial-loss.ts";

/**
 * In softplus form, −log σ(x) = softplus(−x), which stays finite where log σ(x) underflows.
 * In nats; an undecided discriminator gives 2 ln 2 and ln 2.
 */
export const bce: AdversarialLoss = {
  name: "bce",
  decisionThreshold: 0,
  discriminator: (tf, { real, fake }) => ({
    real: tf.softplus(tf.neg(real)).mean(),
    fake: tf.softplus(fake).mean(),
  }),
  generator: (tf, fake) => tf.softplus(tf.neg(fake)).mean(),
  penalty: null,
};
