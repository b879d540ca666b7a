/** Hands out training images in seeded random order, each once an epoch, scaled to the recipe's range. */
import type { Tensor4D } from "@tensorflow/tfjs";
import type { Tf } from "./kernels/runtime.ts";
import { type DigitSplit, type Digits, IMAGE_SIDE, PIXELS_AN_IMAGE } from "./mnist.ts";
import type { PixelRange } from "./recipe.ts";
import type { SeededRandom } from "./seeded-random.ts";

const BYTE_MAX = 255;

/** Endless; an epoch's last rows that do not fill a batch join the next epoch's first. */
export class BatchSampler {
  readonly #rows: Uint32Array;
  readonly #random: SeededRandom;
  #next: number;

  constructor(rows: Uint32Array, random: SeededRandom) {
    this.#rows = rows.slice();
    this.#random = random;
    this.#next = rows.length;
  }

  nextRows(count: number): Uint32Array {
    const out = new Uint32Array(count);
    for (let i = 0; i < count; i++) {
      if (this.#next >= this.#rows.length) this.#startEpoch();
      out[i] = this.#rows[this.#next] ?? 0;
      this.#next += 1;
    }
    return out;
  }

  #startEpoch(): void {
    this.#random.shuffleInPlace(this.#rows);
    this.#next = 0;
  }
}

/** [rows.length × 28 × 28 × 1] in the range. */
export function imageTensor(tf: Tf, { digits, rows, range }: ScaledRows): Tensor4D {
  const values = new Float32Array(rows.length * PIXELS_AN_IMAGE);
  const scale = (range.high - range.low) / BYTE_MAX;
  rows.forEach((row, i) => {
    const start = row * PIXELS_AN_IMAGE;
    for (let pixel = 0; pixel < PIXELS_AN_IMAGE; pixel++) {
      values[i * PIXELS_AN_IMAGE + pixel] = range.low + (digits.pixels[start + pixel] ?? 0) * scale;
    }
  });
  return tf.tensor4d(values, [rows.length, IMAGE_SIDE, IMAGE_SIDE, 1]);
}

export interface ScaledRows {
  readonly digits: Digits;
  readonly rows: Uint32Array;
  readonly range: PixelRange;
}

/** `count` rows, the same for one seed; fewer where there are fewer. */
export function bankRows(rows: DigitSplit["trainingRows"], count: number, random: SeededRandom): Uint32Array {
  const shuffled = rows.slice();
  random.shuffleInPlace(shuffled);
  return shuffled.slice(0, count);
}
