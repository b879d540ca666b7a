/** A generator of random numbers with an explicit seed, because a failure must happen again to be studied. */

const TWO_TO_32 = 4_294_967_296;
const STATE_WORDS = 4;

/** What a stream is for: streams of one seed are independent, so that drawing more of one leaves the others. */
export const STREAMS = { weights: 1, batches: 2, noise: 3, banks: 4, penalty: 5, labels: 6 } as const;
type Stream = (typeof STREAMS)[keyof typeof STREAMS];

/** xoshiro128** (Blackman & Vigna 2021, arXiv:1805.01407), seeded by SplitMix32. */
export class SeededRandom {
  readonly #state: Uint32Array;

  constructor(seed: number, stream: Stream) {
    const next = splitMix32((Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(stream, 0x85ebca6b)) >>> 0);
    this.#state = Uint32Array.from({ length: STATE_WORDS }, next);
  }

  /** Uniform over 0 … 2³² − 1. */
  integer32(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.#state;
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const mixedC = c ^ a;
    const mixedD = d ^ b;
    this.#state[0] = a ^ mixedD;
    this.#state[1] = b ^ mixedC;
    this.#state[2] = mixedC ^ (b << 9);
    this.#state[3] = rotateLeft(mixedD, 11);
    return result;
  }

  /** Uniform over [0, 1). */
  uniform(): number {
    return this.integer32() / TWO_TO_32;
  }

  /** Uniform over 0 … bound − 1; the bias is below bound / 2³². */
  below(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  /** Standard normal values in pairs (Box & Muller 1958). */
  normals(length: number): Float32Array {
    const out = new Float32Array(length);
    for (let i = 0; i < length; i += 2) {
      // 1 − u lies in (0, 1], where the logarithm is finite.
      const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
      const angle = 2 * Math.PI * this.uniform();
      out[i] = radius * Math.cos(angle);
      if (i + 1 < length) out[i + 1] = radius * Math.sin(angle);
    }
    return out;
  }

  /** Puts the values in random order, in place (Fisher & Yates). */
  shuffleInPlace(values: Uint32Array): void {
    for (let last = values.length - 1; last > 0; last--) {
      const chosen = this.below(last + 1);
      const moved = values[last] ?? 0;
      values[last] = values[chosen] ?? 0;
      values[chosen] = moved;
    }
  }
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function splitMix32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}
