/** Fires when the losses alone say that the discriminator errs no more, for long. */
import { certaintyOf } from "../certainty.ts";
import { growing, steady } from "../example.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { latestOf } from "../trends.ts";

export const lossesSayDiscriminatorWon = defineRule({
  id: "losses-say-discriminator-won",
  mode: "F04",
  headline: "The discriminator's loss stays near zero",
  severity: 3,
  maturity: "trial",
  needs: {
    loss: required("discriminator/loss"),
    accuracyReal: optional("discriminator/accuracy/real"),
    accuracyFake: optional("discriminator/accuracy/fake"),
    auc: optional("outputs/auc"),
    outputReal: optional("discriminator/output/real"),
    outputFake: optional("discriminator/output/fake"),
  },
  thresholds: {
    lossAtMost: threshold(
      0.07,
      "share of its chance level",
      "0.1 of 2 ln 2 for the logistic loss; learning runs come as low only for a few hundred steps",
    ),
    certainAtLeast: threshold(
      0.95,
      "mean output",
      "of probabilities, and of outputs whose targets are 0 and 1; below it samples are in doubt",
    ),
    knownLossAtMost: threshold(
      0.15,
      "share of its chance level",
      "beside outputs that are known to leave little doubt; healthy images keep .2 to .4",
    ),
    knownCertainAtLeast: threshold(0.93, "mean output", "of the worse side, for the same"),
    accuracyAtLeast: threshold(0.97, "share", "below it there are errors to learn from"),
  },
  heldFor: { windows: 10, of: 12 },
  arms: "after-warm-up",
  source: {
    cite: "folklore (ganhacks §10)",
    claim: "a discriminator's loss that goes to 0 is a failure mode",
  },
  why: "A loss near zero leaves the generator little gradient; whether it still learns, losses cannot tell.",
  remedies: [
    { do: "Log fixed-noise samples or the generator's gradient norm to see whether it still moves" },
    { do: "Check that real and generated samples have the same range and layout" },
    { do: "Add an R1 penalty or spectral normalisation", cite: "Mescheder et al. 2018, arXiv:1801.04406" },
    { do: "Lower the discriminator's learning rate" },
  ],
  shows: {
    share: { on: "loss", statistic: "loss over its chance level", against: "lossAtMost" },
    certain: {
      on: "outputReal",
      statistic: "mean output on real samples, or 1 less that on generated ones",
      against: "certainAtLeast",
    },
    real: { on: "accuracyReal", statistic: "accuracy on real samples", against: "accuracyAtLeast" },
    fake: { on: "accuracyFake", statistic: "accuracy on generated samples", against: "accuracyAtLeast" },
  },
  example: { loss: [...growing(1.3, 0.7, 14), ...steady(0.01, 16)] },
  measure: ({ loss, accuracyReal, accuracyFake, outputReal, outputFake }, _, { chanceLevel }) => ({
    share: loss.hasBegun ? loss.value / levelOf(chanceLevel.discriminator) : Number.NaN,
    certain: certaintyOf(outputReal, outputFake),
    real: latestOf(accuracyReal),
    fake: latestOf(accuracyFake),
  }),
  judge({ share, certain, real, fake }, t, { auc }) {
    // The outputs themselves say more, and another rule reads them.
    if (auc !== null) return "clear";
    if (Number.isNaN(share)) return { missing: ["outputs/auc"] };
    if (share <= t.knownLossAtMost && certain >= t.knownCertainAtLeast) return "suspected";
    const errs = real < t.accuracyAtLeast || fake < t.accuracyAtLeast || certain < t.certainAtLeast;
    return share <= t.lossAtMost && !errs ? "suspected" : "clear";
  },
});

/** NaN for families without a level, whose losses say nothing by themselves. */
function levelOf(level: number | null): number {
  return level !== null && level > 0 ? level : Number.NaN;
}
