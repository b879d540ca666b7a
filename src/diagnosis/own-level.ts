/** The chance level of a discriminator's loss whose family is not known, where its own course shows one. */
import type { Reading } from "./reading.ts";
import { highestBefore, latestOf, lowestBefore, shareOfStart, startOf } from "./trends.ts";

/** How many times its start the generator's loss must be before the discriminator's start stands for a level. */
const OWN_LEVEL_RISE = 2;

/** Noise between two batches, of which one loss is taken on each. */
const SAME_WITHIN = 1.2;

/**
 * 2 ln 2 where the generator's loss is the generated side of this one, negative, as the saturating loss is; its own
 * highest where it was always above 0 and the generator's has risen; else NaN.
 */
export function ownLevelOf(loss: Reading | null, generator: Reading | null): number {
  const saturating = -latestOf(generator);
  if (saturating > 0 && saturating <= SAME_WITHIN * latestOf(loss)) return 2 * Math.LN2;
  const hasRisen = shareOfStart(generator) >= OWN_LEVEL_RISE && startOf(generator) > 0;
  return hasRisen && lowestBefore(loss) > 0 ? highestBefore(loss) : Number.NaN;
}
