/** The discrete Fourier transform of rows and images of any size, for spectra of small images. */

/** Complex numbers as two arrays of one length. */
export interface ComplexRow {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** X_k = Σ_n x_n e^(−2πikn/N). Powers of two by radix-2, other lengths as a convolution of such (Bluestein 1970). */
export function fourierTransform({ real, imaginary }: ComplexRow): ComplexRow {
  const made = { real: real.slice(), imaginary: imaginary.slice() };
  const length = real.length;
  if (length <= 1) return made;
  if ((length & (length - 1)) !== 0) return bluestein(made);
  transformInPlace(made);
  return made;
}

/** An image has as many rows of one length as it is high: what depends on the length alone is computed once. */
const turnsByLength = new Map<number, ComplexRow>();
const convolutionsByLength = new Map<number, Convolution>();
/** More lengths than this at a time come from no image. */
const MOST_LENGTHS = 64;

function remembered<Made>(known: Map<number, Made>, length: number, make: (length: number) => Made): Made {
  const before = known.get(length);
  if (before !== undefined) return before;
  if (known.size >= MOST_LENGTHS) known.clear();
  const made = make(length);
  known.set(length, made);
  return made;
}

/** e^(−2πik/N) for k below N / 2. */
function turnsOf(length: number): ComplexRow {
  const angles = Float64Array.from({ length: length / 2 }, (_, at) => (-2 * Math.PI * at) / length);
  return { real: angles.map(Math.cos), imaginary: angles.map(Math.sin) };
}

function transformInPlace(row: ComplexRow): void {
  reverseBitsInPlace(row);
  const length = row.real.length;
  const turns = remembered(turnsByLength, length, turnsOf);
  for (let size = 2; size <= length; size *= 2) {
    const half = size / 2;
    const stride = length / size;
    for (let at = 0; at < half; at++) {
      const cosine = turns.real[at * stride] ?? Number.NaN;
      const sine = turns.imaginary[at * stride] ?? Number.NaN;
      for (let low = at; low < length; low += size) butterfly(row, { low, high: low + half, cosine, sine });
    }
  }
}

interface Butterfly {
  readonly low: number;
  readonly high: number;
  readonly cosine: number;
  readonly sine: number;
}

function butterfly({ real, imaginary }: ComplexRow, { low, high, cosine, sine }: Butterfly): void {
  // `as number`: both places are within the row.
  const [a, b] = [real[high] as number, imaginary[high] as number];
  const turnedReal = a * cosine - b * sine;
  const turnedImaginary = a * sine + b * cosine;
  const [c, d] = [real[low] as number, imaginary[low] as number];
  real[high] = c - turnedReal;
  imaginary[high] = d - turnedImaginary;
  real[low] = c + turnedReal;
  imaginary[low] = d + turnedImaginary;
}

function reverseBitsInPlace(row: ComplexRow): void {
  const length = row.real.length;
  let reversed = 0;
  for (let place = 1; place < length; place++) {
    let bit = length / 2;
    while ((reversed & bit) !== 0) {
      reversed ^= bit;
      bit /= 2;
    }
    reversed |= bit;
    if (place < reversed) {
      for (const part of [row.real, row.imaginary]) {
        const kept = part[place] ?? 0;
        part[place] = part[reversed] ?? 0;
        part[reversed] = kept;
      }
    }
  }
}

interface Convolution {
  readonly padded: number;
  readonly chirp: ComplexRow;
  /** The transform of the conjugate chirp, laid around 0. */
  readonly filter: ComplexRow;
}

function convolutionOf(length: number): Convolution {
  const padded = 2 ** Math.ceil(Math.log2(2 * length - 1));
  const chirp = chirpOf(length);
  const filter = { real: new Float64Array(padded), imaginary: new Float64Array(padded) };
  for (let at = 0; at < length; at++) {
    for (const place of [at, (padded - at) % padded]) {
      filter.real[place] = chirp.real[at] ?? 0;
      filter.imaginary[place] = -(chirp.imaginary[at] ?? 0);
    }
  }
  transformInPlace(filter);
  return { padded, chirp, filter };
}

function bluestein({ real, imaginary }: ComplexRow): ComplexRow {
  const length = real.length;
  const { padded, chirp, filter } = remembered(convolutionsByLength, length, convolutionOf);
  const signal = times({ real, imaginary }, chirp, padded);
  transformInPlace(signal);
  const product = times(signal, filter, padded);
  // The inverse transform is the transform with both parts exchanged, before and after.
  transformInPlace({ real: product.imaginary, imaginary: product.real });
  const scaled = (values: Float64Array) => values.subarray(0, length).map((value) => value / padded);
  return times({ real: scaled(product.real), imaginary: scaled(product.imaginary) }, chirp, length);
}

/** e^(−πin²/N), with n² taken modulo 2N, where the angle is still exact. */
function chirpOf(length: number): ComplexRow {
  const angles = Float64Array.from({ length }, (_, at) => (-Math.PI * ((at * at) % (2 * length))) / length);
  return { real: angles.map(Math.cos), imaginary: angles.map(Math.sin) };
}

/** Products place by place, in a row of `length` that ends in zeros. */
function times(a: ComplexRow, b: ComplexRow, length: number): ComplexRow {
  const real = new Float64Array(length);
  const imaginary = new Float64Array(length);
  for (let at = 0; at < a.real.length; at++) {
    // `as number`: `b` is as long as `a`.
    const [ar, ai] = [a.real[at] as number, a.imaginary[at] as number];
    const [br, bi] = [b.real[at] as number, b.imaginary[at] as number];
    real[at] = ar * br - ai * bi;
    imaginary[at] = ar * bi + ai * br;
  }
  return { real, imaginary };
}
