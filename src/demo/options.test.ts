/** Holds the demo's flags to what they promise: a recipe, or an explanation of what to type instead. */
import { describe, expect, it } from "vitest";
import { ExplainedError } from "../sdk/index.ts";
import { parseDemoOptions } from "./options.ts";
import { totalStepsOf } from "./recipe.ts";

function failureOf(input: Parameters<typeof parseDemoOptions>[0]): ExplainedError {
  try {
    parseDemoOptions(input);
  } catch (error) {
    if (error instanceof ExplainedError) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(input)} was accepted`);
}

describe("parseDemoOptions", () => {
  it("without flags trains the originating article's network at rates that draw digits soon: 20 epochs of 32", () => {
    const { recipe, logDirectory } = parseDemoOptions({});
    expect(recipe).toMatchObject({
      model: "mlp",
      loss: "bce",
      fault: null,
      batchSize: 32,
      duration: { unit: "epochs", count: 20 },
      learning: { generator: { learningRate: 5e-4, beta1: 0.5, beta2: 0.999 } },
      discriminatorUpdates: 1,
    });
    expect(logDirectory).toBe("runs");
    expect(totalStepsOf(recipe, 55_000)).toBe(34_375);
  });

  it("reads each flag, whether typed or given as a number", () => {
    const given = { model: "dcgan", seed: 5, steps: "40", logdir: "elsewhere", loss: undefined };
    const { recipe, logDirectory } = parseDemoOptions(given);
    expect(recipe).toMatchObject({ model: "dcgan", seed: 5, duration: { unit: "steps", count: 40 } });
    expect(logDirectory).toBe("elsewhere");
  });

  it("gives a critic its five updates and its betas, and counts its images in an epoch", () => {
    const { recipe } = parseDemoOptions({ loss: "wgan-gp", epochs: 1 });
    expect(recipe).toMatchObject({
      discriminatorUpdates: 5,
      learning: { discriminator: { beta1: 0, beta2: 0.9 } },
    });
    expect(totalStepsOf(recipe, 1600)).toBe(10);
  });

  it("puts the fault into the recipe", () => {
    const { recipe } = parseDemoOptions({ fault: "data-range" });
    expect(recipe).toMatchObject({ fault: "data-range", dataRange: { low: -1 }, generatorRange: { low: 0 } });
  });

  it("lists what exists where a model, loss or fault does not", () => {
    expect(failureOf({ model: "stylegan" }).fix).toBe("Pass one of: mlp, dcgan.");
    expect(failureOf({ loss: "bse" }).fix).toBe("Pass one of: bce, hinge, lsgan, wgan-gp.");
    expect(failureOf({ fault: "gremlin" })).toMatchObject({ code: "DEMO_UNKNOWN_FAULT" });
    expect(failureOf({ fault: "gremlin" }).fix).toContain("data-range (Real pixels are scaled to [−1, 1]");
  });

  it("refuses numbers that are not whole or out of range, unknown flags and both durations", () => {
    expect(failureOf({ seed: "-1" }).what).toContain('--seed "-1"');
    expect(failureOf({ steps: 0 }).fix).toBe("Pass a whole number, from 1.");
    expect(failureOf({ "batch-size": "2.5" }).fix).toBe("Pass a whole number, from 2.");
    expect(failureOf({ seed: 2 ** 32 }).fix).toBe("Pass a whole number, 0 to 4294967295.");
    expect(failureOf({ speed: 9 }).what).toContain("no flag --speed");
    expect(failureOf({ steps: 1, epochs: 1 }).what).toContain("--steps and --epochs were both given");
  });
});
