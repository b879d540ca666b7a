/** The hinge loss (Lim & Ye 2017, arXiv:1705.02894; Miyato et al. 2018): outputs beyond ±1 earn nothing more. */
import type { AdversarialLoss } from "./adversarial-loss.ts";

/** A discriminator that answers 0 gives 2 and 0. */
export const hinge: AdversarialLoss = {
  name: "hinge",
  decisionThreshold: 0,
  discriminator: (tf, { real, fake }) => ({
    real: tf.relu(tf.sub(1, real)).mean(),
    fake: tf.relu(tf.add(1, fake)).mean(),
  }),
  generator: (tf, fake) => tf.neg(fake).mean(),
  penalty: null,
};
