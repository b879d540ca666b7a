/** What a loss is to the training loop. */
import type { Scalar, Tensor } from "@tensorflow/tfjs";
import type { Tf } from "../kernels/runtime.ts";
import type { LossName } from "../recipe.ts";

/** Raw discriminator outputs, [batchSize × 1] each. */
export interface BatchOutputs {
  readonly real: Tensor;
  readonly fake: Tensor;
}

/** What the discriminator minimises on each side; the total is their sum, plus the penalty if there is one. */
export interface DiscriminatorParts {
  readonly real: Scalar;
  readonly fake: Scalar;
}

/** `blend` is [batchSize × 1 × 1 × 1], uniform over [0, 1): where between a real and a fake image to look. */
export interface PenaltyInputs {
  readonly discriminator: (images: Tensor) => Tensor;
  readonly real: Tensor;
  readonly fake: Tensor;
  readonly blend: Tensor;
}

export interface AdversarialLoss {
  readonly name: LossName;
  /** Outputs above it mean "real"; null where outputs have no absolute meaning, hence no accuracy. */
  readonly decisionThreshold: number | null;
  discriminator(tf: Tf, outputs: BatchOutputs): DiscriminatorParts;
  generator(tf: Tf, fake: Tensor): Scalar;
  /** Added to the discriminator's total, or null. */
  readonly penalty: ((tf: Tf, inputs: PenaltyInputs) => Scalar) | null;
}
