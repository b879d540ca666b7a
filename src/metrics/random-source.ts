/** Seeded random numbers: a metric that draws subsets gives the same answer twice. */

/** Uniform numbers in [0, 1). */
export type RandomSource = () => number;

const STATE_INCREMENT = 0x6d2b79f5;
const TWO_TO_32 = 2 ** 32;

/** The mulberry32 generator: 32 bits of state, full period, fit for drawing subsets, not for secrets. */
export function seededRandom(seed: number): RandomSource {
  let state = seed >>> 0;
  return () => {
    state = (state + STATE_INCREMENT) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / TWO_TO_32;
  };
}

/** Standard normal numbers by the polar method of Marsaglia. */
export function seededNormal(seed: number): RandomSource {
  const uniform = seededRandom(seed);
  let spare = Number.NaN;
  return () => {
    if (!Number.isNaN(spare)) {
      const value = spare;
      spare = Number.NaN;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const squared = x * x + y * y;
      if (squared > 0 && squared < 1) {
        const scale = Math.sqrt((-2 * Math.log(squared)) / squared);
        spare = y * scale;
        return x * scale;
      }
    }
  };
}

/** A uniformly drawn order of 0 … count − 1 (Fisher and Yates). */
export function shuffledOrder(count: number, random: RandomSource): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, place) => place);
  for (let place = count - 1; place > 0; place--) {
    const other = Math.floor(random() * (place + 1));
    const moved = order[place] ?? 0;
    order[place] = order[other] ?? 0;
    order[other] = moved;
  }
  return order;
}
