/** Which derived metrics the game's page shows as its quality, and in which order. */
import { type EstimateSeries, groupOf } from "./estimates.ts";

export interface QualityGroup {
  readonly title: string;
  readonly estimates: readonly EstimateSeries[];
}

interface Wanted {
  readonly group: string;
  readonly title: string;
  /** The metrics that tell most; `*` stands for the name of an encoder. */
  readonly metrics: readonly string[];
}

const WANTED: readonly Wanted[] = [
  {
    group: "outputs",
    title: "Discriminator outputs",
    metrics: ["outputs/auc", "outputs/jensen-shannon", "outputs/occupancy"],
  },
  {
    group: "samples",
    title: "Samples",
    metrics: ["samples/diversity-ratio", "samples/displacement", "samples/saturated"],
  },
  {
    group: "points",
    title: "Scatter plots",
    metrics: ["points/coverage", "points/precision", "points/area-ratio", "points/movement"],
  },
  {
    group: "features",
    title: "Features",
    metrics: [
      "features/*/frechet-distance",
      "features/*/kernel-distance",
      "features/*/precision",
      "features/*/recall",
      "features/*/density",
      "features/*/coverage",
    ],
  },
  {
    group: "classes",
    title: "Classes",
    metrics: ["classes/inception-score", "classes/entropy", "classes/conditional-entropy", "classes/missing"],
  },
];

/** Only what there is; games stand beside one another in each group. */
export function qualityGroups(estimates: readonly EstimateSeries[]): readonly QualityGroup[] {
  return WANTED.flatMap(({ group, title, metrics }) => {
    const ofGroup = estimates.filter(({ metric }) => groupOf(metric) === group);
    const chosen = metrics.flatMap((wanted) => ofGroup.filter(({ metric }) => isNamed(metric, wanted)));
    return chosen.length === 0 ? [] : [{ title, estimates: chosen }];
  });
}

function isNamed(metric: string, wanted: string): boolean {
  const [start = "", end] = wanted.split("*");
  return end === undefined ? metric === wanted : metric.startsWith(start) && metric.endsWith(end);
}
