import { describe, expect, it } from "vitest";
import { diagnosisOf } from "../diagnosis.ts";
import { steady } from "../example.ts";
import { GameJudge } from "../game-judge.ts";
import { signalTagsOf } from "../game-signals.ts";
import type { SignalId } from "../signals.ts";
import { LOGISTIC, ruleTest } from "../testing/rule-test.ts";
import { PROBE_STEPS } from "../testing/series.ts";
import { RULES } from "./index.ts";
import { PREFLIGHT_RULES } from "./preflight-findings.ts";

describe.each(PREFLIGHT_RULES.map((rule) => [rule.id, rule] as const))("%s", (_, rule) => {
  ruleTest(rule, {
    "is confirmed by one grave report": [{ severity: [5] }, "confirmed"],
    "is confirmed at the threshold": [{ severity: [4] }, "confirmed"],
    "is only suspected just below it": [{ severity: [3] }, "suspected"],
    "is clear of what does not keep a game from training": [{ severity: [2] }, "clear"],
    "forgets no grave report over a lighter one": [{ severity: [5, null, 2, 2, 2, 2, 2, 2] }, "confirmed"],
    "is confirmed by a grave report after a lighter one": [{ severity: [2, 5] }, "confirmed"],
    "cannot tell from NaN": [{ severity: [Number.NaN] }, "cannot tell"],
    "cannot tell where no preflight reported": [{}, "cannot tell"],
  });
});

const ONCE = { steps: [0], wallTimes: [0] };

function diagnosisWith(reported: SignalId, excess: readonly number[]) {
  const judge = new GameJudge({ facts: LOGISTIC, rules: RULES });
  judge.take(reported, { tag: "report", layer: "" }, { ...ONCE, values: [5] });
  const probes = excess.map((_, probe) => probe + 1);
  judge.take(
    "samples/range-excess",
    { tag: "excess", layer: "" },
    { steps: probes.map((probe) => probe * PROBE_STEPS), wallTimes: probes, values: excess },
  );
  return diagnosisOf(judge.outcomes());
}

it("a report at step 0 makes the run a failing one, under the mode that was reported", () => {
  const { verdict, findings } = diagnosisWith("preflight/F25", []);
  expect(verdict).toBe("failing");
  expect(findings.map(({ rule, mode, state, firstStep }) => [rule, mode, state, firstStep])).toEqual([
    ["preflight-finds-wrong-direction", "F25", "confirmed", 0],
  ]);
});

it("a report explains what is only seen hundreds of steps later", () => {
  const { findings } = diagnosisWith("preflight/F20", steady(0.8, 30));
  expect(findings.map(({ rule, explainedBy }) => [rule, explainedBy])).toEqual([
    ["preflight-finds-wrong-range", null],
    ["data-range-mismatch", "preflight-finds-wrong-range"],
  ]);
});

it("a report of another mode explains no range", () => {
  const { findings } = diagnosisWith("preflight/F14", steady(0.8, 30));
  expect(findings.map(({ explainedBy }) => explainedBy)).toEqual([null, null]);
});

it("is waited for once, and no longer where a preflight has reported", () => {
  const waitedFor = (judge: GameJudge) =>
    diagnosisOf(judge.outcomes()).cannotTell.filter(({ rule }) => rule.startsWith("preflight-"));
  const judge = new GameJudge({ facts: LOGISTIC, rules: RULES });
  expect(waitedFor(judge).map(({ rule }) => rule)).toEqual(["preflight-finds-broken-data"]);
  judge.take("preflight/F20", { tag: "report", layer: "" }, { ...ONCE, values: [3] });
  expect(waitedFor(judge)).toEqual([]);
});

it("is read from the instruments' own tags alone", () => {
  const tag = "nashboard/preflight/F19";
  expect(signalTagsOf([{ tag, role: "instrument", layer: "" }])).toMatchObject([
    { signal: "preflight/F19", tag, layer: "", as: "value" },
  ]);
  expect(signalTagsOf([{ tag: "preflight/F19", role: "other", layer: "" }])).toEqual([]);
  expect(signalTagsOf([{ tag, role: "other", layer: "" }])).toEqual([]);
});
