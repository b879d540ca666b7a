/** Wasserstein loss with gradient penalty (Gulrajani et al. 2017, arXiv:1704.00028, equation 3). */
import type { Scalar, Tensor } from "@tensorflow/tfjs";
import type { Tf } from "../kernels/runtime.ts";
import type { AdversarialLoss, PenaltyInputs } from "./adversarial-loss.ts";

/** λ, from section 4 of the paper. */
const PENALTY_WEIGHT = 10;
/** Keeps the square root differentiable at a gradient of exactly zero; the norm is off by at most 1e-6. */
const NORM_EPSILON = 1e-12;

/**
 * The critic's output is defined up to a constant, so no threshold separates real from fake and no accuracy
 * is given: one taken from the batch itself would start above one half for a critic that knows nothing.
 */
export const wganGp: AdversarialLoss = {
  name: "wgan-gp",
  decisionThreshold: null,
  discriminator: (tf, { real, fake }) => ({ real: tf.neg(real).mean(), fake: fake.mean() }),
  generator: (tf, fake) => tf.neg(fake).mean(),
  penalty: gradientPenalty,
};

/** λ · mean (‖∇D(x̂)‖₂ − 1)² at points x̂ drawn between pairs of real and fake images. */
function gradientPenalty(tf: Tf, { discriminator, real, fake, blend }: PenaltyInputs): Scalar {
  const between: Tensor = tf.add(real, tf.mul(blend, tf.sub(fake, real)));
  const slope = tf.grad((images: Tensor) => discriminator(images).sum())(between);
  const squaredNorms = tf
    .square(slope)
    .reshape([between.shape[0] ?? 1, -1])
    .sum(1);
  const norms = tf.sqrt(tf.add(squaredNorms, NORM_EPSILON));
  return tf.mul(PENALTY_WEIGHT, tf.square(tf.sub(norms, 1)).mean());
}
