/** Makes TensorBoard logs of any size, the same for the same seed, faster than anything reads them. */
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { encodePngs } from "../../dist/sdk/index.js";
import { fileVersionRecord, imageTemplate, RecordTarget, scalarTemplate } from "./record-template.mjs";

const BUFFER_BYTES = 4 * 2 ** 20;
const FIRST_WALL_TIME = 1_700_000_000;
const SECONDS_PER_STEP = 0.05;
const NAMED_TAGS = [
  "discriminator/loss",
  "generator/loss",
  "discriminator/loss/real",
  "discriminator/loss/fake",
  "discriminator/accuracy/real",
  "discriminator/accuracy/fake",
];
/** Where a discriminator's binary cross-entropy sits when it cannot tell, 2 ln 2. */
const CHANCE_LEVEL = 1.386;
const MEMORY_OF_NOISE = 0.98;
const NOISE = 0.08;
const SPIKE_EVERY_STEPS = 997;
const SPIKE = 3;
const BYTE_VALUES = 256;
/** Park and Miller, "Random number generators: good ones are hard to find" (1988), with the better multiplier. */
const MULTIPLIER = 48_271;
const MODULUS = 2 ** 31 - 1;

/** Name of run `index`; the last in the order of names is also the last written. */
export function runName(index) {
  return `run_${String(index).padStart(4, "0")}`;
}

export function tagNames(count) {
  return Array.from({ length: count }, (_, i) => NAMED_TAGS[i] ?? `generator/gradient_norm/layer_${i}`);
}

/**
 * Writes `runs` directories with one event file each; every step logs all tags, as a training loop does.
 * `form` is "simple-value" (TensorFlow 1, PyTorch) or "tensor" (TensorFlow 2). Steps are 0 … points − 1.
 * With `imageSide`, each step also logs a gray picture of noise of that side, the same throughout a run.
 * Returns the options with the counts of scalar `events` and of all `values`, and `sizeBytes`.
 */
export function generateLogs(directory, options) {
  const { runs, tags, points, form = "simple-value", imageSide = 0, seed = 1 } = options;
  const templatesOf = (isFirst) => tagNames(tags).map((tag) => scalarTemplate(tag, form, isFirst));
  const shared = {
    target: new RecordTarget(BUFFER_BYTES),
    first: templatesOf(true),
    later: templatesOf(false),
  };
  let sizeBytes = 0;
  for (let run = 0; run < runs; run++) {
    const random = randomFrom(seed * 0x9e37 + run);
    const image = imageSide === 0 ? null : noiseImage(imageSide, random);
    sizeBytes += writeRun(join(directory, runName(run)), { ...shared, points, image, random });
  }
  const events = runs * tags * points;
  const values = events + (imageSide === 0 ? 0 : runs * points);
  return { directory, runs, tags, points, form, imageSide, events, values, sizeBytes };
}

function writeRun(directory, { target, first, later, points, image, random }) {
  mkdirSync(directory, { recursive: true });
  const file = openSync(join(directory, `events.out.tfevents.${FIRST_WALL_TIME}.bench.1.0`), "w");
  const levels = new Float64Array(later.length).fill(CHANCE_LEVEL);
  let written = writeSync(file, fileVersionRecord(FIRST_WALL_TIME));
  target.size = 0;
  const makeRoom = (sizeBytes) => {
    if (target.size + sizeBytes > BUFFER_BYTES) written += flush(file, target);
  };
  for (let step = 0; step < points; step++) {
    const wallTime = FIRST_WALL_TIME + step * SECONDS_PER_STEP;
    const spike = step % SPIKE_EVERY_STEPS === SPIKE_EVERY_STEPS - 1 ? SPIKE : 0;
    const templates = step === 0 ? first : later;
    for (let i = 0; i < templates.length; i++) {
      makeRoom(templates[i].sizeBytes);
      levels[i] = CHANCE_LEVEL + MEMORY_OF_NOISE * (levels[i] - CHANCE_LEVEL) + NOISE * (random() - 0.5);
      templates[i].write(target, wallTime, step, levels[i] + spike);
    }
    if (image === null) continue;
    makeRoom(image.sizeBytes);
    image.write(target, wallTime, step);
  }
  written += flush(file, target);
  closeSync(file);
  return written;
}

function flush(file, target) {
  const written = writeSync(file, target.bytes, 0, target.size);
  target.size = 0;
  return written;
}

function noiseImage(side, random) {
  const pixels = Uint8Array.from({ length: side * side }, () => random() * BYTE_VALUES);
  const batch = { width: side, height: side, channels: 1, count: 1, pixels };
  const [encoded] = encodePngs(batch, deflateSync);
  return imageTemplate("samples/random", { width: side, height: side, encoded });
}

/** Uniform in (0, 1), a few nanoseconds a number. */
function randomFrom(seed) {
  let state = (seed % (MODULUS - 1)) + 1;
  return () => {
    state = (state * MULTIPLIER) % MODULUS;
    return state / MODULUS;
  };
}
