/** Writes a log that keeps everything at every step: losses, outputs, gradients, pictures and features. */
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { seededNormal, seededRandom } from "../../dist/metrics/index.js";
import { asinhEdges, countBetween } from "../../dist/model/index.js";
import { encodePngs } from "../../dist/sdk/index.js";
import { EventFileWriter } from "../../dist/tfevents/index.js";

const SAMPLES = 64;
const FEATURES = 128;
const SIDE = 28;
const LAYERS = 8;
const EDGES = asinhEdges(65, 20);
const BYTE_VALUES = 256;
const SMALLEST_SPOT = 3;
const STEPS_OF_APPROACH = 300;
const SECONDS_A_STEP = 0.1;
const FIRST_WALL_TIME = 1_700_000_000;

/** Generated samples come nearer to the data at first, and stay. */
function shiftAt(step) {
  return 2 * Math.exp(-step / STEPS_OF_APPROACH);
}

/** Returns how many bytes it has written. */
export function writeDenseLog(directory, steps) {
  mkdirSync(directory, { recursive: true });
  const file = openSync(join(directory, "events.out.tfevents.1700000000.dense"), "w");
  let [bytes, step] = [0, 0];
  const write = (block) => {
    bytes += writeSync(file, block);
  };
  const wallTimeSeconds = () => FIRST_WALL_TIME + step * SECONDS_A_STEP;
  const writer = new EventFileWriter({ write, wallTimeSeconds });
  const draw = { normal: seededNormal(1), random: seededRandom(2) };
  writer.images("samples/real", 0, picturesOf(draw, 0));
  for (; step < steps; step++) writeStep(writer, step, draw);
  closeSync(file);
  return bytes;
}

function writeStep(writer, step, draw) {
  const shift = shiftAt(step);
  writer.scalar("discriminator/loss", step, 1.38 - shift / 2 + draw.normal() / 50);
  writer.scalar("generator/loss", step, 0.7 + shift / 2 + draw.normal() / 50);
  for (const [side, mean] of Object.entries({ real: shift / 2, held_out: shift / 2, fake: -shift / 2 })) {
    writer.histogram(`discriminator/logits/${side}`, step, histogramOf(draw, mean));
  }
  for (let layer = 0; layer < LAYERS; layer++) {
    writer.histogram(`generator/gradients/layer_${layer}`, step, histogramOf(draw, 0));
  }
  writer.images("samples/fixed_noise", step, picturesOf(draw, shift));
  for (const side of ["real", "fake", "held_out"]) {
    const mean = side === "fake" ? shift : 0;
    const values = Float64Array.from({ length: SAMPLES * FEATURES }, () => mean + draw.normal());
    const tensor = { shape: [SAMPLES, FEATURES], values };
    writer.tensor(`features/inception/${side}`, step, tensor, { plugin: "nashboard" });
  }
}

function histogramOf({ normal }, mean) {
  const values = Float64Array.from({ length: SAMPLES }, () => mean + normal());
  return { lefts: EDGES.subarray(0, -1), rights: EDGES.subarray(1), counts: countBetween(values, EDGES) };
}

/** Blurred spots on black, so that files are as small as those of digits. */
function picturesOf({ random }, shift) {
  const pixels = new Uint8Array(SAMPLES * SIDE * SIDE);
  for (let sample = 0; sample < SAMPLES; sample++) {
    const [x, y] = [SIDE * random(), SIDE * random()];
    for (let place = 0; place < SIDE * SIDE; place++) {
      const distance = Math.hypot((place % SIDE) - x, Math.floor(place / SIDE) - y);
      pixels[sample * SIDE * SIDE + place] =
        (BYTE_VALUES - 1) * Math.exp(-(distance ** 2) / (2 * (SMALLEST_SPOT + shift) ** 2));
    }
  }
  const size = { width: SIDE, height: SIDE };
  return { ...size, encoded: encodePngs({ ...size, count: SAMPLES, channels: 1, pixels }, deflateSync) };
}
