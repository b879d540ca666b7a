/** One measurement in a process of its own: node measure.mjs <mlp|dcgan> <nashboard|stock> <seconds>. Prints JSON. */
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { argv, exit, stdout } from "node:process";
import { trainingStep } from "./networks.mjs";

const [model, kernels, seconds] = argv.slice(2);
const WARM_UP_STEPS = 5;

const { tf, optimiser } = kernels === "nashboard" ? await withOurKernels() : await stock();
const step = trainingStep(tf, model, optimiser);
for (let i = 0; i < WARM_UP_STEPS; i++) step();
const tensorsBefore = tf.memory().numTensors;
const startedAt = performance.now();
let steps = 0;
let losses = [];
let elapsed = 0;
while (elapsed < Number(seconds)) {
  losses = step();
  steps += 1;
  elapsed = (performance.now() - startedAt) / 1000;
}
const tensorsLeaked = tf.memory().numTensors - tensorsBefore;
const version = `tfjs ${tf.version_core}`;
stdout.write(
  `${JSON.stringify({ stepsPerSecond: steps / elapsed, steps, losses, tensorsLeaked, version })}\n`,
);
exit(0);

async function withOurKernels() {
  const { loadTensorFlow } = await import("../../dist/demo/tensorflow.js");
  const runtime = await loadTensorFlow();
  if (runtime.notice !== null) throw new Error(runtime.notice);
  const optimiser = (_, learningRate) => {
    const adam = runtime.adam({ learningRate });
    return (weights, gradients) => adam.apply(weights, gradients);
  };
  return { tf: runtime.tf, optimiser };
}

async function stock() {
  const require = createRequire(import.meta.url);
  const tf = require("@tensorflow/tfjs");
  const backend = "@tensorflow/tfjs-backend-wasm";
  require(backend).setWasmPaths(`${dirname(require.resolve(backend))}/`);
  await tf.setBackend("wasm");
  const optimiser = (_, learningRate) => {
    const adam = tf.train.adam(learningRate);
    return (_weights, gradients) => adam.applyGradients(gradients);
  };
  return { tf, optimiser };
}
