/** What a classifier makes of real and generated samples at one step: which classes there are, and how clearly. */
import {
  type Estimate,
  inceptionScore,
  modeHistogram,
  type SampleMatrix,
  wilsonInterval,
} from "../metrics/index.ts";
import type { DerivedValue } from "./derived-value.ts";

export interface ClassesAtStep {
  /** [samples × classes] probabilities. */
  readonly real: SampleMatrix;
  readonly fake: SampleMatrix;
}

/** Fewer samples than this have no classes to speak of. */
const FEWEST_SAMPLES = 10;

/** Empty with fewer than 10 samples on a side. */
export function deriveFromClasses({ real, fake }: ClassesAtStep): DerivedValue[] {
  if (Math.min(real.sampleCount, fake.sampleCount) < FEWEST_SAMPLES) return [];
  const [realScore, fakeScore] = [scoreOf(real), scoreOf(fake)];
  const realShares = sharesOf(real);
  const histogram = modeHistogram({ values: fake, form: "probabilities" }, realShares);
  const counts = { realCount: real.sampleCount, fakeCount: fake.sampleCount };
  const beside = (value: number, chance: number): Estimate => ({ value, chance, interval: null, ...counts });
  return [
    { metric: "classes/entropy", estimate: beside(fakeScore.classEntropy, realScore.classEntropy) },
    {
      metric: "classes/conditional-entropy",
      estimate: beside(fakeScore.conditionalEntropy, realScore.conditionalEntropy),
    },
    { metric: "classes/inception-score", estimate: beside(fakeScore.value, realScore.value) },
    {
      metric: "classes/missing",
      estimate: beside(
        histogram.classes.filter(({ count }, place) => count === 0 && (realShares[place] ?? 0) > 0).length,
        missingByChance(realShares, fake.sampleCount),
      ),
    },
    { metric: "classes/without", estimate: { ...histogram.withoutClass, ...counts } },
    ...histogram.classes.map(({ count }, place) => ({
      metric: `classes/share/${place}`,
      estimate: {
        ...beside(count / fake.sampleCount, realShares[place] ?? Number.NaN),
        interval: wilsonInterval(count, fake.sampleCount),
      },
    })),
  ];
}

function scoreOf(values: SampleMatrix) {
  return inceptionScore({ values, form: "probabilities" }, { splits: 1 });
}

/** Of all samples, those without a class included. */
function sharesOf(values: SampleMatrix): readonly number[] {
  const even = new Float64Array(values.featureCount).fill(1);
  const { classes } = modeHistogram({ values, form: "probabilities" }, even);
  return classes.map(({ count }) => count / values.sampleCount);
}

function missingByChance(shares: readonly number[], sampleCount: number): number {
  return shares.reduce((sum, share) => sum + (share > 0 ? (1 - share) ** sampleCount : 0), 0);
}
