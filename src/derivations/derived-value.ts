/** What a derivation gives: one estimate under the name of its metric. */
import type { Estimate } from "../metrics/index.ts";

export interface DerivedValue {
  /** Such as `outputs/auc`; see the catalogue. */
  readonly metric: string;
  readonly estimate: Estimate;
}

/** A number that has neither chance level nor interval. */
export function plainValue(
  metric: string,
  value: number,
  counts: Pick<Estimate, "realCount" | "fakeCount">,
): DerivedValue {
  const { realCount, fakeCount } = counts;
  return { metric, estimate: { value, chance: null, interval: null, realCount, fakeCount } };
}
