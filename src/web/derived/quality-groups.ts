/** Which derived metrics the game's page shows as its quality, and in which order. */
import { type EstimateSeries, groupOf } from "./estimates.ts";

export interface QualityGroup {
  readonly title: string;
  readonly estimates: readonly EstimateSeries[];
}

interface Wanted {
  readonly group: string;
  readonly title: string;
  /** The metrics that tell most; null: all there are. */
  readonly metrics: readonly string[] | null;
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
  { group: "features", title: "Features", metrics: null },
  { group: "classes", title: "Classes", metrics: null },
];

/** Only what there is; games stand beside one another in each group. */
export function qualityGroups(estimates: readonly EstimateSeries[]): readonly QualityGroup[] {
  return WANTED.flatMap(({ group, title, metrics }) => {
    const ofGroup = estimates.filter(({ metric }) => groupOf(metric) === group);
    const chosen =
      metrics === null ? ofGroup : metrics.flatMap((one) => ofGroup.filter(({ metric }) => metric === one));
    return chosen.length === 0 ? [] : [{ title, estimates: chosen }];
  });
}
