/** A whole step of a small convolutional GAN: same gradients as plain JavaScript, and nothing left behind. */
import type { Tensor4D, Variable } from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import type { TensorFlow } from "../tensorflow.ts";
import type { NamedTensors, Tensor } from "./runtime.ts";
import { loadWithKernels, randomTensor, randomValues, valuesOn } from "./testing/two-backends.ts";

const BATCH = 3;
const NOISE = 5;

let runtime: TensorFlow;
beforeAll(async () => {
  runtime = await loadWithKernels();
});

/** Two convolutions up, two down, on images of 8 × 8: sizes that are no multiples of the kernels' tiles. */
const SHAPES = {
  "generator/dense": [NOISE, 2 * 2 * 6],
  "generator/up1": [3, 3, 5, 6],
  "generator/up2": [5, 5, 1, 5],
  "discriminator/down1": [5, 5, 1, 5],
  "discriminator/down2": [3, 3, 5, 6],
  "discriminator/dense": [2 * 2 * 6, 1],
} as const;
type Name = keyof typeof SHAPES;
type Weights = Readonly<Record<Name, Tensor>>;

const INITIAL = Object.entries(SHAPES).map(([name, shape], index) => ({
  name,
  shape: [...shape],
  values: randomValues(
    shape.reduce((product, size) => product * size, 1),
    20 + index,
  ).map((value) => value / 2),
}));

function generate(weights: Weights, noise: Tensor): Tensor {
  const { tf } = runtime;
  const small = tf.matMul(noise, weights["generator/dense"]).relu().reshape<Tensor4D>([BATCH, 2, 2, 6]);
  // Filters of rank 4, as SHAPES has them; so below.
  const first = weights["generator/up1"] as Tensor4D;
  const second = weights["generator/up2"] as Tensor4D;
  const middle = tf.conv2dTranspose(small, first, [BATCH, 4, 4, 5], 2, "same").relu<Tensor4D>();
  return tf.conv2dTranspose(middle, second, [BATCH, 8, 8, 1], 2, "same").sigmoid();
}

function judge(weights: Weights, images: Tensor): Tensor {
  const { tf } = runtime;
  const down = (x: Tensor, name: Name) =>
    tf.conv2d(x as Tensor4D, weights[name] as Tensor4D, 2, "same").leakyRelu(0.2);
  const features = down(down(images, "discriminator/down1"), "discriminator/down2").reshape([BATCH, -1]);
  return tf.matMul(features, weights["discriminator/dense"]);
}

/** Both players' losses in one sum: its gradient is made of every kernel that training uses. */
function losses(weights: Weights, real: Tensor, noise: Tensor): Tensor {
  const fake = judge(weights, generate(weights, noise));
  return judge(weights, real).neg().softplus().mean().add(fake.softplus().mean());
}

function gradientsOn(backend: "wasm" | "cpu", name: Name): Float32Array {
  const { tf } = runtime;
  return valuesOn(tf, backend, () => {
    const weights = Object.fromEntries(
      INITIAL.map((initial) => [initial.name, tf.tensor(initial.values, initial.shape)]),
    ) as Weights;
    const real = randomTensor(tf, [BATCH, 8, 8, 1], 1);
    const noise = randomTensor(tf, [BATCH, NOISE], 2);
    return tf.grad((weight: Tensor) => losses({ ...weights, [name]: weight }, real, noise))(weights[name]);
  });
}

function norm(values: Float32Array): number {
  return Math.hypot(...values);
}

describe("a training step of a convolutional GAN", () => {
  // `Object.keys` forgets what the keys are.
  for (const name of Object.keys(SHAPES) as Name[]) {
    it(`gives ${name} the gradient that plain JavaScript gives it`, () => {
      const [actual, expected] = [gradientsOn("wasm", name), gradientsOn("cpu", name)];
      const difference = actual.map((value, index) => value - (expected[index] ?? Number.NaN));
      // Six layers of sums of at most 150 terms each: roundings of 2⁻²⁴ add up to some 10⁻⁶, ten times that is allowed.
      expect(norm(difference)).toBeLessThan(1e-5 * norm(expected));
    });
  }

  it("leaves no tensor, no buffer and no heap behind, however often it is repeated", () => {
    const { tf, heap } = runtime;
    const weights = Object.fromEntries(
      INITIAL.map(({ name, shape, values }) => [name, tf.variable(tf.tensor(values, shape), true, name)]),
    ) as Readonly<Record<Name, Variable>>;
    const variables = Object.values(weights);
    const adam = runtime.adam({ learningRate: 0.01 });
    const step = () => {
      const { value, grads } = tf.variableGrads(() => {
        const real = randomTensor(tf, [BATCH, 8, 8, 1], 1);
        return losses(weights, real, randomTensor(tf, [BATCH, NOISE], 2)).asScalar();
      }, variables);
      // `variableGrads` answers a tensor for every variable it is given.
      adam.apply(variables, grads as NamedTensors);
      const loss = value.dataSync()[0] ?? Number.NaN;
      tf.dispose([value, grads]);
      return loss;
    };
    const first = step();
    const held = () => ({
      tensors: tf.memory().numTensors,
      dataIds: heap.backend.numDataIds(),
      heapBytes: heap.memory.buffer.byteLength,
    });
    const before = held();
    let last = first;
    for (let i = 0; i < 20; i++) last = step();
    expect(held()).toEqual(before);
    expect(last).toBeLessThan(first);
    adam.dispose();
    tf.dispose(variables);
  });
});
