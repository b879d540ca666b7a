import { describe, expect, it } from "vitest";
import { seededNormal } from "../random-source.ts";
import { azimuthalSpectrum, topOctaveGap } from "./azimuthal-spectrum.ts";
import { checkerboardGap } from "./checkerboard-index.ts";
import { fourierTransform } from "./fourier-transform.ts";
import { multiScaleSimilarity, similarityOfPairs, similarityScales } from "./multi-scale-similarity.ts";
import { powerSpectrum } from "./power-spectrum.ts";
import { brightnessOf, pixelMatrix, type SampleImages, sampleImages } from "./sample-images.ts";
import { sparseSpectrum } from "./sparse-spectrum.ts";
import { pattern, REFERENCE } from "./testing/reference.ts";

const UNIT = { low: 0, high: 1 };

function noise(count: number, side: number, seed: number): SampleImages {
  const normal = seededNormal(seed);
  const values = Float64Array.from({ length: count * side * side }, () => normal());
  return sampleImages({ count, width: side, height: side, channels: 1, values, range: UNIT });
}

/** `images` with `added` on top, a function of the pixel's place. */
function withAdded(images: SampleImages, added: (x: number, y: number) => number): SampleImages {
  const { width, height } = images;
  return {
    ...images,
    values: Float64Array.from(images.values, (value, at) => {
      const place = at % (width * height);
      return value + added(place % width, Math.floor(place / width));
    }),
  };
}

describe("sparseSpectrum", () => {
  it("gives the power that the whole spectrum has, for odd sizes too", () => {
    const images = { ...noise(2, 15, 3), width: 25, height: 9 };
    const whole = powerSpectrum(images, 1).power;
    const wanted = [1, 5, 24].flatMap((u) => [0, 4, 8].map((v) => ({ u, v })));
    const powerAt = sparseSpectrum(images, wanted)(1);
    for (const { u, v } of wanted) expect(powerAt({ u, v })).toBeCloseTo(whole[v * 25 + u] ?? 0, 9);
    expect(powerAt({ u: 2, v: 2 })).toBeNaN();
  });

  it("finds no power at all in a plain image", () => {
    const plain = sampleImages({
      ...{ count: 1, width: 7, height: 7, channels: 1, range: UNIT },
      values: new Float64Array(49).fill(0.3),
    });
    expect(sparseSpectrum(plain, [{ u: 3, v: 2 }])(0)({ u: 3, v: 2 })).toBe(0);
  });
});

describe("sampleImages", () => {
  it("refuses values that do not fill the images", () => {
    const values = new Uint8Array(11);
    expect(() => sampleImages({ count: 1, width: 2, height: 2, channels: 3, values, range: UNIT })).toThrow(
      /11 values between 0 and 1 for 1 images of 2 × 2 × 3/,
    );
  });

  it("gives pixels in [0, 1] and brightness by BT.601", () => {
    const values = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255);
    const images = sampleImages({
      count: 1,
      width: 2,
      height: 2,
      channels: 3,
      values,
      range: { low: 0, high: 255 },
    });
    expect(Array.from(pixelMatrix(images).values.subarray(0, 3))).toEqual([1, 0, 0]);
    [76.245, 149.685, 29.07, 255].forEach((expected, place) => {
      expect(brightnessOf(images, 0)[place]).toBeCloseTo(expected, 10);
    });
  });
});

describe("multiScaleSimilarity", () => {
  it.each(REFERENCE.similarity)(
    "agrees with TensorFlow on $height × $width × $channels at $scales scales",
    ({ height, width, channels, scales, value }) => {
      const size = height * width * channels;
      const first = pattern(size, 1);
      const other = pattern(size, 2);
      const values = new Float64Array(2 * size);
      values.set(first);
      values.set(
        first.map((pixel, at) => 0.7 * pixel + 0.3 * (other[at] ?? 0)),
        size,
      );
      const images = sampleImages({ count: 2, width, height, channels, values, range: UNIT });
      expect(similarityScales(width, height)).toBe(scales);
      expect(Math.abs(multiScaleSimilarity(images, 0, 1) - value)).toBeLessThan(1e-5);
      expect(multiScaleSimilarity(images, 1, 0)).toBeCloseTo(multiScaleSimilarity(images, 0, 1), 12);
      expect(multiScaleSimilarity(images, 1, 1)).toBeCloseTo(1, 12);
    },
  );

  it("says how many scales fit, and refuses images smaller than its window", () => {
    expect([10, 11, 28, 32, 64, 160, 161, 176].map((side) => similarityScales(side, side))).toEqual([
      0, 1, 2, 2, 3, 4, 5, 5,
    ]);
    expect(() => multiScaleSimilarity(noise(2, 10, 1), 0, 1)).toThrow(/at least 11 × 11 pixels/);
  });

  it("is low for the pairs of varied images, and 1 for a generator that repeats itself", () => {
    const varied = similarityOfPairs(noise(20, 16, 3), { pairCount: 50 });
    expect(varied.value).toBeLessThan(0.2);
    expect(varied).toMatchObject({ pairCount: 50, imageCount: 20, scaleCount: 1 });
    const one = noise(1, 16, 3);
    const repeated = {
      ...one,
      count: 3,
      values: Float64Array.of(...one.values, ...one.values, ...one.values),
    };
    expect(similarityOfPairs(repeated, { pairCount: 5 }).value).toBeCloseTo(1, 12);
    expect(similarityOfPairs(one)).toMatchObject({ value: Number.NaN, interval: null, pairCount: 0 });
  });
});

describe("fourierTransform", () => {
  it.each(REFERENCE.transform)("agrees with numpy for length $length", ({ length, real, imaginary }) => {
    const found = fourierTransform({ real: pattern(length, 3), imaginary: pattern(length, 4) });
    real.forEach((value, at) => void expect(found.real[at]).toBeCloseTo(value, 10));
    imaginary.forEach((value, at) => void expect(found.imaginary[at]).toBeCloseTo(value, 10));
  });
});

describe("spectra", () => {
  it.each(REFERENCE.power)("agree with numpy for $height × $width", ({ height, width, total, azimuthal }) => {
    const values = pattern(height * width, 5);
    const images = sampleImages({ count: 1, width, height, channels: 1, values, range: UNIT });
    const power = powerSpectrum(images, 0).power.reduce((sum, value) => sum + value, 0);
    expect(power).toBeCloseTo(total, 8);
    expect(power).toBeCloseTo(
      values.reduce((sum, value) => sum + value * value, 0),
      8,
    );
    const found = azimuthalSpectrum(images).power.values;
    expect(found).toHaveLength(azimuthal.length);
    azimuthal.forEach((value, bin) => void expect(found[bin]).toBeCloseTo(value, 8));
  });

  it("have the variance of white noise in every bin", () => {
    const { power, frequencies } = azimuthalSpectrum(noise(400, 16, 5));
    for (let bin = 0; bin < frequencies.length; bin++) {
      const column = Array.from({ length: 400 }, (_, image) => power.values[image * 8 + bin] ?? 0);
      expect(column.reduce((sum, value) => sum + value, 0) / 400).toBeCloseTo(1, 0.5);
    }
  });

  it("show too much power in the top octave as its logarithm", () => {
    const real = noise(60, 16, 6);
    const fake = noise(60, 16, 7);
    const louder = { ...fake, values: Float64Array.from(fake.values, (value) => value * Math.SQRT2) };
    const equal = topOctaveGap(real, fake);
    expect(Math.abs(equal.zScore)).toBeLessThan(3);
    const doubled = topOctaveGap(real, louder);
    expect(doubled.value - equal.value).toBeCloseTo(Math.LN2, 10);
    expect(doubled.zScore).toBeGreaterThan(6);
  });
});

describe("checkerboardGap", () => {
  it.each([16, 15, 28])("finds a faint checkerboard in images of %i pixels, and none without", (side) => {
    const real = noise(60, side, 8);
    const fake = noise(60, side, 9);
    expect(Math.abs(checkerboardGap(real, fake).zScore)).toBeLessThan(4);
    const marked = withAdded(fake, (x, y) => ((x + y) % 2 === 0 ? 0.6 : -0.6));
    expect(checkerboardGap(real, marked).zScore).toBeGreaterThan(6);
  });

  it("finds the stride that it is told to look for", () => {
    const real = noise(60, 16, 10);
    const marked = withAdded(noise(60, 16, 11), (x) => (x % 4 === 0 ? 1 : 0));
    expect(checkerboardGap(real, marked, 4).zScore).toBeGreaterThan(6);
  });
});
