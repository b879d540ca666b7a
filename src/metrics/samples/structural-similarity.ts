/** Structural similarity of two images at one scale: the parts of which MS-SSIM is made. */

/** One channel of an image, row-major. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float64Array;
}

/** Side and standard deviation of the Gaussian window, in pixels (Wang et al. 2004, section III.B). */
export const WINDOW_SIDE = 11;
const WINDOW_DEVIATION = 1.5;
/** K₁ and K₂ keep quotients steady where images are flat (same section). */
const LUMINANCE_CONSTANT = 0.01;
const CONTRAST_CONSTANT = 0.03;

const WINDOW = gaussianWindow();

function gaussianWindow(): Float64Array {
  const middle = (WINDOW_SIDE - 1) / 2;
  const weights = Float64Array.from({ length: WINDOW_SIDE }, (_, at) =>
    Math.exp(-((at - middle) ** 2) / (2 * WINDOW_DEVIATION ** 2)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Means over all places where the window fits: `similarity` of all three parts, `contrast` without luminance. */
export interface SimilarityParts {
  readonly similarity: number;
  readonly contrast: number;
}

/** `span` is the distance between black and white. Both planes have one size, at least 11 × 11. */
export function similarityParts(first: Plane, second: Plane, span: number): SimilarityParts {
  const [c1, c2] = [(LUMINANCE_CONSTANT * span) ** 2, (CONTRAST_CONSTANT * span) ** 2];
  const meanFirst = blurred(first, (place) => first.values[place]);
  const meanSecond = blurred(second, (place) => second.values[place]);
  const squares = blurred(
    first,
    (place) => (first.values[place] ?? 0) ** 2 + (second.values[place] ?? 0) ** 2,
  );
  const product = blurred(first, (place) => (first.values[place] ?? 0) * (second.values[place] ?? 0));
  let similarity = 0;
  let contrast = 0;
  for (let place = 0; place < product.length; place++) {
    // `as number`: all four have one length.
    const [a, b] = [meanFirst[place] as number, meanSecond[place] as number];
    const covariance = (product[place] as number) - a * b;
    const variances = (squares[place] as number) - a * a - b * b;
    const ofContrast = (2 * covariance + c2) / (variances + c2);
    contrast += ofContrast;
    similarity += (ofContrast * (2 * a * b + c1)) / (a * a + b * b + c1);
  }
  return { similarity: similarity / product.length, contrast: contrast / product.length };
}

/** The weighted mean under the window at every place where it fits, of values given by place. */
function blurred({ width, height }: Plane, valueAt: (place: number) => number | undefined): Float64Array {
  const [outWidth, outHeight] = [width - WINDOW_SIDE + 1, height - WINDOW_SIDE + 1];
  const rows = new Float64Array(height * outWidth);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < outWidth; x++) {
      let sum = 0;
      for (let at = 0; at < WINDOW_SIDE; at++)
        sum += (WINDOW[at] as number) * (valueAt(y * width + x + at) ?? Number.NaN);
      rows[y * outWidth + x] = sum;
    }
  }
  const out = new Float64Array(outHeight * outWidth);
  for (let place = 0; place < out.length; place++) {
    let sum = 0;
    for (let at = 0; at < WINDOW_SIDE; at++)
      sum += (WINDOW[at] as number) * (rows[place + at * outWidth] as number);
    out[place] = sum;
  }
  return out;
}

/** Half the size: means of 2 × 2 pixels. The last row and column stand twice where a side is odd, as in TensorFlow. */
export function halved({ width, height, values }: Plane): Plane {
  const [halfWidth, halfHeight] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const at = (x: number, y: number) =>
    values[Math.min(y, height - 1) * width + Math.min(x, width - 1)] ?? Number.NaN;
  const means = Float64Array.from({ length: halfWidth * halfHeight }, (_, place) => {
    const [x, y] = [2 * (place % halfWidth), 2 * Math.floor(place / halfWidth)];
    return (at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1)) / (2 * 2);
  });
  return { width: halfWidth, height: halfHeight, values: means };
}
