/** Which moments of a log that has very many are derived, so that what a long run costs stays bounded, live and afterwards. */
import type { Measures } from "./measures.ts";

/** Rules read stretches of 50 steps, and a finding is placed no better: five of them in each of 100 stretches. */
const FEATURES_AND_PICTURES = 512;
/** A hundred times cheaper: a minute of one core derives some 50,000 of them. */
const HISTOGRAMS = 4096;

/** Up to so many moments all are derived. */
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
 * Of so many moments each second, fourth, eighth … is derived, counted from the first: evenly, because rules take the
 * cadence of a series from its beginning. A log that has doubled needs every other moment derived before no longer.
 */
export function strideOf(kind: Measures["kind"], total: number): number {
  let stride = 1;
  while (total > stride * DERIVED_IN_FULL[kind]) stride *= 2;
  return stride;
}
