/** How far the generated samples as a whole have moved since the moment before, whatever noise they are made of. */
import { type Estimate, pairwiseSpread, type SampleMatrix } from "../metrics/index.ts";
import { meansOf } from "./offset.ts";

const SEED = 1;

interface Snapshots {
  readonly real: SampleMatrix;
  readonly before: SampleMatrix;
  readonly after: SampleMatrix;
}

/** Distance of the mean features at two moments over the median distance of two real samples; 0 where none moved. */
export function movementOf({ real, before, after }: Snapshots): Estimate {
  const [from, to] = [meansOf(before), meansOf(after)];
  const squared = to.reduce((sum, mean, feature) => sum + (mean - (from[feature] ?? Number.NaN)) ** 2, 0);
  return {
    value: Math.sqrt(squared) / pairwiseSpread(real, { seed: SEED }).median,
    chance: null,
    interval: null,
    realCount: real.sampleCount,
    fakeCount: after.sampleCount,
  };
}
