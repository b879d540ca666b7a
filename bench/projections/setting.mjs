/** What all contenders share. */

/** Principal components of the digits. */
export const FEATURES = 50;
export const SEED = 1;
export const PERPLEXITY = 30;
export const JUDGED_NEIGHBOURS = 12;

const MULTIPLIER = 16_807;
const MODULUS = 2 ** 31 - 1;

/** Lehmer's generator of 1988, for the contender that brings none. */
export function seededUniform(seed) {
  let state = seed;
  return () => {
    state = (state * MULTIPLIER) % MODULUS;
    return state / MODULUS;
  };
}
