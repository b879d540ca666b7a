/** Fires when a gradient penalty outweighs the game itself. */
import { steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { largestOf, latestOf, startOf } from "../trends.ts";

/** Probes through which outputs must tell samples apart. */
const FLAT_WINDOWS = 10;
/** A critic's loss is a difference of its outputs; one of so many spreads is the level of another loss. */
const LEVEL_SPREADS = 20;

/** Probes of which the median is taken: penalties are noisy, and rarely of the same steps as the loss. */
const SHARE_WINDOWS = 5;

/** Median of the latest windows, fewer where there are fewer; NaN where it is not logged. */
function lately(reading: Reading | null): number {
  if (reading === null) return Number.NaN;
  return reading.medianOfWindows(Math.min(reading.windowCount, SHARE_WINDOWS) - 1, SHARE_WINDOWS);
}

/** The highest penalty so far over its start; NaN where it is not logged. */
function burstOf(reading: Reading | null): number {
  return reading === null ? Number.NaN : reading.peak() / Math.abs(startOf(reading));
}

/** How far the latest losses of the generator lie from its chance level at most, as a share; NaN for fewer or no level. */
function stillnessOf(loss: Reading | null, level: number | null): number {
  if (loss === null || level === null || loss.windowCount < FLAT_WINDOWS) return Number.NaN;
  return Math.max(...loss.recent(FLAT_WINDOWS).map(({ median }) => Math.abs(median / level - 1)));
}

/** Without a known level: how much the loss moves around one that is far above what outputs could make of it. */
function motionOf(loss: Reading, spread: number): number {
  if (loss.windowCount < FLAT_WINDOWS || !(Math.abs(loss.value) >= LEVEL_SPREADS * spread)) return Number.NaN;
  const medians = loss.recent(FLAT_WINDOWS).map(({ median }) => median);
  return (Math.max(...medians) - Math.min(...medians)) / Math.abs(loss.value);
}

export const penaltyDominates = defineRule({
  id: "penalty-dominates",
  mode: "F17",
  headline: "The gradient penalty outweighs the game",
  severity: 3,
  maturity: "trial",
  needs: {
    loss: required("discriminator/loss"),
    gradient: optional("penalty/gradient"),
    r1: optional("penalty/r1"),
    diversity: optional("samples/diversity-ratio"),
    features: optional("features/diversity-ratio"),
    spread: optional("outputs/spread/real"),
    auc: optional("outputs/auc"),
    generator: optional("generator/loss"),
    real: optional("discriminator/output/real"),
    fake: optional("discriminator/output/fake"),
  },
  thresholds: {
    shareAtLeast: threshold(0.9, "share of loss and penalty", "healthy penalties stay well below half"),
    withinAtLeast: threshold(
      0.8,
      "share of the loss's penalty and the rest of it",
      "of a loss that the penalty is part of, where the penalty is large",
    ),
    largeAtLeast: threshold(10, "penalty", "at the usual weight of 10 a slope of 2 in place of 1"),
    diversityAtMost: threshold(0.6, "ratio to real samples", "with varied samples the penalty does no harm"),
    spreadAtMost: threshold(0.02, "logits", "R1 with γ = 1000 left .002 to .015, healthy R1 .03 to .12"),
    flatAtMost: threshold(
      0.01,
      "logits",
      "outputs that tell samples apart by thousandths: held flat, not undecided",
    ),
    aucAtLeast: threshold(0.7, "probability", "what the outputs know although the loss is at chance"),
    awayAtMost: threshold(0.01, "share of the chance level", "2 ln 2 to two digits, 1.373 to 1.4"),
    burstAtLeast: threshold(
      100,
      "times its start, the highest penalty so far",
      "its weight was raised, or the slopes broke out: held penalties stay within a few times",
    ),
    stillAtMost: threshold(
      0.02,
      "share of the generator's chance level, farthest of 10 windows",
      "without outputs: a generator that gets the same answer to everything",
    ),
    firstShareAtLeast: threshold(
      0.4,
      "share of loss and penalty at the start",
      "untrained networks have R1 of .0002 with healthy weights and 1.8 with γ = 1000; then they go flat",
    ),
  },
  heldFor: { windows: 5, of: 6 },
  arms: "after-warm-up",
  explains: [
    "discriminator-learns-nothing",
    "samples-collapse",
    "samples-circle",
    "samples-chase",
    "critic-changes-sides",
  ],
  source: {
    cite: "Mescheder et al. 2018, arXiv:1801.04406, §4",
    claim: "the penalty's weight decides between convergence and a discriminator that is flat",
  },
  why: "A discriminator that is punished for any slope cannot say which way is better.",
  remedies: [
    { do: "Divide the penalty's weight by ten" },
    { do: "Check that the penalty is a mean over the batch, and not scaled twice by a lazy interval" },
  ],
  shows: {
    share: { on: "loss", statistic: "penalty over loss and penalty", against: "shareAtLeast" },
    firstShare: {
      on: "loss",
      statistic: "the same at the start",
      against: "firstShareAtLeast",
    },
    burst: { on: "gradient", statistic: "highest penalty so far over its start", against: "burstAtLeast" },
    still: {
      on: "generator",
      statistic: "farthest of ten losses from chance, as a share",
      against: "stillAtMost",
    },
    within: {
      on: "loss",
      statistic: "penalty over itself and the rest of the loss",
      against: "withinAtLeast",
    },
    penalty: { on: "gradient", statistic: "gradient penalty", against: "largeAtLeast" },
    peak: { on: "gradient", statistic: "highest penalty so far", against: "largeAtLeast" },
    diversity: { on: "diversity", statistic: "diversity of samples", against: "diversityAtMost" },
    spread: { on: "spread", statistic: "spread of outputs on real samples", against: "spreadAtMost" },
    auc: { on: "auc", statistic: "median area under the curve of 10 probes", against: "aucAtLeast" },
    away: { on: "loss", statistic: "distance of the loss from its chance level", against: "awayAtMost" },
  },
  example: { loss: steady(0.7, 20), gradient: steady(40, 20), diversity: steady(0.2, 20) },
  measure: (readings, t, { chanceLevel, lossFamily }) => {
    const { loss, gradient, r1, diversity, features, spread, auc } = readings;
    const level = chanceLevel.discriminator ?? Number.NaN;
    const penalty = Math.abs(largestOf([latestOf(gradient), latestOf(r1)]));
    // A critic's loss is the difference of its outputs and the penalty: what outputs leave of it, however that is logged.
    const left =
      lossFamily === "wasserstein"
        ? lately(loss) + lately(readings.real) - lately(readings.fake)
        : Number.NaN;
    const part = Math.abs(largestOf([lately(gradient), lately(r1), left]));
    const first = Math.abs(largestOf([gradient, r1].map((one) => one?.first(1)[0]?.median ?? Number.NaN)));
    // A critic's loss goes to 0 as it should, and its penalty may be logged without its weight.
    const isSmallOfCritic = lossFamily === "wasserstein" && part < t.largeAtLeast;
    return {
      share: isSmallOfCritic ? 0 : penalty / (Math.abs(loss.value) + penalty),
      firstShare: first / (Math.abs(loss.first(1)[0]?.median ?? Number.NaN) + first),
      within: part / (Math.abs(lately(loss) - part) + part),
      penalty: part,
      burst: largestOf([burstOf(gradient), burstOf(r1)]),
      peak: largestOf([gradient, r1].map((one) => one?.peak() ?? Number.NaN)),
      still: stillnessOf(readings.generator, chanceLevel.generator),
      diversity: features === null ? latestOf(diversity) : features.value,
      spread: latestOf(spread),
      auc:
        auc === null || auc.windowCount < FLAT_WINDOWS
          ? Number.NaN
          : auc.medianOfWindows(FLAT_WINDOWS - 1, FLAT_WINDOWS),
      away: level > 0 ? Math.abs(loss.value - level) / level : motionOf(loss, latestOf(spread)),
    };
  },
  judge(measured, t) {
    const { share, firstShare, within, penalty, burst, peak, still, diversity, spread, auc, away } = measured;
    // Real and generated are told apart, and hardly so: something holds the outputs together.
    const isHeldFlat = spread <= t.flatAtMost && auc >= t.aucAtLeast && away <= t.awayAtMost;
    if (isHeldFlat) return "confirmed";
    const knowsOutputs = !Number.isNaN(spread) && !Number.isNaN(auc) && !Number.isNaN(away);
    if (Number.isNaN(share) && knowsOutputs) return "clear";
    if (Number.isNaN(share)) return { missing: ["penalty/gradient", "penalty/r1"] };
    const hasFlattened =
      firstShare >= t.firstShareAtLeast && spread <= t.spreadAtMost && diversity <= t.diversityAtMost;
    if (hasFlattened) return "confirmed";
    // A penalty that broke out and has come back has done so by making the discriminator flat.
    const isFlat = Number.isNaN(spread) ? still <= t.stillAtMost : spread <= t.spreadAtMost;
    const hasBurst = burst >= t.burstAtLeast && peak >= t.largeAtLeast && isFlat;
    if (hasBurst && !(diversity > t.diversityAtMost))
      return diversity <= t.diversityAtMost ? "confirmed" : "suspected";
    const isPartOfLoss = within >= t.withinAtLeast && penalty >= t.largeAtLeast;
    if ((share < t.shareAtLeast && !isPartOfLoss) || diversity > t.diversityAtMost) return "clear";
    return diversity <= t.diversityAtMost || spread <= t.spreadAtMost ? "confirmed" : "suspected";
  },
});
