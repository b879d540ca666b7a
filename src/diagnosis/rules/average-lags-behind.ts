/** Fires when the moving average of the generator's weights draws worse samples than the generator itself, and stays so. */
import { steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { latestOf } from "../trends.ts";

/** Every average trails a generator that learns, but by no more probes than this. */
const TRAILING_WINDOWS = 5;

/** The larger of the latest value and that of five windows before; NaN for fewer. */
function trailedBy(reading: Reading | null): number {
  if (reading === null || reading.windowCount <= TRAILING_WINDOWS) return Number.NaN;
  return Math.max(reading.value, reading.windowBefore(TRAILING_WINDOWS).median);
}

export const averageLagsBehind = defineRule({
  id: "average-lags-behind",
  mode: "F29",
  headline: "The averaged generator is worse",
  severity: 3,
  maturity: "trial",
  needs: {
    average: optional("quality/frechet-distance/average"),
    own: optional("quality/frechet-distance"),
    averageEnergy: optional("samples/average-energy"),
    ownEnergy: optional("samples/energy"),
  },
  thresholds: {
    ratioAtLeast: threshold(1.2, "FID over that of the generator", "a fifth is beyond what samples scatter"),
    energyAtLeast: threshold(
      0.02,
      "energy coefficient beyond the generator's",
      "the average of healthy digits lies nearer than the generator by .01 to .03, one that spans too many steps .1 to .5 farther",
    ),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  source: {
    cite: "Yazıcı et al. 2019, arXiv:1806.04498, §3; LMescheder/GAN_stability README",
    claim:
      "averaged weights draw better samples than the last ones; an average without buffers does not fit them",
  },
  why: "What is kept at the end is the average, so that its samples are the ones that count.",
  remedies: [
    { do: "Copy the buffers (means and variances of batch normalisation) into the average, too" },
    { do: "Shorten the average: a decay so that it spans some thousand steps, or let it grow with the step" },
    { do: "Check that the average is updated once a generator step, from the weights after it" },
  ],
  shows: {
    ratio: { on: "average", statistic: "FID of the average over the generator's", against: "ratioAtLeast" },
    beyond: {
      on: "averageEnergy",
      statistic: "distance of the average's pixels beyond the generator's",
      against: "energyAtLeast",
    },
  },
  example: { average: steady(80, 24), own: steady(30, 24) },
  measure: ({ average, own, averageEnergy, ownEnergy }) => ({
    ratio: latestOf(average) / trailedBy(own),
    beyond: latestOf(averageEnergy) - Math.max(0, trailedBy(ownEnergy)),
  }),
  judge({ ratio, beyond }, t) {
    if (Number.isNaN(ratio) && Number.isNaN(beyond)) {
      return { missing: ["quality/frechet-distance/average", "samples/average-energy"] };
    }
    return ratio >= t.ratioAtLeast || beyond >= t.energyAtLeast ? "confirmed" : "clear";
  },
});
