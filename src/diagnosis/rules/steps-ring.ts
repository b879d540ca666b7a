/** Fires when each of the generator's gradients undoes the one before: it steps over what it aims at, to and fro. */
import { steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { changeOver } from "../trends.ts";

/** The direction of single steps scatters; a run that rings turns back for so many probes. */
const RINGING_WINDOWS = 6;
const PROGRESS_WINDOWS = 10;

function usualOf(reading: Reading): number {
  if (reading.windowCount < RINGING_WINDOWS) return Number.NaN;
  return reading.medianOfWindows(RINGING_WINDOWS - 1, RINGING_WINDOWS);
}

export const stepsRing = defineRule({
  id: "steps-ring",
  mode: "F12",
  headline: "Steps overshoot, to and fro",
  severity: 3,
  maturity: "trial",
  needs: {
    cosine: required("generator/gradient-cosine"),
    distance: optional("quality/frechet-distance"),
    energy: optional("samples/energy"),
  },
  thresholds: {
    cosineAtMost: threshold(
      -0.8,
      "cosine of the gradients of two steps, median of 6 probes",
      "critics with penalties that were too strong −.8 to −1; healthy rings −.6 to .2, healthy digits above .2",
    ),
    progressAtLeast: threshold(0.2, "share over 10 probes", "what still comes nearer may overshoot"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  source: {
    cite: "Mescheder et al. 2017, arXiv:1705.10461, §3",
    claim:
      "eigenvalues with a large imaginary part, or steps too long for them, turn descent into oscillation",
  },
  why: "Steps that undo each other cost as much as others and lead nowhere.",
  remedies: [
    { do: "Lower the generator's learning rate" },
    { do: "Divide the gradient penalty's weight by ten" },
    { do: "Lower Adam's β₁ to 0", cite: "Gidel et al. 2019, arXiv:1807.04740" },
  ],
  shows: {
    cosine: { on: "cosine", statistic: "cosine of consecutive gradients", against: "cosineAtMost" },
    distance: { on: "distance", statistic: "change of the distance to the data over 10 probes" },
    energy: { on: "energy", statistic: "change of the distance of pixels over 10 probes" },
  },
  example: { cosine: [...steady(0.3, 8), ...steady(-0.93, 16)] },
  measure: ({ cosine, distance, energy }) => ({
    cosine: usualOf(cosine),
    distance: changeOver(distance, PROGRESS_WINDOWS),
    energy: changeOver(energy, PROGRESS_WINDOWS),
  }),
  judge({ cosine, distance, energy }, t) {
    if (Number.isNaN(cosine)) return { missing: ["generator/gradient-cosine"] };
    const isApproaching = distance <= -t.progressAtLeast || energy <= -t.progressAtLeast;
    // Penalised critics ring and learn all the same: the cosine alone proves no failure.
    return cosine <= t.cosineAtMost && !isApproaching ? "suspected" : "clear";
  },
});
