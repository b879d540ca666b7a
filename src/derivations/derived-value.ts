/** What a derivation gives: one estimate under the name of its metric. */
import type { Estimate } from "../metrics/index.ts";

export interface DerivedValue {
  /** Such as `outputs/auc`; see the catalogue. */
  readonly metric: string;
  readonly estimate: EstimateOrNumber;
}

/** What is measured of no samples has no counts. */
type EstimateOrNumber = Omit<Estimate, "realCount" | "fakeCount"> & {
  readonly realCount: number | null;
  readonly fakeCount: number | null;
};

/** A number that has neither chance level nor interval. */
export function plainValue(
  metric: string,
  value: number,
  counts: Pick<Estimate, "realCount" | "fakeCount">,
): DerivedValue {
  const { realCount, fakeCount } = counts;
  return { metric, estimate: { value, chance: null, interval: null, realCount, fakeCount } };
}

/** A number that is computed of no two sets of samples. */
export function numberAlone(metric: string, value: number): DerivedValue {
  return { metric, estimate: { value, chance: null, interval: null, realCount: null, fakeCount: null } };
}
