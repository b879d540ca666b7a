/** The power of images at a few spatial frequencies, for those who need no others of the whole spectrum. */
import { brightnessOf, type SampleImages } from "./sample-images.ts";

/** Whole cycles across and down the image. */
export interface Frequency {
  readonly u: number;
  readonly v: number;
}

/** |F(u, v)|² / (width · height) of image `index`, as `powerSpectrum` gives it; 0 everywhere for a plain image. */
export type PowerOfImage = (index: number) => (frequency: Frequency) => number;

/** Cost: pixels · 2 · (different u), and different u · different v · 4 · height an image. */
export function sparseSpectrum(images: SampleImages, wanted: readonly Frequency[]): PowerOfImage {
  const { width, height } = images;
  const across = [...new Set(wanted.map(({ u }) => u))];
  const down = [...new Set(wanted.map(({ v }) => v))];
  const [turnsAcross, turnsDown] = [turnsOf(across, width), turnsOf(down, height)];
  return (index) => {
    const brightness = brightnessOf(images, index);
    // Any constant may be taken off: it has power at (0, 0) alone, and what is left of a plain image is exactly 0.
    const ground = brightness[0] ?? 0;
    const rows = across.map((_, place) => rowSums(brightness, ground, { turns: turnsAcross, place, height }));
    const power = new Map<number, number>();
    across.forEach((u, column) => {
      const sums = rows[column];
      if (sums === undefined) return;
      down.forEach((v, place) => {
        power.set(v * width + u, squaredSum(sums, turnsDown, place) / (width * height));
      });
    });
    return ({ u, v }) => power.get(v * width + u) ?? Number.NaN;
  };
}

/** e^(−2πikx / N) of each wanted k, all x of one after the other. */
interface Turns {
  readonly length: number;
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

function turnsOf(wanted: readonly number[], length: number): Turns {
  const angles = wanted.flatMap((cycles) =>
    Array.from({ length }, (_, at) => (-2 * Math.PI * ((cycles * at) % length)) / length),
  );
  return { length, cosines: Float64Array.from(angles, Math.cos), sines: Float64Array.from(angles, Math.sin) };
}

interface ComplexColumn {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** One wanted frequency of every row. */
function rowSums(
  brightness: Float64Array,
  ground: number,
  { turns, place, height }: { readonly turns: Turns; readonly place: number; readonly height: number },
): ComplexColumn {
  const { length, cosines, sines } = turns;
  const column = { real: new Float64Array(height), imaginary: new Float64Array(height) };
  const first = place * length;
  for (let y = 0; y < height; y++) {
    let [real, imaginary] = [0, 0];
    for (let x = 0; x < length; x++) {
      // `as number`, here and below: the places are within the arrays.
      const value = (brightness[y * length + x] as number) - ground;
      real += value * (cosines[first + x] as number);
      imaginary += value * (sines[first + x] as number);
    }
    column.real[y] = real;
    column.imaginary[y] = imaginary;
  }
  return column;
}

/** |F|² of one wanted frequency of a column. */
function squaredSum({ real, imaginary }: ComplexColumn, { length, cosines, sines }: Turns, place: number) {
  let [sumReal, sumImaginary] = [0, 0];
  for (let y = 0; y < length; y++) {
    const [a, b] = [real[y] as number, imaginary[y] as number];
    const cosine = cosines[place * length + y] as number;
    const sine = sines[place * length + y] as number;
    sumReal += a * cosine - b * sine;
    sumImaginary += a * sine + b * cosine;
  }
  return sumReal ** 2 + sumImaginary ** 2;
}
