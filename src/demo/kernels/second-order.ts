/** The derivatives that a gradient penalty needs and TensorFlow.js lacks: those of a convolution's filter gradient and of a comparison. */
import type { NamedAttrMap, Tensor4D } from "@tensorflow/tfjs";
import type { ConvolutionAttributes } from "./convolution-shape.ts";
import type { Tensor, Tf } from "./runtime.ts";

/** For WGAN-GP: lets `tf.grad` go twice through convolutions and leaky rectifiers. */
export function registerSecondOrderGradients(tf: Tf): void {
  registerFilterGradientDerivative(tf);
  registerComparisonDerivative(tf);
}

/** A comparison is flat wherever it has a derivative; the gradient of LeakyReLU compares. */
function registerComparisonDerivative(tf: Tf): void {
  tf.registerGradient({
    kernelName: "Greater",
    inputsToSave: ["a", "b"],
    // `as`: both were saved, by the line above.
    gradFunc: (_incoming, [a, b]) => ({
      a: () => tf.zerosLike(a as Tensor),
      b: () => tf.zerosLike(b as Tensor),
    }),
  });
}

/**
 * The filter gradient is linear in the images and in dy, so each derivative is a convolution again:
 * with respect to the images its input gradient, with respect to dy the convolution of the images itself.
 */
function registerFilterGradientDerivative(tf: Tf): void {
  tf.registerGradient({
    kernelName: "Conv2DBackpropFilter",
    inputsToSave: ["x", "dy"],
    gradFunc: (incoming, saved, attrs) => {
      // One output, and the two inputs saved above, all of rank 4.
      const filter = incoming as Tensor4D;
      const [x, dy] = saved as [Tensor4D, Tensor4D];
      const attributes = attrs as unknown as ConvolutionAttributes;
      const { strides, pad, dataFormat, dimRoundingMode } = attributes;
      return {
        x: () => {
          const inputGradient = { strides, pad, dataFormat, dimRoundingMode, inputShape: x.shape };
          // The published type of an attribute leaves out `undefined`, which TensorFlow.js itself passes here.
          return tf
            .engine()
            .runKernel("Conv2DBackpropInput", { dy, filter }, inputGradient as unknown as NamedAttrMap);
        },
        dy: () => tf.conv2d(x, filter, strides, pad, dataFormat, 1, dimRoundingMode),
      };
    },
  });
}
