/** Fires when generated values go, from probe to probe, further than they are wide: all of them hop from place to place. */
import { medianOf } from "../baseline.ts";
import { steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, layers } from "../rule.ts";
import { AGAINST_HOPPING } from "../shared-remedies.ts";
import { threshold } from "../threshold.ts";
import { typicalOf } from "../trends.ts";

const LOOK_BACK = 6;

/** Median over the columns of their median of the latest windows; NaN where there are too few. */
function typicalOfColumns(columns: readonly Reading[]): number {
  return medianOf(
    columns.map((column) => typicalOf(column, LOOK_BACK)).filter((value) => !Number.isNaN(value)),
  );
}

export const generatedValuesJump = defineRule({
  id: "generated-values-jump",
  mode: "F03",
  headline: "Generated values jump from place to place",
  severity: 4,
  maturity: "trial",
  needs: { movement: layers("values/movement/columns"), distance: layers("values/distance/columns") },
  thresholds: {
    movementAtLeast: threshold(
      0.7,
      "way over way and width, median of 6 probes",
      "twice as far as they are wide; points that learn, and small batches of them, stay below .6",
    ),
    distanceAtLeast: threshold(
      0.35,
      "spreads of the data, median of 6 probes",
      "what lies nearer does not jump about but learns in large steps",
    ),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  isForSomeData: true,
  explains: ["losses-oscillate", "quality-worsens"],
  source: {
    cite: "Metz et al. 2017, arXiv:1611.02163, §3.1",
    claim: "the generator moves from mode to mode as the discriminator learns to reject each of them",
  },
  why: "A generator that flees as a whole from where it is caught never stays to learn a place.",
  remedies: AGAINST_HOPPING,
  shows: {
    movement: {
      on: "movement",
      statistic: "way of all values over that way and their width",
      against: "movementAtLeast",
    },
    distance: { on: "distance", statistic: "distance to the data's values", against: "distanceAtLeast" },
  },
  example: { movement: [[...steady(0.2, 8), ...steady(0.8, 20)]], distance: [steady(0.9, 28)] },
  measure: ({ movement, distance }) => ({
    movement: typicalOfColumns(movement),
    distance: typicalOfColumns(distance),
  }),
  judge({ movement, distance }, t) {
    if (Number.isNaN(movement)) return { missing: ["values/movement/columns"] };
    if (movement < t.movementAtLeast || distance < t.distanceAtLeast) return "clear";
    return distance >= t.distanceAtLeast ? "confirmed" : "suspected";
  },
});
