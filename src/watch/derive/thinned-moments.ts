/** Which moments of a log that has very many are derived, so that what a long run costs stays bounded, live and afterwards. */
import type { Measures } from "./measures.ts";

/** A few dozen moments of each half of a run are more than any judgement needs of features, pictures and their classes. */
const FEATURES_AND_PICTURES = 128;
/** A hundred times cheaper: a minute of one core derives some 50,000 of them. */
const HISTOGRAMS = 4096;

/** Up to so many moments all are derived; powers of two. */
const DERIVED_IN_FULL: Readonly<Record<Measures["kind"], number>> = {
  features: FEATURES_AND_PICTURES,
  encoded: FEATURES_AND_PICTURES,
  samples: FEATURES_AND_PICTURES,
  "lone-samples": FEATURES_AND_PICTURES,
  variant: FEATURES_AND_PICTURES,
  points: FEATURES_AND_PICTURES,
  outputs: HISTOGRAMS,
  labels: HISTOGRAMS,
  gradients: HISTOGRAMS,
  weights: HISTOGRAMS,
  values: HISTOGRAMS,
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
