import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom, shuffledOrder } from "../random-source.ts";
import { rowsOf, type SampleMatrix, sampleMatrix } from "../sample-matrix.ts";
import { azimuthalSpectrum } from "./azimuthal-spectrum.ts";
import { birthdaySupport } from "./birthday-support.ts";
import { checkerboardIndices } from "./checkerboard-index.ts";
import { findMosaic } from "./find-mosaic.ts";
import { multiScaleSimilarity, similarityOfPairs } from "./multi-scale-similarity.ts";
import { pairwiseDistanceRatio } from "./pairwise-distance-ratio.ts";
import { pixelRangeTest } from "./pixel-range.ts";
import type { SampleImages } from "./sample-images.ts";
import { splitMosaic } from "./split-mosaic.ts";

const FEATURES = 3;
const RUNS = { numRuns: 25, seed: 11 };
const RANGE = { low: 0, high: 1 };

/** Numbers far enough apart that moving them by 5 loses nothing that matters. */
const hundredth = (value: number) => value / 100;

const matrices = fc
  .array(fc.integer({ min: -900, max: 900 }), { minLength: 4 * FEATURES, maxLength: 20 * FEATURES })
  .map((values) => values.slice(0, values.length - (values.length % FEATURES)))
  .map((values) => sampleMatrix(Float64Array.from(values, hundredth), values.length / FEATURES, FEATURES));

const images = fc
  .record({ count: fc.integer({ min: 2, max: 4 }), side: fc.integer({ min: 12, max: 24 }), seed: fc.nat() })
  .map(({ count, side, seed }): SampleImages => {
    const random = seededRandom(seed);
    const values = Float64Array.from({ length: count * side * side }, () => random());
    return { count, width: side, height: side, channels: 1, values, range: RANGE };
  });

function shuffled(samples: SampleMatrix, seed: number): SampleMatrix {
  return rowsOf(samples, shuffledOrder(samples.sampleCount, seededRandom(seed)));
}

function moved(samples: SampleMatrix, by: number): SampleMatrix {
  return { ...samples, values: samples.values.map((value) => value + by) };
}

describe("measures of samples", () => {
  it("do not depend on the order of the samples, nor on where their features lie", () => {
    fc.assert(
      fc.property(matrices, matrices, fc.nat(), (real, fake, seed) => {
        const plain = pairwiseDistanceRatio({ real, fake }).value;
        const other = pairwiseDistanceRatio({ real: shuffled(real, seed), fake: moved(fake, 5) }).value;
        if (Number.isFinite(plain)) expect(Math.abs(other - plain)).toBeLessThanOrEqual(1e-9 * plain);
        expect(birthdaySupport({ real, fake: shuffled(fake, seed) }).duplicatePairs).toBe(
          birthdaySupport({ real, fake }).duplicatePairs,
        );
      }),
      RUNS,
    );
  });

  it("lie within their bounds, their intervals around them", () => {
    fc.assert(
      fc.property(matrices, matrices, images, (real, fake, pictures) => {
        const ratio = pairwiseDistanceRatio({ real, fake });
        if (!Number.isNaN(ratio.value)) expect(ratio.value).toBeGreaterThanOrEqual(0);
        const { support, interval } = birthdaySupport({ real, fake });
        expect(support).toBeGreaterThanOrEqual(1);
        expect(interval?.low).toBeLessThanOrEqual(support);
        expect(interval?.high).toBeGreaterThanOrEqual(support);
        const similarity = multiScaleSimilarity(pictures, 0, 1);
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1);
        const range = pixelRangeTest({ real: real.values, fake: fake.values });
        for (const { share } of [range.belowFakes, range.aboveFakes]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }),
      RUNS,
    );
  });

  it("leave what they are given as it was", () => {
    fc.assert(
      fc.property(matrices, images, (samples, pictures) => {
        const before = [samples.values.slice(), pictures.values.slice()];
        pairwiseDistanceRatio({ real: samples, fake: samples });
        birthdaySupport({ real: samples, fake: samples });
        pixelRangeTest({ real: samples.values, fake: samples.values });
        similarityOfPairs(pictures, { pairCount: 2 });
        azimuthalSpectrum(pictures);
        checkerboardIndices(pictures);
        findMosaic(pictures, 0, { isGrid: true });
        expect([samples.values, pictures.values]).toEqual(before);
      }),
      RUNS,
    );
  });

  it("of power grow with the square of contrast and ignore brightness", () => {
    fc.assert(
      fc.property(images, fc.double({ min: 0.1, max: 10, noNaN: true }), (pictures, contrast) => {
        const plain = azimuthalSpectrum(pictures).power.values;
        const values = Float64Array.from(pictures.values, (value) => 3 + contrast * value);
        const louder = azimuthalSpectrum({ ...pictures, values }).power.values;
        plain.forEach((power, bin) => {
          expect((louder[bin] ?? 0) / (power * contrast ** 2)).toBeCloseTo(1, 6);
        });
        expect(checkerboardIndices({ ...pictures, values })[0]).toBeCloseTo(
          checkerboardIndices(pictures)[0] ?? Number.NaN,
          6,
        );
      }),
      RUNS,
    );
  });

  it("splitMosaic gives every pixel of the cells once, in order", () => {
    const grids = fc.record({
      rows: fc.integer({ min: 1, max: 4 }),
      columns: fc.integer({ min: 1, max: 4 }),
      padding: fc.integer({ min: 0, max: 3 }),
      cellWidth: fc.integer({ min: 1, max: 4 }),
      cellHeight: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(grids, (grid) => {
        const { rows, columns, padding, cellWidth, cellHeight } = grid;
        const width = columns * (cellWidth + padding) + padding;
        const height = rows * (cellHeight + padding) + padding;
        const values = new Float64Array(width * height).fill(-1);
        const size = cellWidth * cellHeight;
        for (let at = 0; at < rows * columns * size; at++) {
          const cell = Math.floor(at / size);
          const y =
            padding +
            Math.floor(cell / columns) * (cellHeight + padding) +
            Math.floor((at % size) / cellWidth);
          const x = padding + (cell % columns) * (cellWidth + padding) + (at % cellWidth);
          values[y * width + x] = at;
        }
        const image = { count: 1, width, height, channels: 1, values, range: RANGE };
        const cells = splitMosaic(image, 0, { ...grid, emptyCells: 0 });
        expect(Array.from(cells.values)).toEqual(
          Array.from({ length: rows * columns * size }, (_, at) => at),
        );
        expect(cells.count).toBe(rows * columns);
      }),
      RUNS,
    );
  });
});
