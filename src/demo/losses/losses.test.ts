/** Holds each loss to its closed forms: the chance level, a hand-computed batch, and gradients' directions. */
import type { Tensor } from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import type { Tf } from "../kernels/runtime.ts";
import type { LossName } from "../recipe.ts";
import { loadTensorFlow } from "../tensorflow.ts";
import { LOSSES } from "./registry.ts";

let tf: Tf;
beforeAll(async () => {
  ({ tf } = await loadTensorFlow());
});

const column = (values: readonly number[]) => tf.tensor2d([...values], [values.length, 1]);
const numberOf = (tensor: Tensor) => tensor.dataSync()[0] ?? Number.NaN;

function lossesAt(name: LossName, real: readonly number[], fake: readonly number[]) {
  const parts = LOSSES[name].discriminator(tf, { real: column(real), fake: column(fake) });
  return {
    real: numberOf(parts.real),
    fake: numberOf(parts.fake),
    generator: numberOf(LOSSES[name].generator(tf, column(fake))),
  };
}

/** float32 */
const DIGITS = 6;

describe("at chance level", () => {
  const chance: readonly [LossName, number, number, number][] = [
    ["bce", 0, 2 * Math.LN2, Math.LN2],
    ["hinge", 0, 2, 0],
    ["lsgan", 0.5, 0.5, 0.25],
    ["wgan-gp", 0, 0, 0],
  ];
  for (const [name, output, discriminator, generator] of chance) {
    it(`${name} gives ${discriminator.toFixed(3)} and ${generator.toFixed(3)} where every output is ${output}`, () => {
      const losses = lossesAt(name, [output, output], [output, output]);
      expect(losses.real + losses.fake).toBeCloseTo(discriminator, DIGITS);
      expect(losses.generator).toBeCloseTo(generator, DIGITS);
    });
  }
});

describe("on the outputs 2, −1 (real) and 3, −2 (fake)", () => {
  const softplus = (x: number) => Math.log1p(Math.exp(x));
  const expected: Readonly<Record<LossName, readonly [number, number, number]>> = {
    bce: [
      (softplus(-2) + softplus(1)) / 2,
      (softplus(3) + softplus(-2)) / 2,
      (softplus(-3) + softplus(2)) / 2,
    ],
    hinge: [(0 + 2) / 2, (4 + 0) / 2, -0.5],
    lsgan: [(1 + 4) / 2, (9 + 4) / 2, (4 + 9) / 2],
    "wgan-gp": [-0.5, 0.5, -0.5],
  };
  for (const name of Object.keys(LOSSES) as LossName[] /* the registry's own keys */) {
    it(`${name} equals its formula`, () => {
      const losses = lossesAt(name, [2, -1], [3, -2]);
      const [real, fake, generator] = expected[name];
      expect(losses.real).toBeCloseTo(real, DIGITS);
      expect(losses.fake).toBeCloseTo(fake, DIGITS);
      expect(losses.generator).toBeCloseTo(generator, DIGITS);
    });
  }
});

it("bce stays finite and exact at outputs where log σ would underflow", () => {
  const losses = lossesAt("bce", [-200], [200]);
  expect(losses.real).toBeCloseTo(200, 3);
  expect(losses.fake).toBeCloseTo(200, 3);
});

describe("the gradient penalty", () => {
  const penaltyOf = (slope: number) => {
    const { penalty } = LOSSES["wgan-gp"];
    if (penalty === null) throw new Error("wgan-gp has a penalty");
    const shape: [number, number, number, number] = [2, 2, 2, 1];
    // A linear critic, whose gradient has norm 2·|slope| on four pixels everywhere.
    return penalty(tf, {
      discriminator: (images) => images.reshape([2, 4]).sum(1).mul(slope),
      real: tf.ones(shape),
      fake: tf.zeros(shape),
      blend: tf.fill([2, 1, 1, 1], 0.3),
    });
  };

  it("is 10 (‖∇D‖ − 1)²", () => {
    expect(numberOf(penaltyOf(0.5))).toBeCloseTo(0, DIGITS);
    expect(numberOf(penaltyOf(1))).toBeCloseTo(10, 4);
    expect(numberOf(penaltyOf(2))).toBeCloseTo(90, 3);
  });

  it("can be differentiated by the critic's weights", () => {
    const weight = tf.variable(tf.scalar(1), true, "penalty-test-weight");
    const { penalty } = LOSSES["wgan-gp"];
    const { grads } = tf.variableGrads(() => {
      const images = tf.ones([1, 2, 2, 1]);
      const blend = tf.fill([1, 1, 1, 1], 0.5);
      const discriminator = (input: Tensor) => input.reshape([1, 4]).sum(1).mul(weight);
      return penalty?.(tf, { discriminator, real: images, fake: images, blend }) ?? tf.scalar(0);
    }, [weight]);
    // d/dw 10 (2w − 1)² = 40 (2w − 1)
    expect(numberOf(grads[weight.name] ?? tf.scalar(Number.NaN))).toBeCloseTo(40, 3);
    weight.dispose();
  });
});
