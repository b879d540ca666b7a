/** Fires when varied samples as a whole swing about the data, to and fro, and get no nearer. */
import { cycling, steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { largestOf, latestOf } from "../trends.ts";

/** The stretch in which swings are sought; each half of it is a reach. */
const SOUGHT_WINDOWS = 16;

interface Swing {
  readonly turns: number;
  readonly reach: number;
  readonly growth: number;
}

const UNSEEN: Swing = { turns: Number.NaN, reach: Number.NaN, growth: Number.NaN };

/** The second largest, so that one lone leap is no reach. */
function reachOf(offsets: readonly number[]): number {
  const sizes = offsets.map(Math.abs).toSorted((one, other) => other - one);
  return sizes[1] ?? Number.NaN;
}

function swingOf(reading: Reading | null): Swing {
  const offsets = reading?.recent(SOUGHT_WINDOWS).map(({ median }) => median) ?? [];
  if (offsets.length < SOUGHT_WINDOWS || !offsets.every(Number.isFinite)) return UNSEEN;
  const turns = offsets.filter((offset, at) => at > 0 && offset * (offsets[at - 1] ?? 0) < 0).length;
  const half = SOUGHT_WINDOWS / 2;
  const [before, after] = [reachOf(offsets.slice(0, half)), reachOf(offsets.slice(half))];
  return { turns, reach: after, growth: after / before };
}

/** The swing that goes further among those that turn; the one that turns most where none goes far. */
function widerOf(one: Swing, other: Swing, fewestTurns: number): Swing {
  const rank = ({ turns, reach }: Swing) => (turns >= fewestTurns ? reach : Number.NEGATIVE_INFINITY);
  if (Number.isNaN(other.turns)) return one;
  return Number.isNaN(one.turns) || rank(other) > rank(one) ? other : one;
}

export const samplesCircle = defineRule({
  id: "samples-circle",
  mode: "F12",
  headline: "Samples swing about the data",
  severity: 3,
  maturity: "trial",
  needs: {
    first: required("features/offset-1"),
    second: optional("features/offset-2"),
    diversity: optional("features/diversity-ratio"),
    pixels: optional("samples/diversity-ratio"),
  },
  thresholds: {
    turnsAtLeast: threshold(
      4,
      "turns in 16 probes",
      "two whole swings; a sample that settles turns but once or twice",
    ),
    reachAtLeast: threshold(
      0.5,
      "median distances of real samples",
      "circling blobs .6 to 8; means of healthy rings, grids and digits stay within .2",
    ),
    growthAtLeast: threshold(0.8, "reach of the later over the earlier half", "swings that shrink converge"),
    diversityAtLeast: threshold(
      0.3,
      "ratio to real samples",
      "few samples that jump about hop from mode to mode",
    ),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  explains: ["losses-oscillate", "outputs-swing", "samples-chase", "modes-are-missing"],
  source: {
    cite: "Mescheder et al. 2018, arXiv:1801.04406, §2.3",
    claim: "near an equilibrium unregularised training circles around it",
  },
  why: "Players that answer each other's last move in circles get no nearer to the data.",
  remedies: [
    { do: "Add an R1 penalty", cite: "Mescheder et al. 2018, arXiv:1801.04406" },
    { do: "Lower Adam's β₁ to 0, or both learning rates" },
    { do: "Use the moving average of the generator's weights", cite: "Yazıcı et al. 2019, arXiv:1806.04498" },
  ],
  shows: {
    turns: { on: "first", statistic: "changes of side in 16 probes", against: "turnsAtLeast" },
    reach: { on: "first", statistic: "distance of the mean from the data's", against: "reachAtLeast" },
    growth: {
      on: "first",
      statistic: "reach of the later 8 probes over the earlier 8",
      against: "growthAtLeast",
    },
    diversity: { on: "diversity", statistic: "diversity of features", against: "diversityAtLeast" },
  },
  example: { first: cycling({ level: 0, height: 1.2, period: 6 }, 40), diversity: steady(0.8, 40) },
  measure: ({ first, second, diversity, pixels }, t) => ({
    ...widerOf(swingOf(first), swingOf(second), t.turnsAtLeast),
    diversity: largestOf([latestOf(diversity), latestOf(pixels)]),
  }),
  judge({ turns, reach, growth, diversity }, t) {
    if (Number.isNaN(turns)) return "clear";
    if (turns < t.turnsAtLeast || reach < t.reachAtLeast || growth < t.growthAtLeast) return "clear";
    return diversity < t.diversityAtLeast ? "clear" : "confirmed";
  },
});
