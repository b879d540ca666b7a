/** Two dense layers a player, unless the recipe asks for more: the smallest network that draws digits. */
import type { Sequential } from "@tensorflow/tfjs";
import { IMAGE_SIDE } from "../mnist.ts";
import type { NetworkSpecification } from "./specification.ts";

const HIDDEN_UNITS = 128;
const IMAGE_SHAPE = [IMAGE_SIDE, IMAGE_SIDE, 1];

/** [batch × latentSize] → [batch × 28 × 28 × 1] */
export function mlpGenerator(specification: NetworkSpecification): Sequential {
  const { tf, initialiser, latentSize, range, hidden } = specification;
  const { dense, reshape } = tf.layers;
  return tf.sequential({
    layers: [
      ...hiddenLayers(specification, { inputShape: [latentSize] }),
      dense({
        name: `dense_${hidden.count + 1}`,
        units: IMAGE_SIDE * IMAGE_SIDE,
        activation: range.activation,
        kernelInitializer: initialiser(),
      }),
      reshape({ targetShape: IMAGE_SHAPE }),
    ],
  });
}

/** [batch × 28 × 28 × 1] → [batch × 1], a logit */
export function mlpDiscriminator(specification: NetworkSpecification): Sequential {
  const { tf, initialiser, hidden } = specification;
  const { dense, flatten } = tf.layers;
  return tf.sequential({
    layers: [
      flatten({ inputShape: IMAGE_SHAPE }),
      ...hiddenLayers(specification, {}),
      dense({ name: `dense_${hidden.count + 1}`, units: 1, kernelInitializer: initialiser() }),
    ],
  });
}

function hiddenLayers(
  { tf, initialiser, hidden }: NetworkSpecification,
  ofFirst: { readonly inputShape?: number[] },
) {
  return Array.from({ length: hidden.count }, (_, index) =>
    tf.layers.dense({
      name: `dense_${index + 1}`,
      units: HIDDEN_UNITS,
      activation: hidden.activation,
      kernelInitializer: initialiser(),
      ...(index === 0 ? ofFirst : {}),
    }),
  );
}
