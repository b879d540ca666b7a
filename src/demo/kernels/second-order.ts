/** The derivative that a gradient penalty needs and TensorFlow.js lacks: that of a convolution's filter gradient. */
import type { NamedAttrMap, Tensor4D } from "@tensorflow/tfjs";
import type { ConvolutionAttributes } from "./convolution-shape.ts";
import type { Tf } from "./runtime.ts";

/**
 * The filter gradient is linear in the images and in dy, so each derivative is a convolution again:
 * with respect to the images its input gradient, with respect to dy the convolution of the images itself.
 */
export function registerFilterGradientDerivative(tf: Tf): void {
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
