/** Holds the name of a run and the errors that cross from the worker. */
import { expect, it } from "vitest";
import { ExplainedError } from "../sdk/index.ts";
import { withFault } from "./faults/registry.ts";
import { recipeFor } from "./recipe.ts";
import { runName } from "./run-demo.ts";
import { errorOf, plainFailure } from "./worker-messages.ts";

it("names a run after its recipe and its start", () => {
  const startedAt = new Date(2026, 0, 5, 7, 8, 9);
  expect(runName(recipeFor({ seed: 4 }), startedAt)).toBe("mlp-bce-4-20260105-070809");
  const faulty = withFault(recipeFor({ model: "dcgan", loss: "wgan-gp" }), "data-range");
  expect(runName(faulty, startedAt)).toBe("dcgan-wgan-gp-data-range-1-20260105-070809");
});

it("brings an explained error across the worker's wall whole", () => {
  const explanation = { code: "X", what: "What.", why: "Why.", fix: "Fix.", where: "/there" };
  const arrived = errorOf(structuredClone(plainFailure(new ExplainedError(explanation))));
  expect(arrived).toBeInstanceOf(ExplainedError);
  expect(arrived).toMatchObject(explanation);
});

it("explains a crash nobody foresaw, with its message and its stack as the cause", () => {
  const crash = new RangeError("out of memory");
  const arrived = errorOf(structuredClone(plainFailure(crash)));
  expect(arrived.code).toBe("DEMO_TRAINING_CRASHED");
  expect(arrived.what).toContain("out of memory");
  expect(arrived.cause).toBe(crash.stack);
});
