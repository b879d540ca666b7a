/** What the features of real, generated and held-out samples at one step tell. */
import {
  authenticity,
  dataCopying,
  densityCoverage,
  type Estimate,
  frechetDistance,
  frechetInterval,
  kernelDistance,
  missingClusters,
  pairwiseDistanceRatio,
  precisionRecall,
  rowsOf,
  type SampleMatrix,
} from "../metrics/index.ts";
import type { DerivedValue } from "./derived-value.ts";
import { movementOf } from "./movement.ts";
import { offsetsOf } from "./offset.ts";

export interface FeaturesAtStep {
  /** As it stands in the names of the metrics. */
  readonly encoder: string;
  /** [samples × features] of one encoder each. */
  readonly real: SampleMatrix;
  readonly fake: SampleMatrix;
  readonly heldOut: SampleMatrix | null;
  /** The generated samples one moment earlier, of whatever noise; null at the first. */
  readonly before?: SampleMatrix | null;
}

/** Below so many samples a side there is no interval, and nothing to be read from the rest. */
const FEWEST_SAMPLES = 10;
/** Measures that compare every pair use the first so many of each side; the counts beside the estimate say how many. */
const MOST_COMPARED_SAMPLES = 2_000;
/** Products that a Fréchet distance may take if it is to be repeated for an interval: a second or two, eleven times. */
const MOST_REPEATED_PRODUCTS = 1e9;
const SEED = 1;

/** Empty with fewer than 10 samples on a side. */
export function deriveFromFeatures({
  encoder,
  real,
  fake,
  heldOut,
  before = null,
}: FeaturesAtStep): DerivedValue[] {
  if (Math.min(real.sampleCount, fake.sampleCount) < FEWEST_SAMPLES) return [];
  const compared = { real: first(real), fake: first(fake) };
  const neighbours = precisionRecall(compared.real, compared.fake);
  const balls = densityCoverage(compared.real, compared.fake);
  const values: Readonly<Record<string, Estimate>> = {
    "frechet-distance": frechetOf(real, fake),
    "kernel-distance": kernelDistance(compared.real, compared.fake),
    precision: neighbours.precision,
    recall: neighbours.recall,
    density: balls.density,
    coverage: balls.coverage,
    "diversity-ratio": pairwiseDistanceRatio(compared),
    ...offsetEstimates(compared.real, fake),
    ...whereKnown("missing-clusters", missingClusters(compared.real, compared.fake)),
    ...(before === null ? {} : { movement: movementOf({ real: compared.real, before, after: fake }) }),
    ...(heldOut === null ? {} : memorisationOf({ ...compared, heldOut: first(heldOut) })),
  };
  return Object.entries(values).map(([name, estimate]) => ({
    metric: `features/${encoder}/${name}`,
    estimate,
  }));
}

function first(samples: SampleMatrix): SampleMatrix {
  if (samples.sampleCount <= MOST_COMPARED_SAMPLES) return samples;
  return rowsOf(
    samples,
    Array.from({ length: MOST_COMPARED_SAMPLES }, (_, row) => row),
  );
}

function frechetOf(real: SampleMatrix, fake: SampleMatrix): Estimate {
  const { featureCount } = real;
  const products = (real.sampleCount + fake.sampleCount) * featureCount ** 2 + 3 * featureCount ** 3;
  return products > MOST_REPEATED_PRODUCTS
    ? frechetDistance(real, fake)
    : frechetInterval(real, fake, { seed: SEED });
}

function offsetEstimates(real: SampleMatrix, fake: SampleMatrix): Record<string, Estimate> {
  const { first: along, second: across } = offsetsOf(real, fake);
  const counts = { realCount: real.sampleCount, fakeCount: fake.sampleCount };
  const of = (value: number): Estimate => ({ value, chance: 0, interval: null, ...counts });
  return { ...whereKnown("offset-1", of(along)), ...whereKnown("offset-2", of(across)) };
}

interface Compared {
  readonly real: SampleMatrix;
  readonly fake: SampleMatrix;
  readonly heldOut: SampleMatrix;
}

/** What has no value for these samples has no series either: copying with too few in each cell, clusters with one alone. */
function whereKnown(name: string, estimate: Estimate): Record<string, Estimate> {
  return Number.isNaN(estimate.value) ? {} : { [name]: estimate };
}

function memorisationOf({ real, fake, heldOut }: Compared): Record<string, Estimate> {
  const sets = { train: real, heldOut, fake };
  return {
    ...whereKnown("copying", dataCopying(sets, { seed: SEED })),
    ...whereKnown("authentic", authenticity(sets)),
  };
}
