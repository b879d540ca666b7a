/** Tests of rules, written as they would be told: what is seen of a game, and what the rule says of it. */
import { expect, it } from "vitest";
import { GameJudge } from "../game-judge.ts";
import type { GameFacts, Rule } from "../rule.ts";
import { PROBE_STEPS } from "./series.ts";

/** One value a probe, or as many as the rule says; null where nothing was logged. */
export type ToldSeries = readonly (number | null)[];
/** By the names of a rule's needs: one series, or one a layer. */
export type Told = Readonly<Record<string, ToldSeries | readonly ToldSeries[] | undefined>>;
/** The state of the latest incident, or why there is none. */
export type Said = "confirmed" | "suspected" | "resolved" | "clear" | "cannot tell";

export const LOGISTIC: GameFacts = {
  lossFamily: "bce-ns",
  chanceLevel: { generator: Math.LN2, discriminator: 2 * Math.LN2 },
};
export const WASSERSTEIN: GameFacts = {
  lossFamily: "wasserstein",
  chanceLevel: { generator: null, discriminator: 0 },
};
export const UNKNOWN_FAMILY: GameFacts = {
  lossFamily: "unknown",
  chanceLevel: { generator: null, discriminator: null },
};

const SECONDS_A_PROBE = 2;

export function judgeOf(rule: Rule, told: Told, facts: GameFacts = LOGISTIC): GameJudge {
  const judge = new GameJudge({ facts, rules: [rule] });
  const { valuesAProbe = 1 } = rule;
  for (const [name, series] of Object.entries(told)) {
    const signal = rule.needs[name]?.signal;
    if (signal === undefined || series === undefined) throw new RangeError(`${rule.id} has no need ${name}.`);
    layersOf(series).forEach((values, layer) => {
      const kept = values.flatMap((value, probe) => (value === null ? [] : [{ value, probe: probe + 1 }]));
      judge.take(
        signal,
        { tag: `${signal}#${layer}`, layer: String(layer) },
        {
          steps: kept.map(({ probe }) => (probe * PROBE_STEPS) / valuesAProbe),
          wallTimes: kept.map(({ probe }) => (probe * SECONDS_A_PROBE) / valuesAProbe),
          values: kept.map(({ value }) => value),
        },
      );
    });
  }
  return judge;
}

export function saidOf(rule: Rule, told: Told, facts: GameFacts = LOGISTIC): Said {
  const [outcome] = judgeOf(rule, told, facts).outcomes();
  if (outcome === undefined || outcome.judgedCount === 0) return "cannot tell";
  return outcome.incidents.at(-1)?.state ?? "clear";
}

export function ruleTest(
  rule: Rule,
  cases: Readonly<Record<string, readonly [Told, Said, GameFacts?]>>,
): void {
  for (const [name, [told, said, facts]] of Object.entries(cases)) {
    it(name, () => expect(saidOf(rule, told, facts)).toBe(said));
  }
}

function layersOf(series: ToldSeries | readonly ToldSeries[]): readonly ToldSeries[] {
  // An array of arrays is one series a layer; TypeScript does not narrow by the first element.
  return Array.isArray(series[0]) ? (series as readonly ToldSeries[]) : [series as ToldSeries];
}
