/** What real and generated images at one step tell, and the same noise's images at the step before. */
import {
  checkerboardGap,
  type Estimate,
  fixedNoiseDisplacement,
  orderedPairs,
  pairwiseDistanceRatio,
  pixelMatrix,
  pixelRangeTest,
  quantileOfSorted,
  type SampleImages,
  type SampleMatrix,
} from "../metrics/index.ts";
import { type DerivedValue, plainValue } from "./derived-value.ts";

export interface SamplesAtStep {
  readonly real: SampleImages;
  readonly fake: SampleImages;
  /** The images of the same noise one moment earlier; null at the first, and where the noise is not fixed. */
  readonly before: SampleImages | null;
}

/** Fewer images than this say nothing of how varied they are. */
const FEWEST_IMAGES = 4;

/** Empty where there are too few images, or those of real and fake differ in size. */
export function deriveFromSamples({ real, fake, before }: SamplesAtStep): DerivedValue[] {
  if (real.count < FEWEST_IMAGES || fake.count < FEWEST_IMAGES || !haveOneSize(real, fake)) return [];
  const [realPixels, fakePixels] = [pixelMatrix(real), pixelMatrix(fake)];
  const counts = { realCount: real.count, fakeCount: fake.count };
  const range = pixelRangeTest({ real: realPixels.values, fake: fakePixels.values });
  const checkerboard = checkerboardGap(real, fake);
  const plain = (metric: string, value: number) => plainValue(metric, value, counts);
  return [
    {
      metric: "samples/diversity-ratio",
      estimate: pairwiseDistanceRatio({ real: realPixels, fake: fakePixels }),
    },
    plain("samples/range-excess", Math.max(range.belowFakes.share, range.aboveFakes.share)),
    plain("samples/saturated", range.fake.atLowLimit + range.fake.atHighLimit),
    plain("samples/saturated/real", range.real.atLowLimit + range.real.atHighLimit),
    { metric: "samples/checkerboard", estimate: chanceIsZero(checkerboard.zScore, counts) },
    ...(before === null || !haveOneSize(before, fake) || before.count !== fake.count
      ? []
      : [plain("samples/displacement", displacementOf(pixelMatrix(before), fakePixels, realPixels))]),
  ];
}

function haveOneSize(one: SampleImages, other: SampleImages): boolean {
  return one.width === other.width && one.height === other.height && one.channels === other.channels;
}

function displacementOf(before: SampleMatrix, after: SampleMatrix, real: SampleMatrix): number {
  const realMedianDistance = quantileOfSorted(orderedPairs(real).distances, 1 / 2);
  return fixedNoiseDisplacement({ before, after, realMedianDistance }).relative;
}

function chanceIsZero(value: number, counts: Pick<Estimate, "realCount" | "fakeCount">): Estimate {
  return { value, chance: 0, interval: null, ...counts };
}
