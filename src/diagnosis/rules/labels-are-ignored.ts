/** Fires when a conditional game goes on as if there were no labels. */
import { steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { changeOver, latestOf } from "../trends.ts";

/** What a label means is learnt after what samples look like. */
const LEARNING_WINDOWS = 10;

function usualOf(reading: Reading | null): number {
  if (reading === null || reading.windowCount < LEARNING_WINDOWS) return Number.NaN;
  return reading.medianOfWindows(LEARNING_WINDOWS - 1, LEARNING_WINDOWS);
}

export const labelsAreIgnored = defineRule({
  id: "labels-are-ignored",
  mode: "F15",
  headline: "Labels make no difference",
  severity: 4,
  maturity: "trial",
  needs: {
    margin: optional("outputs/label-margin"),
    effect: optional("samples/label-effect"),
    agreement: optional("generator/label-agreement"),
    spread: optional("outputs/spread/real"),
  },
  thresholds: {
    marginAtMost: threshold(
      1e-3,
      "spreads of the outputs on real samples",
      "exactly 0 of a discriminator that is not given the label; .3 and more of any that is, even one given wrong ones",
    ),
    effectAtMost: threshold(
      0.1,
      "share of the distance of two samples",
      "0 where the generator is not given the label; .5 to 1 where it is, heeded or not",
    ),
    slightAtMost: threshold(
      0.3,
      "share of the distance of two samples",
      "dense digits whose labels were not heeded .15 to .26",
    ),
    agreementAtMost: threshold(
      0.5,
      "share of samples, median of 10 probes",
      "chance of two classes; conditional digits .6 to .9 after 300 steps, those of blind discriminators .05 to .2",
    ),
    progressAtLeast: threshold(0.2, "share over 10 probes", "labels that are still being learnt"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  source: {
    cite: "Miyato & Koyama 2018, arXiv:1802.05637, §3",
    claim:
      "a conditional discriminator judges sample and label together; what it does not see the generator need not heed",
  },
  why: "A generator that is not judged by its label draws what it likes, however good each sample is.",
  remedies: [
    { do: "Check that the discriminator is given the label of each sample, real and generated" },
    { do: "Check that real labels are shuffled together with their samples" },
    { do: "Give the label by projection", cite: "Miyato & Koyama 2018, arXiv:1802.05637" },
    { do: "Add a classification loss to both players", cite: "Odena et al. 2017, arXiv:1610.09585" },
  ],
  shows: {
    margin: {
      on: "margin",
      statistic: "what another label changes in outputs, over their spread",
      against: "marginAtMost",
    },
    effect: { on: "effect", statistic: "what another label changes in a sample", against: "slightAtMost" },
    agreement: {
      on: "agreement",
      statistic: "samples read as the label asked for, median of 10 probes",
      against: "agreementAtMost",
    },
    progress: { on: "agreement", statistic: "its change over 10 probes" },
  },
  example: { margin: steady(0, 24), spread: steady(1.4, 24), effect: steady(0.9, 24) },
  measure: ({ margin, effect, agreement, spread }) => ({
    margin: latestOf(margin) / (spread?.value ?? 1),
    effect: latestOf(effect),
    agreement: usualOf(agreement),
    progress: changeOver(agreement, LEARNING_WINDOWS),
  }),
  judge({ margin, effect, agreement, progress }, t) {
    if ([margin, effect, agreement].every(Number.isNaN)) {
      return { missing: ["outputs/label-margin", "samples/label-effect", "generator/label-agreement"] };
    }
    if (margin <= t.marginAtMost || effect <= t.effectAtMost) return "confirmed";
    if (effect <= t.slightAtMost) return "suspected";
    // A classifier may be wrong of samples that are bad: what is read as the label is no proof of what is heeded.
    return agreement <= t.agreementAtMost && progress < t.progressAtLeast ? "suspected" : "clear";
  },
});
