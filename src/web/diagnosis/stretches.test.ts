import { expect, it } from "vitest";
import type { FindingOfGame } from "../../api/index.ts";
import { evidenceOn, incidentsOf } from "./stretches.ts";

const finding = (rest: Partial<FindingOfGame>): FindingOfGame => ({
  rule: "samples-collapse",
  mode: "F01",
  headline: "Collapsed",
  severity: 5,
  state: "confirmed",
  firstStep: 100,
  confirmedStep: 200,
  lastStep: 300,
  lastSafeStep: null,
  why: "",
  evidence: [
    {
      tag: "auc",
      statistic: "",
      value: 1,
      threshold: null,
      symptomWhen: null,
      unit: "",
      fromStep: 150,
      toStep: 300,
      words: "",
    },
  ],
  remedies: [],
  source: { cite: "", claim: "" },
  explainedBy: null,
  settledBy: null,
  ...rest,
});

const diagnosis = (...findings: FindingOfGame[]) => ({
  run: "a",
  games: [
    {
      game: "g",
      words: { sentence: "", settle: null },
      verdict: "failing" as const,
      evaluatedThroughStep: 300,
      findings,
      cannotTell: [],
      clear: [],
    },
  ],
});

it("gives every incident that stands for itself a lane, by its state", () => {
  const states = [
    finding({}),
    finding({ state: "suspected" }),
    finding({ state: "resolved" }),
    finding({ explainedBy: "x" }),
  ];
  expect(incidentsOf(diagnosis(...states)).map(({ kind }) => kind)).toEqual(["bad", "warning", "past"]);
});

it("shades the steps that a finding rests on, in the charts of its tags only", () => {
  expect(evidenceOn(diagnosis(finding({})), ["loss", "auc"])).toEqual([
    { from: 150, to: 300, label: "Collapsed", kind: "bad" },
  ]);
  expect(evidenceOn(diagnosis(finding({})), ["loss"])).toEqual([]);
});
