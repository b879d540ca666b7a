/** Fires when both losses go round in circles that do not get smaller. */
import { spectralPeak, windingNumber } from "../../metrics/index.ts";
import { medianOf } from "../baseline.ts";
import { cycling } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, required } from "../rule.ts";
import { threshold } from "../threshold.ts";

/** The stretch in which cycles are sought. */
const SOUGHT_WINDOWS = 32;

const UNSEEN = { turns: Number.NaN, growth: Number.NaN, chance: Number.NaN };

/** Less than this many turns, and neither a spectrum nor an angle need be computed. */
const NO_TURNS = { turns: 0, growth: Number.NaN, chance: 1 };

/** A turn around the median crosses it twice, save for where it begins. */
function leastCrossings(turns: number): number {
  return 2 * turns - 1;
}

/** How often the values go from one side of their median to the other. */
function crossingsOf(values: readonly number[]): number {
  const middle = medianOf(values);
  return values.filter((value, at) => at > 0 && value > middle !== (values[at - 1] ?? middle) > middle)
    .length;
}

function cyclesOf(discriminator: Reading, generator: Reading, fewestTurns: number): typeof UNSEEN {
  const [first, second] = [discriminator, generator].map((reading) =>
    reading.recent(SOUGHT_WINDOWS).map(({ median }) => median),
  );
  if (first === undefined || second === undefined) return UNSEEN;
  if (first.length < SOUGHT_WINDOWS || first.length !== second.length) return UNSEEN;
  if (crossingsOf(first) < leastCrossings(fewestTurns)) return NO_TURNS;
  const { turns, radiusGrowth } = windingNumber(first, second);
  // The spectrum costs far more than the turns, and without turns nothing depends on it.
  const peak = Math.abs(turns) >= fewestTurns ? spectralPeak(first) : null;
  const chance = peak === null || !peak.isCycle ? 1 : peak.pValue;
  return { turns: Math.abs(turns), growth: radiusGrowth, chance };
}

export const lossesOscillate = defineRule({
  id: "losses-oscillate",
  mode: "F12",
  headline: "The players go round in circles",
  severity: 3,
  maturity: "trial",
  needs: { discriminator: required("discriminator/loss"), generator: required("generator/loss") },
  thresholds: {
    turnsAtLeast: threshold(3, "turns in 32 windows", "one phase portrait's round may be chance"),
    growthAtLeast: threshold(0.8, "last radius over first", "circles that shrink converge"),
    chanceAtMost: threshold(0.01, "probability", "of such a peak in noise, by Fisher's test"),
  },
  heldFor: { windows: 5, of: 6 },
  arms: "after-warm-up",
  games: ["generative"],
  source: {
    cite: "Mescheder et al. 2018, arXiv:1801.04406, §2.3",
    claim: "near an equilibrium unregularised training circles around it",
  },
  why: "Players that answer each other's last move in circles get no nearer to the data.",
  remedies: [
    { do: "Add an R1 penalty", cite: "Mescheder et al. 2018, arXiv:1801.04406" },
    { do: "Lower Adam's β₁ to 0, or both learning rates" },
    { do: "Use the moving average of the generator's weights", cite: "Yazıcı et al. 2019, arXiv:1806.04498" },
    { do: "Rule out cycles of the schedule or the data order, whose period is an epoch" },
  ],
  shows: {
    turns: {
      on: "discriminator",
      statistic: "turns of the two losses around each other",
      against: "turnsAtLeast",
    },
    growth: { on: "generator", statistic: "last radius over the first", against: "growthAtLeast" },
    chance: { on: "discriminator", statistic: "chance of such a peak in noise", against: "chanceAtMost" },
  },
  example: {
    discriminator: cycling({ level: 1.2, height: 0.4, period: 8 }, 64),
    generator: cycling({ level: 1, height: 0.4, period: 8 }, 64, 1 / 4),
  },
  measure: ({ discriminator, generator }, t) => cyclesOf(discriminator, generator, t.turnsAtLeast),
  judge({ turns, growth, chance }, t) {
    // Losses alone: a schedule may make the same cycle.
    const isCycle = turns >= t.turnsAtLeast && growth >= t.growthAtLeast && chance <= t.chanceAtMost;
    return isCycle ? "suspected" : "clear";
  },
});
