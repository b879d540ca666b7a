/** Whether successive gradients point the same way: the cheapest sign of a chase, or of ringing. */
import { ExplainedError } from "../../model/index.ts";
import type { Numbers } from "../statistics/quantiles.ts";

/** Keeps the standard deviation of a projected cosine near 1/16, at 2 KB a gradient. */
const PROJECTED_DIMENSIONS = 256;

/** Odd constants of the 32-bit finaliser of MurmurHash3, and its shifts. */
const [FIRST_MULTIPLIER, SECOND_MULTIPLIER] = [0x85ebca6b, 0xc2b2ae35];
const [WIDE_SHIFT, NARROW_SHIFT, SIGN_BIT] = [16, 13, 31];

/** A fixed scramble of 32 bits: the same place gets the same sign and slot in every run. */
function scrambled(place: number): number {
  let bits = place + 1;
  bits = Math.imul(bits ^ (bits >>> WIDE_SHIFT), FIRST_MULTIPLIER);
  bits = Math.imul(bits ^ (bits >>> NARROW_SHIFT), SECOND_MULTIPLIER);
  return (bits ^ (bits >>> WIDE_SHIFT)) >>> 0;
}

/**
 * A gradient folded into few numbers: each entry is added to one of `dimensions` slots with a fixed sign.
 *
 * In the gradient's unit; inner products and cosines of folded gradients are unbiased estimates of the full ones, with
 * a standard deviation of about √((1 + cos²) / dimensions) for the cosine: 0.06 to 0.09 at 256. Exactly 1 for equal
 * gradients. NaN in any entry makes its slot NaN. Cost: O(entries). Source: the count sketch of Charikar et al. 2002.
 * @example
 * const gradient = Float32Array.from({ length: 5000 }, (_, at) => Math.sin(at));
 * const folded = projectBySigns(gradient);
 * folded.length; // => 256
 * cosineSimilarity(folded, folded); // => 1
 */
export function projectBySigns(gradient: Numbers, dimensions = PROJECTED_DIMENSIONS): Float64Array {
  const folded = new Float64Array(dimensions);
  for (let place = 0; place < gradient.length; place++) {
    const hash = scrambled(place);
    const slot = (hash & ((1 << SIGN_BIT) - 1)) % dimensions;
    const value = gradient[place] ?? Number.NaN;
    folded[slot] = (folded[slot] ?? 0) + (hash >>> SIGN_BIT === 1 ? value : -value);
  }
  return folded;
}

/**
 * The cosine of the angle between two vectors of one length.
 *
 * Range: [−1, 1]; 1 for one direction, 0 expected for unrelated ones; NaN when one has no length or holds NaN.
 * Throws `METRICS_SHAPE` for vectors of differing length. Cost: O(entries).
 * Persistently above 0.9 the generator chases; below −0.8 it rings; early in any training it is near 1.
 * @example
 * cosineSimilarity([1, 0], [1, 1]); // => 0.707107
 */
export function cosineSimilarity(first: Numbers, second: Numbers): number {
  requireSameLength(first, second);
  let [product, firstSquared, secondSquared] = [0, 0, 0];
  for (let place = 0; place < first.length; place++) {
    const [a, b] = [first[place] ?? Number.NaN, second[place] ?? Number.NaN];
    product += a * b;
    firstSquared += a * a;
    secondSquared += b * b;
  }
  const length = Math.sqrt(firstSquared) * Math.sqrt(secondSquared);
  return length === 0 ? Number.NaN : Math.max(-1, Math.min(1, product / length));
}

/**
 * The cosine of each gradient with the one `lag` steps before it.
 *
 * `gradients`: one vector a step, of one length (fold long ones with `projectBySigns`). As many numbers as gradients;
 * NaN for the first `lag`. Range, errors as for `cosineSimilarity`. Cost: O(steps × entries).
 * @example
 * lagCosines([[1, 0], [0, 1], [-1, 0]], 2); // => [NaN, NaN, -1]
 */
export function lagCosines(gradients: readonly Numbers[], lag = 1): Float64Array {
  return Float64Array.from(gradients, (gradient, step) => {
    const before = gradients[step - lag];
    return step < lag || before === undefined ? Number.NaN : cosineSimilarity(before, gradient);
  });
}

/** Throws `METRICS_SHAPE` unless both have one length. */
export function requireSameLength(first: Numbers, second: Numbers): void {
  if (first.length === second.length) return;
  throw new ExplainedError({
    code: "METRICS_SHAPE",
    what: `Vectors of ${first.length} and of ${second.length} numbers were given.`,
    why: "They can only be compared entry by entry when they have one length.",
    fix: "Pass values of the same parameters, or of the same steps, in the same order.",
  });
}
