/** Samples of known structure: Gaussian clouds around corners of a cube. */
import { type SampleMatrix, seededNormal } from "../../metrics/index.ts";

export interface Clusters {
  readonly matrix: SampleMatrix;
  /** Cluster of each sample. */
  readonly labels: readonly number[];
}

/** `count` clouds of variance 1, `distance · √2` apart, by turns. */
export function clusters(
  sampleCount: number,
  { count = 3, featureCount = 6, distance = 12, seed = 1 } = {},
): Clusters {
  const normal = seededNormal(seed);
  const labels = Array.from({ length: sampleCount }, (_, sample) => sample % count);
  const values = new Float64Array(sampleCount * featureCount);
  for (const [sample, label] of labels.entries()) {
    for (let feature = 0; feature < featureCount; feature++) {
      values[sample * featureCount + feature] = normal() + (feature === label ? distance : 0);
    }
  }
  return { matrix: { sampleCount, featureCount, values }, labels };
}

/** Share of the points whose nearest point in the plane has their label. */
export function agreement(positions: Float64Array, labels: readonly number[]): number {
  const agreeing = labels.filter((label, point) => {
    let nearest = { squared: Number.POSITIVE_INFINITY, label: -1 };
    for (const [other, otherLabel] of labels.entries()) {
      const offX = (positions[2 * point] ?? 0) - (positions[2 * other] ?? 0);
      const offY = (positions[2 * point + 1] ?? 0) - (positions[2 * other + 1] ?? 0);
      const squared = offX * offX + offY * offY;
      if (other !== point && squared < nearest.squared) nearest = { squared, label: otherLabel };
    }
    return nearest.label === label;
  });
  return agreeing.length / labels.length;
}
