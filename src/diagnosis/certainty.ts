/** How sure the discriminator is of both sides, where its mean outputs can be read as shares. */
import type { Reading } from "./reading.ts";

/** Outputs beyond are logits: least-squares outputs overshoot their targets 0 and 1 by little. */
const MOST_FROM_HALF = 0.7;

/** The lesser certainty of both sides where outputs lie about 0 and 1; NaN where they do not, or are not logged. */
export function certaintyOf(real: Reading | null, fake: Reading | null): number {
  if (real === null || fake === null) return Number.NaN;
  const [ofReal, ofFake] = [real.value, 1 - fake.value];
  const areShares = [ofReal, ofFake].every((value) => Math.abs(value - 1 / 2) <= MOST_FROM_HALF);
  return areShares ? Math.min(ofReal, ofFake) : Number.NaN;
}
