/** How far the generated samples as a whole have moved since the moment before, whatever noise they are made of. */
import type { Estimate } from "../metrics/index.ts";
import type { MeasuredFeatures } from "./measured-features.ts";

interface Snapshots {
  readonly real: MeasuredFeatures;
  readonly before: MeasuredFeatures;
  readonly after: MeasuredFeatures;
}

/** Distance of the mean features at two moments over the median distance of two real samples; 0 where none moved. */
export function movementOf({ real, before, after }: Snapshots): Estimate {
  const [from, to] = [before.means(), after.means()];
  const squared = to.reduce((sum, mean, feature) => sum + (mean - (from[feature] ?? Number.NaN)) ** 2, 0);
  return {
    value: Math.sqrt(squared) / real.spreadAsReal().median,
    chance: null,
    interval: null,
    realCount: real.compared.sampleCount,
    fakeCount: after.all.sampleCount,
  };
}
