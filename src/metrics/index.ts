/** Arrays in, numbers out: each measure of adversarial training with its paper, chance level and interval. */

export type { ClassifierOutputs } from "./classifiers/class-probabilities.ts";
export {
  type ClassTest,
  compareFrequencies,
  type FrequencyComparison,
  type GoodnessTest,
} from "./classifiers/goodness-of-fit.ts";
export { type InceptionOptions, type InceptionScore, inceptionScore } from "./classifiers/inception-score.ts";
export {
  type GaussianMixture,
  gridOfModes,
  type KnownModeOptions,
  type KnownModes,
  knownModes,
  ringOfModes,
} from "./classifiers/known-modes.ts";
export { type ModeHistogram, type ModeOptions, modeHistogram } from "./classifiers/mode-histogram.ts";
export { CONFIDENCE_LEVEL, type Estimate, type Interval, type TestedEstimate } from "./estimate.ts";
export { coverageChance, type DensityCoverage, densityCoverage } from "./features/density-coverage.ts";
export {
  type BinOptions,
  type CellComparison,
  type DifferentBins,
  differentBins,
} from "./features/different-bins.ts";
export { frechetChance } from "./features/frechet-chance.ts";
export { type FrechetEstimate, type FrechetOptions, frechetDistance } from "./features/frechet-distance.ts";
export {
  type ExtrapolationOptions,
  frechetAtInfinity,
  frechetInterval,
  type ResampledOptions,
} from "./features/frechet-interval.ts";
export {
  clipDiscrepancy,
  type GaussianDiscrepancy,
  gaussianDiscrepancy,
} from "./features/gaussian-discrepancy.ts";
export {
  kernelDistance,
  kernelDistanceOfSubsets,
  type PermutationOptions,
  type SubsetEstimate,
  type SubsetOptions,
} from "./features/kernel-distance.ts";
export { type MeanFeatureMatching, meanFeatureMatching } from "./features/mean-feature-matching.ts";
export {
  type Authenticity,
  authenticity,
  type CopyingOptions,
  dataCopying,
  type MemorisationSets,
} from "./features/memorisation.ts";
export { missingClusters } from "./features/missing-clusters.ts";
export { type NearestNeighbourTest, nearestNeighbourTest } from "./features/nearest-neighbour-test.ts";
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
export { realismScores } from "./features/realism.ts";
export {
  type SlicedWasserstein,
  type SliceOptions,
  slicedWasserstein,
} from "./features/sliced-wasserstein.ts";
export { type VendiComparison, type VendiOptions, vendiScore, vendiScores } from "./features/vendi-score.ts";
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
export { type AzimuthalSpectrum, azimuthalSpectrum, topOctaveGap } from "./samples/azimuthal-spectrum.ts";
export {
  type BirthdaySupport,
  type BirthdaySupportRequest,
  birthdaySupport,
  type DuplicatePair,
} from "./samples/birthday-support.ts";
export { checkerboardGap, checkerboardIndices } from "./samples/checkerboard-index.ts";
export { type DistancesWithin, distancesWithin } from "./samples/distances-within.ts";
export { type EnergyCoefficient, energyCoefficient } from "./samples/energy-coefficient.ts";
export {
  findMosaic,
  type MosaicFinding,
  type MosaicHints,
  type MosaicLayout,
} from "./samples/find-mosaic.ts";
export {
  classChangeShare,
  type FixedNoiseDisplacement,
  type FixedNoiseDisplacementRequest,
  fixedNoiseDisplacement,
  modeHoppingIndex,
} from "./samples/fixed-noise-motion.ts";
export {
  multiScaleSimilarity,
  type SimilarityOfPairs,
  similarityOfPairs,
  similarityScales,
} from "./samples/multi-scale-similarity.ts";
export { contrastOf, type OwnVariety, ownVariety, roughnessOf } from "./samples/own-variety.ts";
export { pairwiseDistanceRatio } from "./samples/pairwise-distance-ratio.ts";
export { type PairwiseSpread, pairwiseRatioOf, pairwiseSpread } from "./samples/pairwise-spread.ts";
export {
  type PixelRangeRequest,
  type PixelRangeTest,
  type PixelSpread,
  pixelRangeTest,
  type UnreachedShare,
} from "./samples/pixel-range.ts";
export { poissonInterval } from "./samples/poisson-interval.ts";
export {
  BYTE_RANGE,
  brightnessOf,
  pixelMatrix,
  type SampleImages,
  sampleImages,
  type ValueRange,
  valuesOfImage,
} from "./samples/sample-images.ts";
export { splitFigure } from "./samples/split-figure.ts";
export { splitMosaic } from "./samples/split-mosaic.ts";
export { type MeanDifference, meanDifference } from "./samples/two-sample-mean.ts";
export { type AutocorrelationPeriod, autocorrelationPeriod } from "./signals/autocorrelation-period.ts";
export {
  CUMULATIVE_SUM_START,
  type CumulativeSum,
  type CumulativeSumOptions,
  cumulativeSumRunLength,
  cumulativeSumStep,
} from "./signals/cumulative-sum.ts";
export { cosineSimilarity, lagCosines, projectBySigns } from "./signals/gradient-cosine.ts";
export {
  gradientNoiseScale,
  type HalfBatchMoments,
  halfBatchMoments,
} from "./signals/gradient-noise-scale.ts";
export { type GradientNormProfile, gradientNormProfile } from "./signals/gradient-profile.ts";
export {
  HYSTERESIS_START,
  type Hysteresis,
  type HysteresisOptions,
  hysteresisStep,
} from "./signals/hysteresis.ts";
export {
  PAGE_HINKLEY_START,
  type PageHinkley,
  type PageHinkleyOptions,
  pageHinkleyStep,
} from "./signals/page-hinkley.ts";
export { type BaselineOptions, type RobustBaseline, robustBaseline } from "./signals/robust-baseline.ts";
export { detrended, prewhitened } from "./signals/series-shape.ts";
export { fisherPValue, type SpectralPeak, spectralPeak } from "./signals/spectral-peak.ts";
export { updateToWeightRatio } from "./signals/update-ratio.ts";
export { type Winding, type WindingOptions, windingNumber } from "./signals/winding-number.ts";
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
