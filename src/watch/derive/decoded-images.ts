/** The images of one step as one block of pixels: PNGs decoded, and a mosaic of samples taken apart. */
import { decode as decodePng } from "fast-png";
import { BYTE_RANGE, findMosaic, type SampleImages, sampleImages, splitMosaic } from "../../metrics/index.ts";

const SIXTEEN_BIT_DEPTH = 16;
const SIXTEEN_BIT_RANGE = { low: 0, high: 65_535 };

/** Throws where there is none, where they differ in size, or where one is no PNG. */
export function decodedImages(encoded: readonly Uint8Array[]): SampleImages {
  const decoded = encoded.map((bytes) => decodePng(bytes));
  const [first] = decoded;
  if (first === undefined) throw new RangeError("there are no images at this step.");
  const { width, height, channels, depth } = first;
  const isAlike = (image: typeof first) =>
    image.width === width && image.height === height && image.channels === channels && image.depth === depth;
  if (!decoded.every(isAlike)) throw new RangeError("the images of this step differ in size.");
  const size = width * height * channels;
  const values = new Float32Array(decoded.length * size);
  decoded.forEach((image, index) => {
    values.set(image.data, index * size);
  });
  const range = depth === SIXTEEN_BIT_DEPTH ? SIXTEEN_BIT_RANGE : BYTE_RANGE;
  return takenApart(sampleImages({ count: decoded.length, width, height, channels, values, range }));
}

/** Position i of a mosaic is sample i, row by row, as `make_grid` lays them out. */
function takenApart(images: SampleImages): SampleImages {
  if (images.count !== 1) return images;
  const finding = findMosaic(images, 0);
  return finding.kind === "mosaic" ? splitMosaic(images, 0, finding.layout) : images;
}
