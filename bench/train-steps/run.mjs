/** Training steps a second: our kernels, stock TensorFlow.js and PyTorch, interleaved, each run in a fresh process. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { dirname } from "node:path";
import { execPath, exit, stderr, stdout, version } from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const MEASURE = fileURLToPath(new URL("./measure.mjs", import.meta.url));
const MEASURE_PYTORCH = fileURLToPath(new URL("./train_steps.py", import.meta.url));
const RESULTS = fileURLToPath(new URL("../results/train-steps.json", import.meta.url));
const FEWEST_ROUNDS = 3;
const LONGEST_SECONDS = 10;
const BYTES_PER_GIGABYTE = 2 ** 30;

const { values: options } = parseArgs({
  options: {
    python: { type: "string", default: "python3" },
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "5" },
  },
});
const rounds = numberWithin("rounds", FEWEST_ROUNDS, Number.POSITIVE_INFINITY);
const seconds = numberWithin("seconds", 1, LONGEST_SECONDS);

const ours = (model) => [execPath, [MEASURE, model, "nashboard", String(seconds)]];
const stock = (model) => [execPath, [MEASURE, model, "stock", String(seconds)]];
const pytorch = (model) => [options.python, [MEASURE_PYTORCH, model, String(seconds)]];

const missingPyTorch = whyNoPyTorch();
const contenders = [
  { model: "mlp", implementation: "TensorFlow.js wasm, our kernels", command: ours("mlp") },
  { model: "mlp", implementation: "TensorFlow.js wasm, stock", command: stock("mlp") },
  { model: "dcgan", implementation: "TensorFlow.js wasm, our kernels", command: ours("dcgan") },
  ...(missingPyTorch === null ? ["mlp", "dcgan"] : []).map((model) => ({
    model,
    implementation: "PyTorch, 1 thread",
    command: pytorch(model),
  })),
].map((contender) => ({ ...contender, stepsPerSecond: [], version: null }));

const startedAt = new Date();
const loadAtStart = loadavg()[0];
if (missingPyTorch !== null) stderr.write(`PyTorch is not measured: ${missingPyTorch}\n`);
for (let round = 0; round < rounds; round++) {
  // Each round starts with another contender, so that none always runs on a machine that is already warm.
  for (let i = 0; i < contenders.length; i++) {
    const contender = contenders[(round + i) % contenders.length];
    const measured = measure(contender);
    contender.stepsPerSecond.push(measured.stepsPerSecond);
    contender.version = measured.version;
    stderr.write(
      `round ${round + 1}: ${contender.model}, ${contender.implementation}: ${measured.stepsPerSecond.toFixed(1)}\n`,
    );
  }
}
report();

function measure({ command: [program, parameters] }) {
  const result = spawnSync(program, parameters, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  if (result.status !== 0) {
    stderr.write(`${[program, ...parameters].join(" ")} failed.\n${result.stderr}${result.error ?? ""}\n`);
    exit(1);
  }
  return JSON.parse(result.stdout.trim().split("\n").at(-1));
}

function report() {
  const measured = contenders.map(({ model, implementation, version: usedVersion, stepsPerSecond }) => {
    const [rounded, median] = [stepsPerSecond.map(toTenths), toTenths(medianOf(stepsPerSecond))];
    return { model, implementation, version: usedVersion, unit: "steps/s", median, runs: rounded };
  });
  const results = {
    schema: 1,
    date: startedAt.toISOString(),
    machine: {
      ...{ cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, node: version },
      memoryGigabytes: toTenths(totalmem() / BYTES_PER_GIGABYTE),
      loadAverageAtStart: toTenths(loadAtStart),
    },
    method: `${rounds} interleaved rounds, each run ${seconds} s in a fresh process; median`,
    measured,
    notMeasured: [
      {
        model: "dcgan",
        implementation: "TensorFlow.js wasm, stock",
        because: "its wasm backend lacks the kernel Conv2DBackpropFilter",
      },
      ...(missingPyTorch === null ? [] : [{ implementation: "PyTorch, 1 thread", because: missingPyTorch }]),
    ],
  };
  mkdirSync(dirname(RESULTS), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
  for (const { model, implementation, median, runs } of measured) {
    stdout.write(
      `${model.padEnd(6)} ${implementation.padEnd(32)} ${median.toFixed(1).padStart(7)} steps/s  (${runs.join(" ")})\n`,
    );
  }
}

/** null when PyTorch is there. */
function whyNoPyTorch() {
  const probe = spawnSync(options.python, ["-c", "import torch"], { encoding: "utf8" });
  if (probe.error)
    return `${options.python} could not be started (${probe.error.message}); give --python PATH.`;
  if (probe.status !== 0) return "that Python has no torch; give --python PATH of one that has.";
  return null;
}

function numberWithin(name, least, most) {
  const value = Number(options[name]);
  if (value >= least && value <= most) return value;
  stderr.write(`--${name} is ${options[name]}; it takes a number from ${least} to ${most}.\n`);
  exit(2);
}

function medianOf(figures) {
  const sorted = figures.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function toTenths(value) {
  return Math.round(value * 10) / 10;
}
