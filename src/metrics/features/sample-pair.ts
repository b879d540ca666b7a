/** What every comparison of two sets of features asks of them first. */
import { ExplainedError } from "../../model/index.ts";
import type { SampleMatrix } from "../sample-matrix.ts";

/** Throws `METRICS_FEATURE_COUNTS` unless all have the same number of features. */
export function requireSameFeatures(first: SampleMatrix, ...others: readonly SampleMatrix[]): void {
  for (const other of others) {
    if (other.featureCount === first.featureCount) continue;
    throw new ExplainedError({
      code: "METRICS_FEATURE_COUNTS",
      what: `One set has ${first.featureCount} features a sample, the other ${other.featureCount}.`,
      why: "Distances between features of different encoders or layers mean nothing.",
      fix: "Compute both sets with the same encoder, at the same layer.",
    });
  }
}

/** False where any number is NaN or infinite: a metric then answers NaN, and no search or factorisation starts. */
export function isAllFinite({ values }: SampleMatrix): boolean {
  for (const value of values) if (!Number.isFinite(value)) return false;
  return true;
}

/** True when both hold finite numbers only and at least `least` samples. */
export function areMeasurable(real: SampleMatrix, fake: SampleMatrix, least: number): boolean {
  return Math.min(real.sampleCount, fake.sampleCount) >= least && isAllFinite(real) && isAllFinite(fake);
}
