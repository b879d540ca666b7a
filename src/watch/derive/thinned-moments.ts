/** Which moments of a log that has very many are derived, so that what a long run costs stays bounded, live and afterwards. */
import type { Measures } from "./derivation-plan.ts";

/**
 * Up to so many moments all are derived; powers of two. A minute of one core derives some 400 moments of 256 samples ×
 * 128 features, 5,000 of as many small pictures, and 50,000 histograms.
 */
const DERIVED_IN_FULL: Readonly<Record<Measures["kind"], number>> = {
  ...{ features: 128, encoded: 128 },
  ...{ samples: 256, "lone-samples": 256, variant: 256 },
  ...{ outputs: 4096, labels: 4096, gradients: 4096, weights: 4096, values: 4096 },
};

/**
 * All of the first so many, every second one until there are twice as many, every fourth until there are four times as
 * many, and so on. It depends on nothing that comes later: a log that grows is thinned as one that is complete.
 */
export function isDerived(kind: Measures["kind"], place: number): boolean {
  const inFull = DERIVED_IN_FULL[kind];
  if (place < inFull) return true;
  return place % 2 ** (Math.floor(Math.log2(place / inFull)) + 1) === 0;
}
