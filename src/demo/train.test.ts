/** Trains for a few steps on real digits and holds the training to being repeatable, complete and free of leaks. */
import { inflateSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { withFault } from "./faults/registry.ts";
import { type DigitSplit, IMAGE_SIDE, splitDigits } from "./mnist.ts";
import { loadDigits } from "./mnist-files.ts";
import { LOSS_NAMES, type RecipeChoices, recipeFor } from "./recipe.ts";
import { loadTensorFlow, type TensorFlow } from "./tensorflow.ts";
import { RecordedTraining } from "./testing/recorded-training.ts";
import { type TrainingStep, trainGame } from "./train.ts";

/** PNG: signature 8, IHDR 25, length and type of IDAT 8. */
const IMAGE_DATA_FROM = 41;
/** Its checksum 4, IEND 12. */
const IMAGE_DATA_BEHIND = 16;

let tensorflow: TensorFlow;
let data: DigitSplit;
beforeAll(async () => {
  tensorflow = await loadTensorFlow();
  data = splitDigits(loadDigits());
});

const steps = (count: number): RecipeChoices => ({ duration: { unit: "steps", count } });

async function train(choices: RecipeChoices, onStep?: (step: TrainingStep) => void, signal?: AbortSignal) {
  const log = new RecordedTraining();
  const recipe = recipeFor({ seed: 3, ...choices });
  const outcome = await trainGame({
    recipe,
    tensorflow,
    data,
    log,
    ...(onStep === undefined ? {} : { onStep }),
    ...(signal === undefined ? {} : { signal }),
  });
  return { log, outcome };
}

/** The smallest byte of all images under a tag; theirs are grey, unfiltered and in one chunk. */
function darkestOf(log: RecordedTraining, tag: string): number {
  const images = log.encoded.filter((image) => image.tag === tag);
  const pixels = images.flatMap(({ png }) => {
    const data = inflateSync(png.subarray(IMAGE_DATA_FROM, png.length - IMAGE_DATA_BEHIND));
    return [...data].filter((_, i) => i % (IMAGE_SIDE + 1) !== 0);
  });
  return pixels.reduce((least, pixel) => Math.min(least, pixel));
}

describe("an MLP trained for 30 steps", () => {
  it("starts near chance and lets the discriminator learn first", async () => {
    const { log, outcome } = await train(steps(30));
    expect(outcome).toEqual({ stepsDone: 30, totalSteps: 30, wasStopped: false });
    const losses = log.valuesOf("discriminator/loss");
    expect(losses).toHaveLength(30);
    expect(losses[0]).toBeGreaterThan(1);
    expect(losses[0]).toBeLessThan(2);
    expect(losses[29]).toBeLessThan(0.7);
    expect(log.valuesOf("discriminator/accuracy/real")[29]).toBeGreaterThan(0.9);
  });

  it("repeats every loss exactly for the same seed, and none for another", async () => {
    const first = await train(steps(10));
    const second = await train(steps(10));
    const other = await train({ ...steps(10), seed: 4 });
    const lossesOf = ({ log }: typeof first) =>
      ["generator/loss", "discriminator/loss"].flatMap((tag) => log.valuesOf(tag));
    expect(lossesOf(second)).toEqual(lossesOf(first));
    expect(lossesOf(other)[0]).not.toEqual(lossesOf(first)[0]);
  });

  it("keeps no tensor once it is over, and makes none that stays over the steps", async () => {
    const before = tensorflow.tf.memory().numTensors;
    const counts: number[] = [];
    await train(steps(30), ({ step }) => {
      // From here on nothing of a step is kept for a measurement at the next.
      if (step > 20) counts.push(tensorflow.tf.memory().numTensors);
    });
    expect(new Set(counts).size).toBe(1);
    expect(tensorflow.tf.memory().numTensors).toBe(before);
  });

  it("measures densely at first and once more after the last step", async () => {
    const { log } = await train(steps(7));
    expect(log.stepsOf("generator/signal_at_samples")).toEqual([0, 1, 2, 5, 7]);
    expect(log.sampleRows.map(({ step, tag, count }) => `${step} ${tag} ${count}`)).toEqual([
      "0 samples/random 512",
      "0 samples/real 512",
      "0 samples/fixed_noise 64",
      "1 samples/fixed_noise 64",
      "2 samples/fixed_noise 64",
      "5 samples/fixed_noise 64",
      "7 samples/random 512",
      "7 samples/fixed_noise 64",
    ]);
  });

  it("logs every layer of both players with gradient, norm and update under readable names", async () => {
    const { log } = await train(steps(1));
    const gradients = log.tags.filter((tag) => tag.includes("/gradients/"));
    expect(gradients.map((tag) => `${tag} ${log.countsOf(tag)[0]}`)).toEqual([
      "generator/gradients/dense_1/kernel 4096",
      "generator/gradients/dense_1/bias 128",
      "generator/gradients/dense_2/kernel 100352",
      "generator/gradients/dense_2/bias 784",
      "discriminator/gradients/dense_1/kernel 100352",
      "discriminator/gradients/dense_1/bias 128",
      "discriminator/gradients/dense_2/kernel 128",
      "discriminator/gradients/dense_2/bias 1",
    ]);
    // Adam's first step moves each weight whose gradient is not zero by the learning rate; Glorot's limit tells their size.
    const weights = Math.sqrt(100_352 * (2 / (128 + 784)));
    const [ratio = 0] = log.valuesOf("generator/update_ratio/dense_2/kernel");
    expect(ratio / ((5e-4 * Math.sqrt(100_352)) / weights)).toBeCloseTo(1, 1);
  });

  it("stops after the step being played when it is told to", async () => {
    const stop = new AbortController();
    const { outcome } = await train(
      steps(50),
      ({ step }) => {
        if (step === 4) stop.abort();
      },
      stop.signal,
    );
    expect(outcome).toEqual({ stepsDone: 5, totalSteps: 50, wasStopped: true });
  });

  it("names its recipe in the hyper-parameters", async () => {
    const { log } = await train(steps(1));
    expect(log.hyperparameterRecord).toMatchObject({
      model: "mlp",
      loss: "bce",
      fault: "none",
      seed: 3,
      batch_size: 32,
      learning_rate: 5e-4,
      output_activation: "sigmoid",
      data_range_low: 0,
      training_images: 55_000,
      held_out_images: 5000,
    });
  });
});

describe("a DCGAN", () => {
  it("starts at chance and logs each of its layers", async () => {
    const { log } = await train({ ...steps(1), model: "dcgan" });
    expect(log.valuesOf("discriminator/loss")[0]).toBeCloseTo(2 * Math.LN2, 1);
    // Measured after the discriminator's first update, which tells the sides apart a little.
    const [generatorLoss] = log.valuesOf("generator/loss");
    expect(generatorLoss).toBeGreaterThan(Math.LN2);
    expect(generatorLoss).toBeLessThan(Math.LN2 + 0.1);
    expect(log.tags.filter((tag) => tag.includes("/gradients/"))).toEqual([
      "generator/gradients/dense_1/kernel",
      "generator/gradients/dense_1/bias",
      "generator/gradients/conv_transpose_1/kernel",
      "generator/gradients/conv_transpose_1/bias",
      "generator/gradients/conv_transpose_2/kernel",
      "generator/gradients/conv_transpose_2/bias",
      "discriminator/gradients/conv_1/kernel",
      "discriminator/gradients/conv_1/bias",
      "discriminator/gradients/conv_2/kernel",
      "discriminator/gradients/conv_2/bias",
      "discriminator/gradients/dense_1/kernel",
      "discriminator/gradients/dense_1/bias",
    ]);
  });
});

describe("every loss", () => {
  for (const loss of LOSS_NAMES) {
    it(`${loss} trains with finite losses${loss === "wgan-gp" ? " and claims no accuracy" : ""}`, async () => {
      const { log } = await train({ ...steps(3), loss });
      const losses = ["generator/loss", "discriminator/loss", "discriminator/loss/real"];
      for (const tag of losses) {
        expect(log.valuesOf(tag)).toHaveLength(3);
        for (const value of log.valuesOf(tag)) expect(Number.isFinite(value)).toBe(true);
      }
      const isCritic = loss === "wgan-gp";
      expect(log.valuesOf("discriminator/accuracy/real")).toHaveLength(isCritic ? 0 : 3);
      expect(log.valuesOf("discriminator/gradient_penalty")).toHaveLength(isCritic ? 3 : 0);
    });
  }
});

describe("the data-range fault", () => {
  it("shows real digits beyond what the generator can reach", async () => {
    const healthy = recipeFor(steps(1));
    const faulty = withFault(healthy, "data-range");
    expect(healthy.dataRange).toEqual(healthy.generatorRange);
    expect([faulty.dataRange.low, faulty.generatorRange.low]).toEqual([-1, 0]);
    expect(faulty.fault).toBe("data-range");
    const log = new RecordedTraining();
    await trainGame({ recipe: faulty, tensorflow, data, log });
    expect(darkestOf(log, "samples/real")).toBe(0);
    // A generated 0 is mid-grey on the data's scale.
    expect(darkestOf(log, "samples/fixed_noise")).toBeGreaterThanOrEqual(128);
  });
});
