/** Strided convolutions against transposed ones (Radford et al. 2016, arXiv:1511.06434), without batch normalisation. */
import type { Sequential } from "@tensorflow/tfjs";
import { IMAGE_SIDE } from "../mnist.ts";
import type { NetworkSpecification } from "./specification.ts";

/** A quarter of the image's side: two strides of 2 lead from one to the other. */
const COARSE_SIDE = IMAGE_SIDE / 4;
const COARSE_CHANNELS = 64;
const FINE_CHANNELS = 32;
const LEAK = 0.2;
const KERNEL = { kernelSize: 5, strides: 2, padding: "same" } as const;

/** [batch × latentSize] → [batch × 28 × 28 × 1] */
export function dcganGenerator({ tf, initialiser, latentSize, range }: NetworkSpecification): Sequential {
  const { dense, reshape, conv2dTranspose } = tf.layers;
  return tf.sequential({
    layers: [
      dense({
        name: "dense_1",
        units: COARSE_SIDE * COARSE_SIDE * COARSE_CHANNELS,
        activation: "relu",
        inputShape: [latentSize],
        kernelInitializer: initialiser(),
      }),
      reshape({ targetShape: [COARSE_SIDE, COARSE_SIDE, COARSE_CHANNELS] }),
      conv2dTranspose({
        name: "conv_transpose_1",
        ...KERNEL,
        filters: FINE_CHANNELS,
        activation: "relu",
        kernelInitializer: initialiser(),
      }),
      conv2dTranspose({
        name: "conv_transpose_2",
        ...KERNEL,
        filters: 1,
        activation: range.activation,
        kernelInitializer: initialiser(),
      }),
    ],
  });
}

/** [batch × 28 × 28 × 1] → [batch × 1], a logit */
export function dcganDiscriminator({ tf, initialiser }: NetworkSpecification): Sequential {
  const { conv2d, leakyReLU, flatten, dense } = tf.layers;
  return tf.sequential({
    layers: [
      conv2d({
        name: "conv_1",
        ...KERNEL,
        filters: FINE_CHANNELS,
        inputShape: [IMAGE_SIDE, IMAGE_SIDE, 1],
        kernelInitializer: initialiser(),
      }),
      leakyReLU({ alpha: LEAK }),
      conv2d({ name: "conv_2", ...KERNEL, filters: COARSE_CHANNELS, kernelInitializer: initialiser() }),
      leakyReLU({ alpha: LEAK }),
      flatten(),
      dense({ name: "dense_1", units: 1, kernelInitializer: initialiser() }),
    ],
  });
}
