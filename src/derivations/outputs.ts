/** What two or three histograms of discriminator outputs at one step tell. */
import {
  areaUnderCurveOfHistograms,
  calibrationSlopeOfHistograms,
  discriminatorAccuracyOfHistograms,
  heldOutRatioOfHistograms,
  jensenShannonDivergenceOfHistograms,
  kolmogorovSmirnovOfHistograms,
  occupancyOfHistograms,
  realSignMeanOfHistogram,
  totalVariationOfHistograms,
  trainHeldOutAreaUnderCurveOfHistograms,
  wassersteinDistanceOfHistograms,
} from "../metrics/index.ts";
import type { Histogram } from "../model/index.ts";
import { type DerivedValue, plainValue } from "./derived-value.ts";

export interface OutputsAtStep {
  readonly real: Histogram;
  readonly fake: Histogram;
  readonly heldOut: Histogram | null;
  /** Beyond it an output says "real"; null for critics, which have no such value. */
  readonly threshold: number | null;
  /** Then they are turned around first, at the threshold or else at 0, so that every number reads as usual. */
  readonly isLowOnReal: boolean;
  readonly areProbabilities: boolean;
}

export function deriveFromOutputs(logged: OutputsAtStep): DerivedValue[] {
  const { real, fake, heldOut, threshold, areProbabilities } = logged.isLowOnReal
    ? turnedAround(logged)
    : logged;
  const divergence = jensenShannonDivergenceOfHistograms(real, fake);
  const { realCount, fakeCount } = divergence;
  const plain = (metric: string, value: number) => plainValue(metric, value, { realCount, fakeCount });
  const [ofReal, ofFake] = [momentsOf(real), momentsOf(fake)];
  return [
    { metric: "outputs/auc", estimate: areaUnderCurveOfHistograms(real, fake) },
    { metric: "outputs/jensen-shannon", estimate: { ...divergence, value: divergence.corrected, chance: 0 } },
    { metric: "outputs/kolmogorov-smirnov", estimate: kolmogorovSmirnovOfHistograms(real, fake) },
    { metric: "outputs/total-variation", estimate: totalVariationOfHistograms(real, fake) },
    { metric: "outputs/wasserstein", estimate: wassersteinDistanceOfHistograms(real, fake) },
    { metric: "outputs/occupancy", estimate: occupancyOfHistograms(real, fake) },
    plain("outputs/mean/real", ofReal.mean),
    plain("outputs/mean/fake", ofFake.mean),
    plain("outputs/spread/real", ofReal.spread),
    plain("outputs/spread/fake", ofFake.spread),
    ...(threshold === null ? [] : ofThreshold(real, fake, threshold)),
    ...(threshold === null || areProbabilities ? [] : ofLogits(real, fake)),
    ...(heldOut === null ? [] : ofHeldOut(real, fake, heldOut)),
  ];
}

function turnedAround(logged: OutputsAtStep): OutputsAtStep {
  const sum = 2 * (logged.threshold ?? 0);
  const mirrored = ({ lefts, rights, counts }: Histogram): Histogram => ({
    lefts: rights.map((edge) => sum - edge).reverse(),
    rights: lefts.map((edge) => sum - edge).reverse(),
    counts: counts.toReversed(),
  });
  return {
    ...logged,
    real: mirrored(logged.real),
    fake: mirrored(logged.fake),
    heldOut: logged.heldOut === null ? null : mirrored(logged.heldOut),
  };
}

function ofThreshold(real: Histogram, fake: Histogram, threshold: number): DerivedValue[] {
  const accuracy = discriminatorAccuracyOfHistograms(real, fake, threshold);
  return [
    { metric: "outputs/accuracy/real", estimate: accuracy.real },
    { metric: "outputs/accuracy/fake", estimate: accuracy.fake },
    { metric: "outputs/real-sign", estimate: realSignMeanOfHistogram(real, threshold) },
  ];
}

function ofLogits(real: Histogram, fake: Histogram): DerivedValue[] {
  const calibration = calibrationSlopeOfHistograms(real, fake);
  if (calibration.kind !== "fitted") return [];
  const { realCount, fakeCount } = discriminatorAccuracyOfHistograms(real, fake, 0).fake;
  const estimate = { ...calibration.slope, chance: 1, realCount, fakeCount };
  return [{ metric: "outputs/calibration-slope", estimate }];
}

function ofHeldOut(real: Histogram, fake: Histogram, heldOut: Histogram): DerivedValue[] {
  const ratio = heldOutRatioOfHistograms({ training: real, heldOut, fake });
  return [
    { metric: "outputs/held-out-auc", estimate: trainHeldOutAreaUnderCurveOfHistograms(real, heldOut) },
    ...(ratio.kind === "ratio" ? [{ metric: "outputs/held-out-ratio", estimate: ratio.ratio }] : []),
  ];
}

/** Mean and standard deviation of a histogram, with the mass of a bin at its middle. */
function momentsOf({ lefts, rights, counts }: Histogram): { mean: number; spread: number } {
  const middle = (bin: number) => ((lefts[bin] ?? Number.NaN) + (rights[bin] ?? Number.NaN)) / 2;
  let total = 0;
  let sum = 0;
  counts.forEach((count, bin) => {
    if (count === 0) return;
    total += count;
    sum += count * middle(bin);
  });
  const mean = sum / total;
  let squares = 0;
  counts.forEach((count, bin) => {
    if (count > 0) squares += count * (middle(bin) - mean) ** 2;
  });
  return { mean, spread: Math.sqrt(squares / total) };
}
