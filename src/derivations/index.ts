/** What a run logs at one step in, estimates out: which metric is computed from which tags. */
export { CATALOGUE, type DerivedMetric } from "./catalogue.ts";
export type { DerivedValue } from "./derived-value.ts";
export { deriveFromOutputs, type OutputsAtStep } from "./outputs.ts";
export { deriveFromSamples, type SamplesAtStep } from "./samples.ts";
