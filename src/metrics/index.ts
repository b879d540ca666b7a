/** Arrays in, numbers out: each measure of adversarial training with its paper, chance level and interval. */
export { CONFIDENCE_LEVEL, type Estimate, type Interval, type TestedEstimate } from "./estimate.ts";
export { coverageChance, type DensityCoverage, densityCoverage } from "./features/density-coverage.ts";
export { frechetChance } from "./features/frechet-chance.ts";
export { type FrechetEstimate, type FrechetOptions, frechetDistance } from "./features/frechet-distance.ts";
export {
  type ExtrapolationOptions,
  frechetAtInfinity,
  frechetInterval,
  type ResampledOptions,
} from "./features/frechet-interval.ts";
export {
  type NeighbourOptions,
  type Neighbours,
  nearestNeighbours,
  nearestWithin,
} from "./features/nearest-neighbours.ts";
export {
  type NeighbourhoodOptions,
  type PrecisionRecall,
  precisionRecall,
} from "./features/precision-recall.ts";
export {
  type DiscriminatorAccuracy,
  decisionThreshold,
  discriminatorAccuracy,
  discriminatorAccuracyOfHistograms,
} from "./outputs/accuracy.ts";
export {
  areaUnderCurve,
  areaUnderCurveOfHistograms,
  type BinnedAreaUnderCurve,
} from "./outputs/area-under-curve.ts";
export {
  type Calibration,
  calibrationSlope,
  calibrationSlopeOfHistograms,
  type FittedParameter,
} from "./outputs/calibration.ts";
export { expectedCalibrationError } from "./outputs/expected-calibration-error.ts";
export {
  type DivergenceEstimate,
  firstOrderChance,
  jensenShannonDivergence,
  jensenShannonDivergenceOfHistograms,
} from "./outputs/jensen-shannon.ts";
export {
  type KolmogorovSmirnov,
  kolmogorovSmirnov,
  kolmogorovSmirnovOfHistograms,
} from "./outputs/kolmogorov-smirnov.ts";
export {
  type KullbackLeibler,
  kullbackLeiblerDivergence,
  kullbackLeiblerDivergenceOfHistograms,
} from "./outputs/kullback-leibler.ts";
export {
  type LossDecomposition,
  lossDecomposition,
  lossDecompositionOfHistograms,
} from "./outputs/loss-decomposition.ts";
export { type OccupancyOptions, occupancy, occupancyOfHistograms } from "./outputs/occupancy.ts";
export {
  type HeldOutRatio,
  heldOutRatio,
  heldOutRatioOfHistograms,
  type OverfittingEstimate,
  realSignMean,
  realSignMeanOfHistogram,
  type TrainHeldOutFake,
  trainHeldOutAreaUnderCurve,
  trainHeldOutAreaUnderCurveOfHistograms,
} from "./outputs/overfitting.ts";
export { binCountFor, equalMassBins, type PairedBins, sharedBins } from "./outputs/paired-bins.ts";
export type { Scores } from "./outputs/scores.ts";
export {
  type TotalVariation,
  totalVariation,
  totalVariationOfHistograms,
} from "./outputs/total-variation.ts";
export {
  type Wasserstein,
  type WassersteinOptions,
  wassersteinDistance,
  wassersteinDistanceOfHistograms,
} from "./outputs/wasserstein.ts";
export type { Progress } from "./progress.ts";
export { type RandomSource, seededNormal, seededRandom, shuffledOrder } from "./random-source.ts";
export { rowsOf, type SampleMatrix, sampleMatrix } from "./sample-matrix.ts";
export {
  BYTE_RANGE,
  brightnessOf,
  pixelMatrix,
  type SampleImages,
  sampleImages,
  type ValueRange,
  valuesOfImage,
} from "./samples/sample-images.ts";
export { type BootstrapRequest, bootstrapInterval } from "./statistics/bootstrap.ts";
export { binomialSurvival, incompleteBeta, studentSurvival } from "./statistics/incomplete-beta.ts";
export {
  chiSquaredSurvival,
  lowerIncompleteGamma,
  upperIncompleteGamma,
} from "./statistics/incomplete-gamma.ts";
export { kolmogorovSmirnovPValue, kolmogorovSurvival } from "./statistics/kolmogorov.ts";
export { logGamma } from "./statistics/log-gamma.ts";
export { benjaminiHochberg, benjaminiYekutieli } from "./statistics/multiple-tests.ts";
export { normalCdf, normalQuantile } from "./statistics/normal.ts";
export {
  interquartileRange,
  median,
  medianAbsoluteDeviation,
  NORMAL_CONSISTENCY,
  type Numbers,
  quantileOfSorted,
  sortedCopy,
} from "./statistics/quantiles.ts";
export { wilsonInterval } from "./statistics/wilson-interval.ts";
