/** Checks by finite differences that a gradient penalty can be trained through convolutions. */
import type { Tensor4D } from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import type { TensorFlow } from "../tensorflow.ts";
import type { Tensor } from "./runtime.ts";
import { loadWithKernels, randomTensor } from "./testing/two-backends.ts";

let runtime: TensorFlow;
beforeAll(async () => {
  runtime = await loadWithKernels();
});

const IMAGES = [2, 6, 6, 2];
const FILTER = [3, 3, 2, 3];
const HEAD = [27, 1];

/** Squared norm of the critic's gradient with respect to its images: the part of WGAN-GP that is second order. */
function penalty(images: Tensor, filter: Tensor, head: Tensor): Tensor {
  const { tf } = runtime;
  // Tensors of the shapes above.
  const critic = (x: Tensor) =>
    tf
      .matMul(
        tf
          .conv2d(x as Tensor4D, filter as Tensor4D, 2, "same")
          .leakyRelu(0.2)
          .reshape([2, -1]),
        head,
      )
      .sum();
  return tf.grad(critic)(images).square().sum();
}

/** Derivative along `direction` by central differences; exact for the quadratic penalty while no unit changes side. */
function slopeAlong(direction: Tensor, point: Tensor, value: (filter: Tensor) => Tensor): number {
  const halfStep = 2 ** -4;
  const at = (distance: number) => value(point.add(direction.mul(distance))).dataSync()[0] ?? Number.NaN;
  return (at(halfStep) - at(-halfStep)) / (2 * halfStep);
}

describe("a gradient penalty through a convolution", () => {
  it("has the derivative that finite differences show", () => {
    const { tf } = runtime;
    tf.tidy(() => {
      const images = randomTensor(tf, IMAGES, 1);
      const filter = randomTensor(tf, FILTER, 2);
      const head = randomTensor(tf, HEAD, 3);
      const ofFilter = (changed: Tensor) => penalty(images, changed, head);
      const gradient = tf.grad(ofFilter)(filter);
      // Small enough that no leaky unit changes side within the step: the penalty is then a parabola.
      const direction = randomTensor(tf, FILTER, 4).mul(2 ** -10);
      const expected = slopeAlong(direction, filter, ofFilter);
      const analytic = gradient.mul(direction).sum().dataSync()[0] ?? Number.NaN;
      // Differences of single-precision values over so small a step keep two to three digits.
      expect(Math.abs(analytic - expected)).toBeLessThan(0.02 * Math.abs(expected));
    });
  });

  it("is bilinear in images and dy, with matching derivatives", () => {
    const { tf } = runtime;
    tf.tidy(() => {
      const attributes = { strides: 2, pad: "same", dataFormat: "NHWC", filterShape: FILTER };
      const filterGradient = (x: Tensor, dy: Tensor) =>
        tf.engine().runKernel("Conv2DBackpropFilter", { x, dy }, attributes) as Tensor;
      const [x, dy] = [randomTensor(tf, IMAGES, 5), randomTensor(tf, [2, 3, 3, 3], 6)];
      const weight = randomTensor(tf, FILTER, 7);
      const value = (left: Tensor, right: Tensor) => filterGradient(left, right).mul(weight).sum();
      const [byImages, byDy] = tf.grads(value)([x, dy]);
      // For a bilinear form, ⟨∂f/∂x, x⟩ = f(x, dy) = ⟨∂f/∂dy, dy⟩.
      const expected = value(x, dy).dataSync()[0] ?? Number.NaN;
      expect(byImages?.mul(x).sum().dataSync()[0]).toBeCloseTo(expected, 4);
      expect(byDy?.mul(dy).sum().dataSync()[0]).toBeCloseTo(expected, 4);
    });
  });
});
