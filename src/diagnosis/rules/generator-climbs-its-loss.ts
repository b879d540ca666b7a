/** Fires when the generator's loss rises on and on while its samples run away from the data: it is trained against itself. */
import { growing, ramp, steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { changeOver, largestOf, latestOf, shareOfStart } from "../trends.ts";

const TREND_WINDOWS = 12;
/** Fewer show neither a rise nor whether it slows down. */
const FEWEST_OF_TREND = 5;

/** The change over the latest windows, a dozen or as many as there are; NaN for few. */
function riseOf(reading: Reading | null): number {
  const count = Math.min(reading?.windowCount ?? 0, TREND_WINDOWS);
  return count < FEWEST_OF_TREND ? Number.NaN : changeOver(reading, count);
}

/** The second half's rise over the first half's, of as many windows; NaN of a first half without one. */
function bendOf(loss: Reading): number {
  const medians = loss.recent(TREND_WINDOWS).map(({ median }) => median);
  if (medians.length < FEWEST_OF_TREND) return Number.NaN;
  const [first, middle, last] = [medians[0], medians[medians.length >> 1], medians.at(-1)];
  if (first === undefined || middle === undefined || last === undefined) return Number.NaN;
  return middle > first ? (last - middle) / (middle - first) : Number.NaN;
}

export const generatorClimbsItsLoss = defineRule({
  id: "generator-climbs-its-loss",
  mode: "F25",
  headline: "The generator climbs its own loss",
  severity: 5,
  maturity: "trial",
  needs: {
    loss: required("generator/loss"),
    opponent: optional("discriminator/loss"),
    spreadFake: optional("outputs/spread/fake"),
    spreadReal: optional("outputs/spread/real"),
    diversity: optional("samples/diversity-ratio"),
    features: optional("features/diversity-ratio"),
    quality: optional("quality/frechet-distance"),
    gradient: optional("generator/gradient-norm"),
  },
  thresholds: {
    lossAtLeast: threshold(
      10,
      "times its chance level",
      "generators that lose badly reach as much, and then no longer rise",
    ),
    soarsAtLeast: threshold(
      20,
      "times its chance level",
      "losses alone: generators that had no chance at all reached 17, with a wrong sign 20 within a hundred steps",
    ),
    opponentAtMost: threshold(
      0.02,
      "share of its chance level",
      "beside it the discriminator's loss falls to nothing: where both break down it does not",
    ),
    bendAtLeast: threshold(
      1,
      "rise of the second half over that of the first",
      "one who merely loses loses ever more slowly, as the discriminator has ever less to learn",
    ),
    riseAtLeast: threshold(0.05, "share over 12 windows", "a loss that has settled varies by less"),
    runsAwayAtLeast: threshold(
      4,
      "ratio to real samples",
      "what flees the data ends up far beyond them; generators that lose stay within 2",
    ),
    outputsAtLeast: threshold(
      10,
      "fake over real spread of outputs",
      "without samples: a momentum of .99 left 4 to 9, a wrong sign thousands",
    ),
    gradientAtLeast: threshold(
      0.3,
      "share of its start",
      "a starved generator stands still: this one moves, the wrong way",
    ),
    fartherAtLeast: threshold(0.1, "share over 12 windows", "the distance to the data grows on"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "at-once",
  games: ["generative"],
  explains: [
    "discriminator-overpowers",
    "losses-say-discriminator-won",
    "discriminator-loss-vanishes",
    "discriminator-breaks-away",
    "generator-loss-rises-on",
    "loss-diverges",
    "gradients-explode",
    "samples-chase",
    "samples-collapse",
    "quality-worsens",
    "modes-are-missing",
    "early-layers-starve",
  ],
  source: {
    cite: "definition",
    claim: "a step along the gradient of the loss, rather than against it, raises it",
  },
  why: "A generator whose steps raise its own loss learns to be told apart.",
  remedies: [
    { do: "Check the sign of the generator's loss, and the labels that it is computed with" },
    { do: "Take one generator step on one batch of noise and see whether its loss falls on that batch" },
    { do: "Lower the generator's learning rate tenfold, if the sign is right: it overshoots" },
  ],
  shows: {
    share: { on: "loss", statistic: "loss over its chance level", against: "lossAtLeast" },
    opponent: {
      on: "opponent",
      statistic: "discriminator's loss over its chance level",
      against: "opponentAtMost",
    },
    bend: {
      on: "loss",
      statistic: "rise of the later half of 12 windows over that of the earlier",
      against: "bendAtLeast",
    },
    rise: { on: "loss", statistic: "change of the loss over 12 windows", against: "riseAtLeast" },
    outputs: {
      on: "spreadFake",
      statistic: "spread of outputs on fakes over that on reals",
      against: "outputsAtLeast",
    },
    samples: { on: "diversity", statistic: "diversity of samples", against: "runsAwayAtLeast" },
    farther: {
      on: "quality",
      statistic: "change of the distance to the data over 12 windows",
      against: "fartherAtLeast",
    },
    gradient: { on: "gradient", statistic: "gradient norm over its start", against: "gradientAtLeast" },
  },
  example: {
    loss: ramp(0.7, 60, 30),
    spreadFake: growing(1, 1.3, 30),
    spreadReal: steady(1, 30),
  },
  measure: (
    { loss, opponent, spreadFake, spreadReal, diversity, features, quality, gradient },
    _,
    { chanceLevel: { generator: level, discriminator: opponentLevel } },
  ) => ({
    share: level !== null && level > 0 ? loss.value / level : Number.NaN,
    opponent: latestOf(opponent) / (opponentLevel ?? Number.NaN),
    bend: bendOf(loss),
    rise: riseOf(loss),
    outputs: latestOf(spreadFake) / latestOf(spreadReal),
    samples: largestOf([latestOf(diversity), latestOf(features)]),
    farther: riseOf(quality),
    gradient: shareOfStart(gradient),
  }),
  judge({ share, opponent, bend, rise, outputs, samples, farther, gradient }, t) {
    if (Number.isNaN(share)) return { missing: ["outputs/spread/fake"] };
    const soars = share >= t.soarsAtLeast && opponent <= t.opponentAtMost && bend >= t.bendAtLeast;
    if (soars && Number.isNaN(samples)) return "suspected";
    if ([outputs, samples].every(Number.isNaN)) {
      return { missing: ["outputs/spread/fake", "samples/diversity-ratio"] };
    }
    if (share < t.lossAtLeast || !(rise >= t.riseAtLeast) || gradient < t.gradientAtLeast) return "clear";
    // Samples outrank the outputs on them.
    const ranAway = Number.isNaN(samples) ? outputs >= t.outputsAtLeast : samples >= t.runsAwayAtLeast;
    if (!ranAway) return "clear";
    return samples >= t.runsAwayAtLeast || farther >= t.fartherAtLeast ? "confirmed" : "suspected";
  },
});
