/** The images of one step as one block of pixels: PNGs decoded, and a mosaic of samples taken apart. */
import { decode as decodePng } from "fast-png";
import {
  BYTE_RANGE,
  findMosaic,
  type MosaicHints,
  type MosaicLayout,
  type SampleImages,
  sampleImages,
  splitMosaic,
} from "../../metrics/index.ts";

const BYTE_DEPTH = 8;
const SIXTEEN_BIT_DEPTH = 16;
const SIXTEEN_BIT_RANGE = { low: 0, high: 65_535 };

/** Throws where there is none, where they differ in size, or where one is no PNG. */
export function decodedImages(encoded: readonly Uint8Array[], hints: MosaicHints = {}): SampleImages {
  const whole = decodedWhole(encoded);
  return takenApart(whole, layoutOf(whole, hints));
}

/** As `decodedImages`, with a mosaic left as it is. */
export function decodedWhole(encoded: readonly Uint8Array[]): SampleImages {
  const decoded = encoded.map((bytes) => decodePng(bytes));
  const [first] = decoded;
  if (first === undefined) throw new RangeError("there are no images at this step.");
  const { width, height, channels, depth } = first;
  const isAlike = (image: typeof first) =>
    image.width === width && image.height === height && image.channels === channels && image.depth === depth;
  if (!decoded.every(isAlike)) throw new RangeError("the images of this step differ in size.");
  const size = width * height * channels;
  const total = decoded.length * size;
  const values = depth === BYTE_DEPTH ? new Uint8Array(total) : new Float32Array(total);
  decoded.forEach((image, index) => {
    values.set(image.data, index * size);
  });
  const range = depth === SIXTEEN_BIT_DEPTH ? SIXTEEN_BIT_RANGE : BYTE_RANGE;
  return sampleImages({ count: decoded.length, width, height, channels, values, range });
}

/** A tag that says so holds grids. */
export function saysGrid(tag: string): boolean {
  return /grid|mosaic/i.test(tag);
}

/** How a single image is made up of samples; null where it is one sample, or there are several images. */
export function layoutOf(images: SampleImages, hints: MosaicHints): MosaicLayout | null {
  if (images.count !== 1) return null;
  const finding = findMosaic(images, 0, hints);
  return finding.kind === "mosaic" ? finding.layout : null;
}

/** Position i of a mosaic is sample i, row by row, as `make_grid` lays them out. */
export function takenApart(images: SampleImages, layout: MosaicLayout | null): SampleImages {
  return layout === null || images.count !== 1 ? images : splitMosaic(images, 0, layout);
}
