/** What real and generated images at one step tell, and the same noise's images at the step before. */
import {
  checkerboardIndices,
  contrastOf,
  type DistancesWithin,
  distancesWithin,
  type Estimate,
  energyCoefficient,
  fixedNoiseDisplacement,
  meanDifference,
  type OwnVariety,
  ownVariety,
  type PairwiseSpread,
  pairwiseRatioOf,
  pairwiseSpread,
  pixelMatrix,
  pixelRangeTest,
  type SampleImages,
  type SampleMatrix,
} from "../metrics/index.ts";
import { type DerivedValue, plainValue } from "./derived-value.ts";
import { once } from "./once.ts";
import { deriveFromLoneSamples } from "./own-samples.ts";

/** Images with what several moments need of them: real ones serve many, generated ones the next as well. */
export interface MeasuredSamples {
  readonly images: SampleImages;
  readonly pixels: SampleMatrix;
  /** Of the first samples, which all that compares pairs of one side looks at. */
  readonly distances: () => DistancesWithin;
  /** For either side: each is drawn again with numbers of its own. */
  readonly spreadAsReal: () => PairwiseSpread;
  readonly spreadAsFake: () => PairwiseSpread;
  readonly checkerboard: () => Float64Array;
  readonly contrast: () => number;
  readonly ownVariety: () => OwnVariety;
}

export interface SamplesAtStep {
  readonly real: MeasuredSamples;
  readonly fake: MeasuredSamples;
  /** The images one moment earlier; null at the first. */
  readonly before: MeasuredSamples | null;
  /** Whether position i is made of the same noise at every moment. */
  readonly isFixedNoise: boolean;
}

/** Fewer images than this say nothing of how varied they are. */
const FEWEST_IMAGES = 4;
/** As many as the variety of one side is judged by, twice those of which two sides are held against each other. */
const MOST_SHARED_SAMPLES = 128;
const SEED_OF_REAL = 1;
const SEED_OF_FAKE = 2;
const SEED_OF_DEALING = 3;

/** Computes each part when it is first asked for. */
export function measuredSamples(images: SampleImages): MeasuredSamples {
  const pixels = pixelMatrix(images);
  const distances = once(() => distancesWithin(pixels, MOST_SHARED_SAMPLES));
  return {
    images,
    pixels,
    distances,
    spreadAsReal: once(() => pairwiseSpread(pixels, { seed: SEED_OF_REAL, known: distances() })),
    spreadAsFake: once(() => pairwiseSpread(pixels, { seed: SEED_OF_FAKE, known: distances() })),
    checkerboard: once(() => checkerboardIndices(images)),
    contrast: once(() => contrastOf(pixels)),
    ownVariety: once(() => ownVariety(pixels, distances())),
  };
}

/** Without what needs both sides where there are too few real images, or those of real and fake differ in size. */
export function deriveFromSamples({ real, fake, before, isFixedNoise }: SamplesAtStep): DerivedValue[] {
  const [ofReal, ofFake] = [real.images, fake.images];
  const own = deriveFromLoneSamples({ fake, before });
  if (own.length === 0 || ofReal.count < FEWEST_IMAGES || !haveOneSize(ofReal, ofFake)) return own;
  const counts = { realCount: ofReal.count, fakeCount: ofFake.count };
  const range = pixelRangeTest(valuesOf(real, fake));
  const checkerboard = meanDifference(real.checkerboard(), fake.checkerboard());
  const plain = (metric: string, value: number) => plainValue(metric, value, counts);
  const known = { real: real.distances(), fake: fake.distances() };
  const energy = energyCoefficient({ real: real.pixels, fake: fake.pixels, seed: SEED_OF_DEALING, known });
  return [
    ...own,
    plain("samples/energy", energy.value),
    plain("samples/energy/by-luck", energy.byLuck),
    plain("samples/repeats/real", real.ownVariety().repeats),
    plain("samples/twins/real", real.ownVariety().twins),
    plain("samples/variety/real", real.ownVariety().variety),
    {
      metric: "samples/diversity-ratio",
      estimate: pairwiseRatioOf(real.spreadAsReal(), fake.spreadAsFake()),
    },
    plain("samples/range-excess", Math.max(range.belowFakes.share, range.aboveFakes.share)),
    plain(
      "samples/at-bound",
      range.belowFakes.share >= range.aboveFakes.share ? range.fake.atMinimum : range.fake.atMaximum,
    ),
    plain("samples/saturated", range.fake.atLowLimit + range.fake.atHighLimit),
    plain("samples/saturated/real", range.real.atLowLimit + range.real.atHighLimit),
    { metric: "samples/checkerboard", estimate: chanceIsZero(checkerboard.zScore, counts) },
    plain("samples/checkerboard/fake", meanOf(fake.checkerboard())),
    ...(before === null ||
    !isFixedNoise ||
    !haveOneSize(before.images, ofFake) ||
    before.images.count !== ofFake.count
      ? []
      : [plain("samples/displacement", displacementOf(before, fake, real))]),
  ];
}

/** As stored where both sides are: bytes are sorted faster than shares. */
function valuesOf(
  { images: real, pixels }: MeasuredSamples,
  { images: fake, pixels: others }: MeasuredSamples,
) {
  const isOneUnit = real.range.low === fake.range.low && real.range.high === fake.range.high;
  return isOneUnit ? { real: real.values, fake: fake.values } : { real: pixels.values, fake: others.values };
}

function haveOneSize(one: SampleImages, other: SampleImages): boolean {
  return one.width === other.width && one.height === other.height && one.channels === other.channels;
}

function displacementOf(before: MeasuredSamples, after: MeasuredSamples, real: MeasuredSamples): number {
  const realMedianDistance = real.spreadAsReal().median;
  return fixedNoiseDisplacement({ before: before.pixels, after: after.pixels, realMedianDistance }).relative;
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function chanceIsZero(value: number, counts: Pick<Estimate, "realCount" | "fakeCount">): Estimate {
  return { value, chance: 0, interval: null, ...counts };
}
