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
  pairwiseRatioOf,
  precisionRecall,
  type SampleMatrix,
} from "../metrics/index.ts";
import type { DerivedValue } from "./derived-value.ts";
import type { MeasuredFeatures } from "./measured-features.ts";
import { movementOf } from "./movement.ts";
import { offsetsOf } from "./offset.ts";

export interface FeaturesAtStep {
  /** As it stands in the names of the metrics. */
  readonly encoder: string;
  /** Of one encoder each. */
  readonly real: MeasuredFeatures;
  readonly fake: MeasuredFeatures;
  readonly heldOut: MeasuredFeatures | null;
  /** The generated samples one moment earlier, of whatever noise; null at the first. */
  readonly before?: MeasuredFeatures | null;
}

/** Below so many samples a side there is no interval, and nothing to be read from the rest. */
const FEWEST_SAMPLES = 10;
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
  if (Math.min(real.all.sampleCount, fake.all.sampleCount) < FEWEST_SAMPLES) return [];
  const compared = { real: real.compared, fake: fake.compared };
  const neighbours = precisionRecall(compared.real, compared.fake);
  const balls = densityCoverage(compared.real, compared.fake);
  const values: Readonly<Record<string, Estimate>> = {
    "frechet-distance": frechetOf(real.all, fake.all),
    "kernel-distance": kernelDistance(compared.real, compared.fake),
    precision: neighbours.precision,
    recall: neighbours.recall,
    density: balls.density,
    coverage: balls.coverage,
    "diversity-ratio": pairwiseRatioOf(real.spreadAsReal(), fake.spreadAsFake()),
    ...offsetEstimates(real, fake),
    ...whereKnown("missing-clusters", missingClusters(compared.real, compared.fake)),
    ...(before === null ? {} : { movement: movementOf({ real, before, after: fake }) }),
    ...(heldOut === null ? {} : memorisationOf({ ...compared, heldOut: heldOut.compared })),
  };
  return Object.entries(values).map(([name, estimate]) => ({
    metric: `features/${encoder}/${name}`,
    estimate,
  }));
}

function frechetOf(real: SampleMatrix, fake: SampleMatrix): Estimate {
  const { featureCount } = real;
  const products = (real.sampleCount + fake.sampleCount) * featureCount ** 2 + 3 * featureCount ** 3;
  return products > MOST_REPEATED_PRODUCTS
    ? frechetDistance(real, fake)
    : frechetInterval(real, fake, { seed: SEED });
}

function offsetEstimates(real: MeasuredFeatures, fake: MeasuredFeatures): Record<string, Estimate> {
  const { first: along, second: across } = offsetsOf(real, fake);
  const counts = { realCount: real.compared.sampleCount, fakeCount: fake.all.sampleCount };
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
