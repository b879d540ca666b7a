/** Trains for a few steps on real digits and holds the training to being repeatable, complete and free of leaks. */
import { beforeAll, describe, expect, it } from "vitest";
import { withFault } from "./faults/registry.ts";
import { type DigitSplit, splitDigits } from "./mnist.ts";
import { loadDigits } from "./mnist-files.ts";
import { LOSS_NAMES, type RecipeChoices, recipeFor } from "./recipe.ts";
import { loadTensorFlow, type TensorFlow } from "./tensorflow.ts";
import { RecordedTraining } from "./testing/recorded-training.ts";
import { type TrainingStep, trainGame } from "./train.ts";

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

describe("an MLP trained for 30 steps", () => {
  it("starts near chance and lets the discriminator learn first", async () => {
    const { log, outcome } = await train(steps(30));
    expect(outcome).toEqual({ stepsDone: 30, totalSteps: 30, wasStopped: false });
    const losses = log.lossRows.map((entry) => entry.discriminator);
    expect(losses).toHaveLength(30);
    expect(losses[0]).toBeGreaterThan(1);
    expect(losses[0]).toBeLessThan(2);
    expect(losses[29]).toBeLessThan(0.7);
    expect(log.accuracies[29]?.real).toBeGreaterThan(0.9);
  });

  it("repeats every loss exactly for the same seed, and none for another", async () => {
    const first = await train(steps(10));
    const second = await train(steps(10));
    const other = await train({ ...steps(10), seed: 4 });
    expect(second.log.lossRows).toEqual(first.log.lossRows);
    expect(other.log.lossRows[0]).not.toEqual(first.log.lossRows[0]);
  });

  it("keeps no tensor once it is over, and makes none that stays over the steps", async () => {
    const before = tensorflow.tf.memory().numTensors;
    const counts: number[] = [];
    await train(steps(12), () => counts.push(tensorflow.tf.memory().numTensors));
    expect(new Set(counts).size).toBe(1);
    expect(tensorflow.tf.memory().numTensors).toBe(before);
  });

  it("measures densely at first and once more after the last step", async () => {
    const { log } = await train(steps(7));
    expect(log.probedSteps).toEqual([0, 1, 2, 5, 7]);
    expect(log.sampleRows.map(({ step, kind, count }) => `${step} ${kind} ${count}`).slice(0, 5)).toEqual([
      "0 fixed_noise 64",
      "0 real 512",
      "0 random 512",
      "1 fixed_noise 64",
      "2 fixed_noise 64",
    ]);
  });

  it("logs every layer of both players with gradient, norm and update under readable names", async () => {
    const { log } = await train(steps(1));
    expect(log.layers.map(({ player, layer, gradient }) => `${player} ${layer} ${gradient.length}`)).toEqual([
      "generator dense_1/kernel 12800",
      "generator dense_1/bias 128",
      "generator dense_2/kernel 100352",
      "generator dense_2/bias 784",
      "discriminator dense_1/kernel 100352",
      "discriminator dense_1/bias 128",
      "discriminator dense_2/kernel 128",
      "discriminator dense_2/bias 1",
    ]);
    // Adam's first step moves each weight whose gradient is not zero by the learning rate.
    const kernel = log.layers[2];
    expect(kernel?.updateNorm).toBeCloseTo(5e-4 * Math.sqrt(100_352), 3);
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
    expect(log.lossRows[0]?.discriminator).toBeCloseTo(2 * Math.LN2, 1);
    // Measured after the discriminator's first update, which tells the sides apart a little.
    const generatorLoss = log.lossRows[0]?.generator ?? Number.NaN;
    expect(generatorLoss).toBeGreaterThan(Math.LN2);
    expect(generatorLoss).toBeLessThan(Math.LN2 + 0.1);
    expect(log.layers.map(({ player, layer }) => `${player} ${layer}`)).toEqual([
      "generator dense_1/kernel",
      "generator dense_1/bias",
      "generator conv_transpose_1/kernel",
      "generator conv_transpose_1/bias",
      "generator conv_transpose_2/kernel",
      "generator conv_transpose_2/bias",
      "discriminator conv_1/kernel",
      "discriminator conv_1/bias",
      "discriminator conv_2/kernel",
      "discriminator conv_2/bias",
      "discriminator dense_1/kernel",
      "discriminator dense_1/bias",
    ]);
  });
});

describe("every loss", () => {
  for (const loss of LOSS_NAMES) {
    it(`${loss} trains with finite losses${loss === "wgan-gp" ? " and claims no accuracy" : ""}`, async () => {
      const { log } = await train({ ...steps(3), loss });
      for (const losses of log.lossRows) {
        for (const value of Object.values(losses)) expect(Number.isFinite(value)).toBe(true);
      }
      expect(log.accuracies).toHaveLength(loss === "wgan-gp" ? 0 : 3);
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
    const darkest = (kind: string) => log.sampleRows.find((sample) => sample.kind === kind)?.darkest;
    expect(darkest("real")).toBe(0);
    // A generated 0 is mid-grey on the data's scale.
    expect(darkest("fixed_noise")).toBeGreaterThanOrEqual(128);
  });
});
