/** One metric on two files of features, in a process of its own: prints `{value, seconds}`. */
import { readFileSync } from "node:fs";
import { argv, stdout } from "node:process";
import { densityCoverage, frechetDistance, sampleMatrix } from "../../dist/metrics/index.js";

const METRICS = {
  // The reference computes no chance level either.
  frechet: (real, fake) => frechetDistance(real, fake, { chance: "skip" }).value,
  "frechet-with-chance": (real, fake) => frechetDistance(real, fake).value,
  "density-coverage": (real, fake) => densityCoverage(real, fake).coverage.value,
};

const [metric, realFile, fakeFile, samples, features] = argv.slice(2);
const [real, fake] = [realFile, fakeFile].map((file) => {
  const bytes = readFileSync(file);
  const numbers = new Float32Array(
    bytes.buffer,
    bytes.byteOffset,
    bytes.byteLength / Float32Array.BYTES_PER_ELEMENT,
  );
  return sampleMatrix(numbers, Number(samples), Number(features));
});
const start = performance.now();
const value = METRICS[metric](real, fake);
stdout.write(JSON.stringify({ value, seconds: (performance.now() - start) / 1000 }));
