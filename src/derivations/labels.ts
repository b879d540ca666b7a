/** Whether the discriminator of a conditional game sees the label: its outputs on real samples, less those under other labels. */
import { wassersteinDistanceOfHistograms } from "../metrics/index.ts";
import type { Histogram } from "../model/index.ts";
import { type DerivedValue, plainValue } from "./derived-value.ts";

const THIRD = 1 / 3;

/**
 * The root mean square of the differences, mass spread evenly in each bin. A bin that touches 0 counts as 0: writers put
 * differences of exactly 0 on either side of it.
 */
export function deriveFromLabels({ lefts, rights, counts }: Histogram): DerivedValue[] {
  let total = 0;
  let squares = 0;
  counts.forEach((count, bin) => {
    if (count === 0) return;
    total += count;
    const [left, right] = [lefts[bin] ?? Number.NaN, rights[bin] ?? Number.NaN];
    if (left * right > 0) squares += count * THIRD * (left * left + left * right + right * right);
  });
  const margin = Math.sqrt(squares / total);
  return [plainValue("outputs/label-margin", margin, { realCount: total, fakeCount: 0 })];
}

/** The distance of both histograms, where outputs are not paired: at most the mean difference, and 0 where no label changes any. */
export function deriveFromLabelledOutputs(right: Histogram, other: Histogram): DerivedValue[] {
  const { value, realCount } = wassersteinDistanceOfHistograms(right, other);
  return [plainValue("outputs/label-margin", value, { realCount, fakeCount: 0 })];
}
