/** Holds each fault to a rule that exists and to its page, and one short training to firing its rule. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { diagnosisOf, GameJudge, RULES } from "../../diagnosis/index.ts";
import { splitDigits } from "../mnist.ts";
import { loadDigits } from "../mnist-files.ts";
import { type Recipe, recipeFor } from "../recipe.ts";
import { loadTensorFlow } from "../tensorflow.ts";
import { RecordedTraining } from "../testing/recorded-training.ts";
import { trainGame } from "../train.ts";
import { FAULTS, faultsInWords, withFault } from "./registry.ts";

const DOCS = fileURLToPath(new URL("../../../docs/", import.meta.url));
const LARGEST_PICTURE_BYTES = 61_440;

it("are at least twelve, each found by a rule that exists", () => {
  expect(FAULTS.length).toBeGreaterThanOrEqual(12);
  const rules = RULES.map(({ id }) => id);
  for (const { rule } of FAULTS) expect(rules).toContain(rule);
});

it("are listed with a sentence each, and stand in the documentation with a picture", () => {
  const page = readFileSync(`${DOCS}demo-faults.md`, "utf8");
  for (const { name, description, rule } of FAULTS) {
    expect(faultsInWords()).toContain(`${name} `);
    expect(description).toMatch(/^[A-Z].*\.$/);
    const row = page.split("\n").find((line) => line.startsWith(`| [${name}](#${name}) | ${description} |`));
    expect(row).toContain(`(rules/${rule}.md)`);
    const picture = `${DOCS}images/faults/${name}.svg`;
    expect(existsSync(picture)).toBe(true);
    expect(statSync(picture).size).toBeLessThanOrEqual(LARGEST_PICTURE_BYTES);
  }
});

it("change nothing of a recipe but what they say", () => {
  const recipe = recipeFor({ seed: 7, duration: { unit: "steps", count: 9 } });
  for (const { name } of FAULTS) {
    expect(withFault(recipe, name)).toMatchObject({
      ...{ fault: name, seed: 7, model: "mlp", batchSize: 32 },
      duration: { unit: "steps", count: 9 },
    });
  }
});

async function rulesFiredOn(recipe: Recipe): Promise<readonly string[]> {
  const log = new RecordedTraining();
  const tensorflow = await loadTensorFlow();
  await trainGame({ recipe, tensorflow, data: splitDigits(loadDigits()), log });
  const facts = { lossFamily: "lsgan", chanceLevel: { generator: null, discriminator: null } };
  const judge = new GameJudge({ facts, rules: RULES });
  const values = log.valuesOf("discriminator/loss");
  judge.take(
    "discriminator/loss",
    { tag: "discriminator/loss", layer: "" },
    { steps: log.stepsOf("discriminator/loss"), wallTimes: values.map((_, i) => i), values },
  );
  return diagnosisOf(judge.outcomes()).findings.map(({ rule }) => rule);
}

it("exploding ends in numbers that are none within 50 steps, which the same training without it does not", async () => {
  const recipe = recipeFor({ loss: "lsgan", seed: 3, duration: { unit: "steps", count: 50 } });
  expect(await rulesFiredOn(withFault(recipe, "exploding"))).toContain("non-finite-values");
  expect(await rulesFiredOn(recipe)).toEqual([]);
});
