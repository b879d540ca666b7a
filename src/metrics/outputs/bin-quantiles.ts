/** Positions inside a histogram, its mass spread evenly over each bin. */
import type { Histogram } from "../../model/index.ts";
import { totalOf } from "./paired-bins.ts";

/** The value that the share `probability` of the histogram's mass lies below; NaN for an empty histogram. */
export function quantileOfBins({ lefts, rights, counts }: Histogram, probability: number): number {
  const wanted = totalOf(counts) * probability;
  let below = 0;
  let value = Number.NaN;
  for (let bin = 0; bin < counts.length; bin++) {
    const inBin = counts[bin] ?? 0;
    if (inBin === 0) continue;
    const left = lefts[bin] ?? Number.NaN;
    const right = rights[bin] ?? Number.NaN;
    if (below + inBin >= wanted)
      return left === right ? left : left + ((wanted - below) / inBin) * (right - left);
    below += inBin;
    value = right;
  }
  return value;
}

/** The mass below `value`, a point mass at `value` not counted. */
export function massBelow({ lefts, rights, counts }: Histogram, value: number): number {
  let below = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    const inBin = counts[bin] ?? 0;
    const left = lefts[bin] ?? Number.NaN;
    const right = rights[bin] ?? Number.NaN;
    if (inBin === 0 || left >= value) continue;
    below += right <= value ? inBin : (inBin * (value - left)) / (right - left);
  }
  return below;
}
