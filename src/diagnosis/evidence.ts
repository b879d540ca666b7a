/** The measured numbers that a finding rests on: those that went past their limit, each with the stretch to look at. */
import type { RuleOutcome } from "./game-judge.ts";
import type { Incident } from "./incidents.ts";
import { SIGNALS } from "./signals.ts";

export interface Evidence {
  readonly tag: string;
  readonly statistic: string;
  readonly value: number;
  /** Null where the number has none of its own. */
  readonly threshold: number | null;
  /** On which side of the threshold a value is a symptom; null where there is no threshold. */
  readonly symptomWhen: "at-least" | "at-most" | null;
  readonly unit: string;
  readonly fromStep: number;
  readonly toStep: number;
}

/** Numbers that stayed on the safe side of their threshold are no evidence, unless there are no others. */
export function evidenceOf(
  { rule, tags }: Pick<RuleOutcome, "rule" | "tags">,
  { measured, firstStep, lastStep }: Incident,
): Evidence[] {
  const evidence = Object.entries(rule.shows).flatMap(([name, { on, statistic, against }]): Evidence[] => {
    const value = measured[name] ?? Number.NaN;
    // A ratio to 0 is a reason to judge, and no number to show.
    if (!Number.isFinite(value)) return [];
    const threshold = against === undefined ? undefined : rule.thresholds[against];
    const signal = rule.needs[on]?.signal;
    return (tags[on] ?? []).slice(0, 1).map((tag) => ({
      tag,
      statistic,
      value,
      threshold: threshold?.value ?? null,
      symptomWhen: against === undefined ? null : sideOf(against),
      unit: threshold?.unit ?? (signal === undefined ? "" : SIGNALS[signal].unit),
      fromStep: firstStep,
      toStep: lastStep,
    }));
  });
  const past = evidence.filter(isPast);
  return past.length > 0 ? past : evidence;
}

/** Thresholds are named for the side of a symptom: `occupancyAtMost`, `repeatsAtLeast`, and all others from below. */
function sideOf(threshold: string): "at-least" | "at-most" {
  return threshold.endsWith("AtMost") ? "at-most" : "at-least";
}

function isPast({ value, threshold, symptomWhen }: Evidence): boolean {
  if (threshold === null) return true;
  return symptomWhen === "at-most" ? value <= threshold : value >= threshold;
}
