/** Makes TensorBoard logs of any size, the same for the same seed, faster than anything reads them. */
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { encodePngs } from "../../dist/sdk/index.js";
import { fileVersionRecord, imageRecord, RecordTarget, ScalarTemplate } from "./record-template.mjs";

const BUFFER_BYTES = 4 * 2 ** 20;
/** More than any scalar record of a tag with a name of reasonable length takes. */
const ROOM_FOR_A_RECORD = 1024;
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
const IMAGE_SIDE = 32;
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
 * `imagesPerRun` gray pictures of noise are spread evenly over the steps.
 */
export function generateLogs(
  directory,
  { runs, tags, points, form = "simple-value", imagesPerRun = 0, seed = 1 },
) {
  const target = new RecordTarget(BUFFER_BYTES);
  const templates = tagNames(tags).map((tag) => new ScalarTemplate(tag, form));
  let sizeBytes = 0;
  for (let run = 0; run < runs; run++) {
    const random = randomFrom(seed * 0x9e37 + run);
    sizeBytes += writeRun(join(directory, runName(run)), { target, templates, points, imagesPerRun, random });
  }
  return { directory, runs, tags, points, form, imagesPerRun, events: runs * tags * points, sizeBytes };
}

function writeRun(directory, { target, templates, points, imagesPerRun, random }) {
  mkdirSync(directory, { recursive: true });
  const file = openSync(join(directory, `events.out.tfevents.${FIRST_WALL_TIME}.bench.1.0`), "w");
  const levels = new Float64Array(templates.length).fill(CHANCE_LEVEL);
  const imageEvery =
    imagesPerRun === 0 ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(points / imagesPerRun));
  let written = writeSync(file, fileVersionRecord(FIRST_WALL_TIME));
  target.size = 0;
  for (const template of templates) template.beginFile();
  for (let step = 0; step < points; step++) {
    const wallTime = FIRST_WALL_TIME + step * SECONDS_PER_STEP;
    const spike = step % SPIKE_EVERY_STEPS === SPIKE_EVERY_STEPS - 1 ? SPIKE : 0;
    for (let i = 0; i < templates.length; i++) {
      levels[i] = CHANCE_LEVEL + MEMORY_OF_NOISE * (levels[i] - CHANCE_LEVEL) + NOISE * (random() - 0.5);
      templates[i].write(target, wallTime, step, levels[i] + spike);
      if (target.size > BUFFER_BYTES - ROOM_FOR_A_RECORD) written += flush(file, target);
    }
    if (step % imageEvery === 0 && imageEvery !== Number.POSITIVE_INFINITY) {
      written += flush(file, target) + writeSync(file, noiseImage(wallTime, step, random));
    }
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

/** One gray picture, as PyTorch logs it. */
function noiseImage(wallTime, step, random) {
  const [width, height] = [IMAGE_SIDE, IMAGE_SIDE];
  const pixels = Uint8Array.from({ length: width * height }, () => random() * BYTE_VALUES);
  const [encoded] = encodePngs({ width, height, channels: 1, count: 1, pixels }, deflateSync);
  return imageRecord({ tag: "samples/random", wallTime, step, width, height, encoded });
}

/** Uniform in (0, 1), a few nanoseconds a number. */
function randomFrom(seed) {
  let state = (seed % (MODULUS - 1)) + 1;
  return () => {
    state = (state * MULTIPLIER) % MODULUS;
    return state / MODULUS;
  };
}
