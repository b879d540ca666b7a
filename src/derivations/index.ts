/** What a run logs at one step in, estimates out: which metric is computed from which tags. */
export { catalogued } from "./catalogue.ts";
export { type ClassesAtStep, deriveFromClasses } from "./classes.ts";
export { type Plot, readPlot } from "./coloured-ink.ts";
export type { DerivedMetric } from "./derived-metric.ts";
export type { DerivedValue } from "./derived-value.ts";
export { deriveFromFeatures, type FeaturesAtStep } from "./features.ts";
export { deriveFromGradients, type GradientsOfLayer } from "./gradients.ts";
export { deriveFromLabelledOutputs, deriveFromLabels } from "./labels.ts";
export { type MeasuredFeatures, measuredFeatures } from "./measured-features.ts";
export { deriveFromOutputs, type OutputsAtStep } from "./outputs.ts";
export { deriveFromLoneSamples } from "./own-samples.ts";
export { deriveFromPoints } from "./points.ts";
export { deriveFromSamples, type MeasuredSamples, measuredSamples, type SamplesAtStep } from "./samples.ts";
export { type ColumnOfValues, deriveFromValues } from "./values.ts";
export { deriveFromVariant, type VariantOfSamples } from "./variants.ts";
export { deriveFromWeights, type WeightsOfLayer } from "./weights.ts";
