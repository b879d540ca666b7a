/** Fires when the generator's loss falls on and on: it fools a discriminator that does not answer. */
import { ramp, steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { changeOver, latestOf, lowestBefore, shareOfStart, startOf } from "../trends.ts";

const TREND_WINDOWS = 12;
/** Windows through which every generated sample must pass for real. */
const FOOLED_WINDOWS = 4;

/** The highest of the latest windows; NaN for fewer. */
function highestLately(reading: Reading | null): number {
  if (reading === null || reading.windowCount < FOOLED_WINDOWS) return Number.NaN;
  return Math.max(...reading.recent(FOOLED_WINDOWS).map(({ median }) => median));
}

/** The generator's loss at its start, where neither loss was below 0 and the discriminator's has risen; else NaN. */
function ownLevelOf(loss: Reading, opponent: Reading | null, rise: number): number {
  const arePositive = lowestBefore(loss) > 0 && lowestBefore(opponent) > 0;
  return arePositive && shareOfStart(opponent) >= rise ? startOf(loss) : Number.NaN;
}

export const generatorLossFallsSteadily = defineRule({
  id: "generator-loss-falls-steadily",
  mode: "F19",
  headline: "The generator fools its discriminator ever more",
  severity: 3,
  maturity: "trial",
  needs: {
    loss: required("generator/loss"),
    opponent: optional("discriminator/loss"),
    accuracyFake: optional("discriminator/accuracy/fake"),
    diversity: optional("samples/diversity-ratio"),
  },
  thresholds: {
    shareAtMost: threshold(
      0.4,
      "share of its chance level",
      "a discriminator that answers keeps it above .5",
    ),
    opponentAtLeast: threshold(
      2,
      "times its start",
      "of the discriminator's loss: without a known level it shows that it is being fooled, and by how much",
    ),
    fallAtLeast: threshold(0.2, "share over 12 windows", "losses that wander fall less in so many windows"),
    beatenAtLeast: threshold(
      1.5,
      "times its chance level",
      "of the discriminator's loss: fooled as badly, it no longer matters whether it is fooled still more",
    ),
    fooledAtMost: threshold(
      0.05,
      "share, highest of 4 windows",
      "every generated sample passes for real, time and again",
    ),
    losingAtLeast: threshold(
      1.1,
      "times its chance level",
      "of the discriminator's loss meanwhile: one that calls all samples real and means it loses by it",
    ),
    accuracyAtMost: threshold(0.2, "share", "nearly all generated samples pass for real"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  explains: ["labels-are-swapped"],
  source: {
    cite: "folklore (ganhacks §10)",
    claim: "a generator's loss that steadily decreases fools the discriminator with garbage",
  },
  why: "In a game both losses depend on the other player: one that only falls has no opponent.",
  remedies: [
    { do: "Check that the discriminator is still trained: its updates, learning rate and step" },
    { do: "Raise the discriminator's learning rate, or its steps per round" },
  ],
  shows: {
    share: { on: "loss", statistic: "loss over its chance level, or its start", against: "shareAtMost" },
    change: { on: "loss", statistic: "change of the loss over 12 windows" },
    beaten: {
      on: "opponent",
      statistic: "discriminator's loss over its chance level",
      against: "beatenAtLeast",
    },
    fooled: {
      on: "accuracyFake",
      statistic: "highest accuracy on generated samples of 4 windows",
      against: "fooledAtMost",
    },
    fake: { on: "accuracyFake", statistic: "accuracy on generated samples", against: "accuracyAtMost" },
  },
  example: { loss: [...steady(0.7, 8), ...ramp(0.7, 0.03, 20)] },
  measure: (
    { loss, opponent, accuracyFake },
    t,
    { chanceLevel: { generator, discriminator }, lossFamily },
  ) => ({
    share:
      loss.value /
      (lossFamily === "unknown" ? ownLevelOf(loss, opponent, t.opponentAtLeast) : (generator ?? Number.NaN)),
    change: changeOver(loss, TREND_WINDOWS),
    beaten: latestOf(opponent) / (discriminator ?? Number.NaN),
    fooled: highestLately(accuracyFake),
    fake: latestOf(accuracyFake),
  }),
  judge({ share, change, beaten, fooled, fake }, t) {
    if (fooled <= t.fooledAtMost && beaten >= t.losingAtLeast) return "suspected";
    if (!(share > 0)) return { missing: ["outputs/auc"] };
    if (share > t.shareAtMost || fake > t.accuracyAtMost) return "clear";
    const goesOn = change <= -t.fallAtLeast || beaten >= t.beatenAtLeast || fake <= t.accuracyAtMost;
    return goesOn ? "suspected" : "clear";
  },
});
