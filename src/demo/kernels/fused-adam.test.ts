/** Holds our Adam, by SIMD and in TypeScript, to the one of TensorFlow.js. */
import type { Rank, Tensor4D } from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import type { TensorFlow } from "../tensorflow.ts";
import { FusedAdam } from "./fused-adam.ts";
import type { KernelRuntime } from "./runtime.ts";
import { loadWithKernels, randomTensor, randomValues } from "./testing/two-backends.ts";

const OPTIONS = { learningRate: 0.01, beta1: 0.5, beta2: 0.99, epsilon: 1e-7 };
const STEPS = 8;
/** A step moves a weight near 1 by about the learning rate; each of 8 steps may round in the last place, a few times. */
const TOLERANCE = STEPS * 4 * 2 ** -24;

let runtime: TensorFlow;
beforeAll(async () => {
  runtime = await loadWithKernels();
});

/** Weights after some steps of gradients that differ each time, tiny ones among them, where epsilon matters. */
function trajectory(length: number, apply: (gradient: Float32Array, step: number) => void): void {
  for (let step = 0; step < STEPS; step++) {
    apply(
      randomValues(length, 100 + step).map((value, index) => value * 10 ** -(index % 9)),
      step,
    );
  }
}

function ours(kernelRuntime: KernelRuntime, length: number): Float32Array {
  const { tf } = kernelRuntime;
  const weight = tf.variable(randomTensor(tf, [length], 1));
  const adam = new FusedAdam(kernelRuntime, OPTIONS);
  trajectory(length, (gradient) => {
    const tensor = tf.tensor1d(gradient);
    adam.apply([weight], { [weight.name]: tensor });
    tensor.dispose();
  });
  const values = Float32Array.from(weight.dataSync());
  adam.dispose();
  weight.dispose();
  return values;
}

function theirs(length: number): Float32Array {
  const { tf } = runtime;
  const weight = tf.variable(randomTensor(tf, [length], 1));
  const { learningRate, beta1, beta2, epsilon } = OPTIONS;
  const adam = tf.train.adam(learningRate, beta1, beta2, epsilon);
  trajectory(length, (gradient) => {
    const tensor = tf.tensor1d(gradient);
    adam.applyGradients([{ name: weight.name, tensor }]);
    tensor.dispose();
  });
  const values = Float32Array.from(weight.dataSync());
  adam.dispose();
  weight.dispose();
  return values;
}

function largestDifference(left: Float32Array, right: Float32Array): number {
  expect(left.length).toBe(right.length);
  return Math.max(...left.map((value, index) => Math.abs(value - (right[index] ?? Number.NaN))));
}

describe("fused Adam", () => {
  const ways = {
    "by SIMD": (): KernelRuntime => runtime,
    "in TypeScript": (): KernelRuntime => ({ ...runtime, kernels: null }),
  };
  for (const [way, runtimeOf] of Object.entries(ways)) {
    for (const length of [1, 3, 4, 7, 128, 1001]) {
      it(`follows TensorFlow.js' Adam over ${STEPS} steps, ${length} weights, ${way}`, () => {
        expect(largestDifference(ours(runtimeOf(), length), theirs(length))).toBeLessThan(TOLERANCE);
      });
    }
  }

  it("leaves the gradients to the caller", () => {
    const { tf } = runtime;
    const weight = tf.variable(tf.tensor1d([1, 2]));
    const gradient = tf.tensor1d([3, 4]);
    const adam = runtime.adam(OPTIONS);
    adam.apply([weight], { [weight.name]: gradient });
    expect([...gradient.dataSync()]).toEqual([3, 4]);
    adam.dispose();
    tf.dispose([weight, gradient]);
  });

  it("multiplies the learning rate of one step by a factor", () => {
    const { tf } = runtime;
    const weight = tf.variable(tf.tensor1d([3, 4]));
    const gradient = tf.tensor1d([1, -1]);
    const adam = runtime.adam({ learningRate: 0.25 });
    adam.apply([weight], { [weight.name]: gradient }, -2);
    // The first step of Adam is the learning rate in each coordinate, against the sign of the gradient.
    const [first = 0, second = 0] = weight.dataSync();
    expect(first).toBeCloseTo(3.5, 5);
    expect(second).toBeCloseTo(3.5, 5);
    adam.dispose();
    tf.dispose([weight, gradient]);
  });

  it("names the variable that got no gradient", () => {
    const { tf } = runtime;
    const weight = tf.variable(tf.scalar(1), true, "critic/bias");
    expect(() => runtime.adam().apply([weight], {})).toThrow("critic/bias");
    weight.dispose();
  });

  it("makes later products see the new weight", () => {
    const { tf } = runtime;
    const weight = tf.variable(tf.ones([8, 8]));
    const product = () =>
      tf.tidy(
        () =>
          tf
            .conv2d(tf.ones<Rank.R4>([1, 1, 1, 8]), weight.reshape<Tensor4D>([1, 1, 8, 8]), 1, "same")
            .dataSync()[0],
      );
    expect(product()).toBe(8);
    const adam = runtime.adam({ learningRate: 0.5 });
    const gradient = tf.ones([8, 8]);
    adam.apply([weight], { [weight.name]: gradient });
    expect(product()).toBeCloseTo(4, 4);
    adam.dispose();
    tf.dispose([weight, gradient]);
  });
});
