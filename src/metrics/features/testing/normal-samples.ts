/** Samples of normal laws by seed, for tests of what chance alone shows. */
import { seededNormal } from "../../random-source.ts";
import { type SampleMatrix, sampleMatrix } from "../../sample-matrix.ts";

interface NormalLaw {
  readonly sampleCount: number;
  readonly featureCount: number;
  readonly mean?: number;
  readonly deviation?: number;
}

/** Draws sample after sample from one stream. */
export function normalSamples(seed: number): (law: NormalLaw) => SampleMatrix {
  const normal = seededNormal(seed);
  return ({ sampleCount, featureCount, mean = 0, deviation = 1 }) =>
    sampleMatrix(
      Float64Array.from({ length: sampleCount * featureCount }, () => mean + deviation * normal()),
      sampleCount,
      featureCount,
    );
}
