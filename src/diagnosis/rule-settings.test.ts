import { expect, it } from "vitest";
import { steady } from "./example.ts";
import { RULES, rulesWith } from "./index.ts";
import { augmentationRunsAway } from "./rules/augmentation-runs-away.ts";
import { saidOf } from "./testing/rule-test.ts";

it("judges by the thresholds that are set", () => {
  const [rule] = rulesWith([augmentationRunsAway], {
    "augmentation-runs-away": { thresholds: { leaksAtLeast: 0.5 } },
  });
  expect(rule?.thresholds).toMatchObject({ leaksAtLeast: { value: 0.5 } });
  expect(rule === undefined ? null : saidOf(rule, { probability: steady(0.6, 12) })).toBe("suspected");
  expect(saidOf(augmentationRunsAway, { probability: steady(0.6, 12) })).toBe("clear");
});

it("leaves out what is silenced and changes severities", () => {
  const rules = rulesWith(RULES, {
    "losses-stand-still": { silence: true },
    "samples-collapse": { severity: 2 },
  });
  expect(rules.length).toBe(RULES.length - 1);
  expect(rules.find(({ id }) => id === "samples-collapse")?.severity).toBe(2);
});

it("refuses names that no rule has", () => {
  expect(() => rulesWith(RULES, { "mode-collapse": {} })).toThrow(/no rule “mode-collapse”/);
  expect(() => rulesWith(RULES, { "samples-collapse": { thresholds: { rho: 1 } } })).toThrow(
    /no threshold “rho” of samples-collapse/,
  );
});
