/** Holds both gradients of a convolution to TensorFlow.js' plain JavaScript backend. */
import type { NamedAttrMap, Rank } from "@tensorflow/tfjs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { TensorFlow } from "../tensorflow.ts";
import type { ConvolutionAttributes } from "./convolution-shape.ts";
import type { Tensor } from "./runtime.ts";
import { expectWithinRounding } from "./testing/rounding.ts";
import { loadWithKernels, randomTensor, valuesOn } from "./testing/two-backends.ts";

interface Convolution {
  readonly images: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly filters: number;
  readonly strides: [number, number];
  readonly pad: ConvolutionAttributes["pad"];
}

let runtime: TensorFlow;
beforeAll(async () => {
  runtime = await loadWithKernels();
});

const SQUARE: Convolution = {
  ...{ images: 2, height: 7, width: 6, channels: 3, filterHeight: 3, filterWidth: 5, filters: 4 },
  ...{ strides: [2, 1], pad: "same" },
};

function expectGradients(convolution: Convolution): void {
  const { tf } = runtime;
  const { images, height, width, channels, filterHeight, filterWidth, filters, strides, pad } = convolution;
  const imageShape = [images, height, width, channels];
  const filterShape = [filterHeight, filterWidth, channels, filters];
  const { outHeight, outWidth } = tf.backend_util.computeConv2DInfo(
    [images, height, width, channels],
    [filterHeight, filterWidth, channels, filters],
    ...([strides, 1, pad] as const),
  );
  const gradient = (name: string, positive: boolean) => () => {
    const operand = (shape: number[], seed: number) => {
      const tensor = randomTensor(tf, shape, seed);
      return positive ? tensor.abs() : tensor;
    };
    const dy = operand([images, outHeight, outWidth, filters], 1);
    const isForFilter = name === "Conv2DBackpropFilter";
    const inputs = isForFilter ? { x: operand(imageShape, 2), dy } : { dy, filter: operand(filterShape, 3) };
    const attributes = { strides, pad, dataFormat: "NHWC", inputShape: imageShape, filterShape };
    // Padding for each side is a nested array, which the published type of an attribute leaves out.
    return tf.engine().runKernel(name, inputs, attributes as unknown as NamedAttrMap) as Tensor;
  };
  const termsOf = {
    Conv2DBackpropFilter: images * outHeight * outWidth,
    Conv2DBackpropInput: filterHeight * filterWidth * filters,
  };
  for (const [name, terms] of Object.entries(termsOf)) {
    expectWithinRounding(valuesOn(tf, "wasm", gradient(name, false)), {
      expected: valuesOn(tf, "cpu", gradient(name, false)),
      magnitude: valuesOn(tf, "cpu", gradient(name, true)),
      terms,
    });
  }
}

describe("convolution gradients", () => {
  for (const channels of [1, 3, 8]) {
    for (const strides of [
      [1, 1],
      [2, 2],
      [2, 1],
    ] as [number, number][]) {
      for (const pad of ["same", "valid"] as const) {
        it(`agree with plain JavaScript: ${channels} channels, strides ${strides}, ${pad}`, () => {
          expectGradients({ ...SQUARE, channels, strides, pad });
        });
      }
    }
  }

  it("agree on a 1×1 filter over a 1×1 image", () => {
    const one = { images: 1, height: 1, width: 1, channels: 1, filterHeight: 1, filterWidth: 1, filters: 1 };
    expectGradients({ ...SQUARE, ...one, strides: [1, 1] });
  });

  it("agree where the filter is larger than the image", () => {
    expectGradients({ ...SQUARE, height: 2, width: 3, filterHeight: 5, filterWidth: 7, strides: [1, 1] });
  });

  it("agree where the stride jumps over pixels", () => {
    expectGradients({ ...SQUARE, filterHeight: 1, filterWidth: 2, strides: [3, 3], pad: "valid" });
  });

  it("agree with padding given as a number", () => {
    expectGradients({ ...SQUARE, strides: [1, 1], pad: 2 });
  });

  it("agree with padding given for each side", () => {
    expectGradients({
      ...SQUARE,
      strides: [1, 1],
      pad: [
        [0, 0],
        [1, 0],
        [0, 2],
        [0, 0],
      ],
    });
  });

  it("agree over more images than are unfolded at once", () => {
    // 28·28 positions × 25·8 floats are 627,200 bytes of patches an image: the second of three starts a new run.
    const large = { images: 3, height: 28, width: 28, channels: 8, filterHeight: 5, filterWidth: 5 };
    expectGradients({ ...SQUARE, ...large, filters: 3, strides: [1, 1] });
  });

  it("agree on an image whose patches alone exceed the memory set aside for them", () => {
    // 40·40 positions × 25·8 floats are 1,280,000 bytes, against 1 MiB.
    const huge = { images: 1, height: 40, width: 40, channels: 8, filterHeight: 5, filterWidth: 5 };
    expectGradients({ ...SQUARE, ...huge, filters: 2, strides: [1, 1] });
  });

  it("agree on any shape", () => {
    const side = fc.integer({ min: 1, max: 9 });
    const few = fc.integer({ min: 1, max: 4 });
    const convolution = fc.record({
      ...{ images: few, height: side, width: side, channels: few, filterHeight: few, filterWidth: few },
      filters: side,
      strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
      pad: fc.constantFrom("same" as const, "valid" as const),
    });
    const fits = ({ height, width, filterHeight, filterWidth, pad }: Convolution) =>
      pad === "same" || (filterHeight <= height && filterWidth <= width);
    fc.assert(fc.property(convolution.filter(fits), expectGradients), { seed: 12, numRuns: 100 });
  });

  it("leave channels-first images to the stock kernel", () => {
    const { tf } = runtime;
    const attributes = { strides: 1, pad: "same", dataFormat: "NCHW", inputShape: [1, 2, 4, 4] };
    const gradient = (positive: boolean) => () => {
      const [dy, filter] = [randomTensor(tf, [1, 3, 4, 4], 1), randomTensor(tf, [3, 3, 2, 3], 2)];
      const inputs = positive ? { dy: dy.abs(), filter: filter.abs() } : { dy, filter };
      return tf.engine().runKernel("Conv2DBackpropInput", inputs, attributes) as Tensor;
    };
    expectWithinRounding(valuesOn(tf, "wasm", gradient(false)), {
      expected: valuesOn(tf, "cpu", gradient(false)),
      magnitude: valuesOn(tf, "cpu", gradient(true)),
      terms: 27,
    });
  });

  it("refuse channels-first images where there is no stock kernel", () => {
    const { tf } = runtime;
    const attributes = { strides: 1, pad: "same", dataFormat: "NCHW", filterShape: [3, 3, 2, 3] };
    const [x, dy] = [tf.ones([1, 2, 4, 4]), tf.ones([1, 3, 4, 4])];
    expect(() => tf.engine().runKernel("Conv2DBackpropFilter", { x, dy }, attributes)).toThrow(
      "it got float32 [1,2,4,4] and float32 [1,3,4,4], NCHW.",
    );
    tf.dispose([x, dy]);
  });

  it("refuse a gradient that does not fit the convolution", () => {
    const { tf } = runtime;
    const dy = tf.ones<Rank.R4>([1, 3, 3, 2]);
    const filter = tf.ones<Rank.R4>([3, 3, 1, 2]);
    const call = () => tf.conv2dTranspose(dy, filter, [1, 9, 9, 1], 2, "same");
    expect(call).toThrow("This convolution of [1,9,9,1] gives [1,5,5,2], but its gradient is [1,3,3,2].");
  });
});
