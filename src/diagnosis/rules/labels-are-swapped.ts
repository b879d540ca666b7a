/** Fires when the discriminator errs more than a coin would, for long: a wrong sign or swapped labels. */
import { ramp, steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { changeOver, latestOf } from "../trends.ts";

const TREND_WINDOWS = 10;

/** What a critic's loss is worse than nothing by, as a share of its size at the start; NaN for other families. */
function criticOf(loss: Reading, penalty: Reading | null, lossFamily: string): number {
  if (lossFamily !== "wasserstein" || loss.windowCount < 2 * TREND_WINDOWS) return Number.NaN;
  // A penalty beyond the loss is logged without its weight, or apart: it is no part of it.
  const fine = penalty !== null && penalty.value > 0 && penalty.value <= loss.value ? penalty.value : 0;
  const sizes = loss.first(TREND_WINDOWS).map(({ median }) => Math.abs(median));
  const lowest = Math.min(...loss.recent(TREND_WINDOWS).map(({ median }) => median));
  return (lowest - fine) / Math.max(...sizes);
}

export const labelsAreSwapped = defineRule({
  id: "labels-are-swapped",
  mode: "F25",
  headline: "The discriminator is worse than chance",
  severity: 5,
  maturity: "trial",
  needs: {
    loss: required("discriminator/loss"),
    penalty: optional("penalty/gradient"),
    auc: optional("outputs/auc"),
    accuracyReal: optional("discriminator/accuracy/real"),
    accuracyFake: optional("discriminator/accuracy/fake"),
  },
  thresholds: {
    lossAtLeast: threshold(1.5, "share of its chance level", "no locally optimal discriminator lies above 1"),
    risenAtLeast: threshold(
      1.2,
      "times its first value",
      "a loss that has always been as high is written with another factor, or outputs the other way, than is thought",
    ),
    fallAtLeast: threshold(
      0.05,
      "share over 10 windows",
      "a loss that falls is being learnt, from however far above",
    ),
    aucAtMost: threshold(
      0.35,
      "probability",
      "stale discriminators fell to .28 to .4, learning ones lie above .5",
    ),
    criticAtLeast: threshold(
      0.1,
      "times its largest loss at the start",
      "lowest of 10 windows, without the penalty: a critic that learns is below 0, where it tells samples apart",
    ),
    accuracyAtMost: threshold(0.4, "share", "both sides below a coin's half by more than batches vary"),
  },
  heldFor: { windows: 5, of: 6 },
  arms: "after-warm-up",
  games: ["generative"],
  explains: ["loss-diverges", "samples-collapse", "discriminator-learns-nothing"],
  source: {
    cite: "Goodfellow et al. 2014, arXiv:1406.2661, §4.1",
    claim: "the best discriminator's loss is at most its chance level",
  },
  why: "A player whose own steps make its own loss worse is trained against itself.",
  remedies: [
    { do: "Check the sign of each loss, and which label real and generated samples get" },
    { do: "Take one discriminator step on one batch and see whether its loss falls on that batch" },
    { do: "Check that the generator's step does not update the discriminator" },
  ],
  shows: {
    share: { on: "loss", statistic: "loss over its chance level", against: "lossAtLeast" },
    risen: { on: "loss", statistic: "loss over its first value", against: "risenAtLeast" },
    change: { on: "loss", statistic: "change of the loss over 10 windows" },
    critic: {
      on: "loss",
      statistic: "lowest loss of 10 windows without penalty, over its size at the start",
      against: "criticAtLeast",
    },
    auc: { on: "auc", statistic: "area under the curve of real against fake", against: "aucAtMost" },
    real: { on: "accuracyReal", statistic: "accuracy on real samples", against: "accuracyAtMost" },
    fake: { on: "accuracyFake", statistic: "accuracy on generated samples", against: "accuracyAtMost" },
  },
  example: { loss: [...steady(1.4, 8), ...ramp(1.5, 4, 18)], auc: steady(0.1, 26) },
  measure: (
    { loss, penalty, auc, accuracyReal, accuracyFake },
    _,
    { chanceLevel: { discriminator }, lossFamily },
  ) => ({
    critic: criticOf(loss, penalty, lossFamily),
    share: discriminator !== null && discriminator > 0 ? loss.value / discriminator : Number.NaN,
    risen: loss.value / (loss.first(1)[0]?.median ?? Number.NaN),
    change: changeOver(loss, Math.min(loss.windowCount, TREND_WINDOWS)),
    auc: latestOf(auc),
    real: latestOf(accuracyReal),
    fake: latestOf(accuracyFake),
  }),
  judge({ share, risen, change, critic, auc, real, fake }, t) {
    if (!Number.isNaN(critic))
      return critic >= t.criticAtLeast && !(auc > t.aucAtMost) ? "suspected" : "clear";
    if (Number.isNaN(share)) return { missing: ["outputs/auc"] };
    if (share < t.lossAtLeast || change <= -t.fallAtLeast || risen < t.risenAtLeast) return "clear";
    const isWrong = auc <= t.aucAtMost || (real <= t.accuracyAtMost && fake <= t.accuracyAtMost);
    if (isWrong) return "confirmed";
    return auc > t.aucAtMost ? "clear" : "suspected";
  },
});
