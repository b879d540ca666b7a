/** Arrays in, numbers out: each measure of adversarial training with its paper, chance level and interval. */
export { CONFIDENCE_LEVEL, type Estimate, type Interval } from "./estimate.ts";
export { type RandomSource, seededNormal, seededRandom, shuffledOrder } from "./random-source.ts";
export { rowsOf, type SampleMatrix, sampleMatrix } from "./sample-matrix.ts";
