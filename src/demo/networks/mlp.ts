/** Two dense layers a player: the smallest network that draws digits. */
import type { Sequential } from "@tensorflow/tfjs";
import { IMAGE_SIDE } from "../mnist.ts";
import type { NetworkSpecification } from "./specification.ts";

const HIDDEN_UNITS = 128;
const IMAGE_SHAPE = [IMAGE_SIDE, IMAGE_SIDE, 1];

/** [batch × latentSize] → [batch × 28 × 28 × 1] */
export function mlpGenerator({ tf, initialiser, latentSize, range }: NetworkSpecification): Sequential {
  const { dense, reshape } = tf.layers;
  return tf.sequential({
    layers: [
      dense({
        name: "dense_1",
        units: HIDDEN_UNITS,
        activation: "relu",
        inputShape: [latentSize],
        kernelInitializer: initialiser(),
      }),
      dense({
        name: "dense_2",
        units: IMAGE_SIDE * IMAGE_SIDE,
        activation: range.activation,
        kernelInitializer: initialiser(),
      }),
      reshape({ targetShape: IMAGE_SHAPE }),
    ],
  });
}

/** [batch × 28 × 28 × 1] → [batch × 1], a logit */
export function mlpDiscriminator({ tf, initialiser }: NetworkSpecification): Sequential {
  const { dense, flatten } = tf.layers;
  return tf.sequential({
    layers: [
      flatten({ inputShape: IMAGE_SHAPE }),
      dense({ name: "dense_1", units: HIDDEN_UNITS, activation: "relu", kernelInitializer: initialiser() }),
      dense({ name: "dense_2", units: 1, kernelInitializer: initialiser() }),
    ],
  });
}
