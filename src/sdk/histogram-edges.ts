/** The two fixed families of bin edges, shared by all runs and steps so that counts can be compared and summed. */
import { asinhEdges, countBetween, type Histogram } from "../model/index.ts";
import { binFloats } from "./float-bins.ts";

/**
 * Logits: 336 bins, 0.01 wide around 0 (an undecided discriminator can have a standard deviation of 0.03) and
 * a tenth apart far out (a saturated one differs by factors, and an unconstrained critic reaches 1e5).
 * 0 is an edge, so the sign, hence the accuracy at logit 0, can be read from the counts.
 */
export const LOGIT_EDGES = asinhEdges(337, 1e6, 0.1);

/**
 * Gradients: five bins a decade from 1e-12 to 1e6 on both sides, because a vanishing gradient is told from a
 * small one by decades. The middle bin straddles 0 and holds the exact zeros of dead units.
 */
export const GRADIENT_EDGES = asinhEdges(184, 1e6, 1e-12);

/** Values from which on the table, which takes about a millisecond to make, is worth it. */
const TABLE_PAYS_FROM = 4096;

/** Values that no bin can hold as they are. */
export interface CountedValues {
  /** Over all bins of the family; ±∞ in the outermost bins, so that ranks stay right; NaN nowhere. */
  readonly counts: Float64Array;
  /** NaN, +∞ and −∞ together. */
  readonly nonFiniteCount: number;
}

export function counted(values: ArrayLike<number>, edges: Float64Array): CountedValues {
  if (values instanceof Float32Array && values.length >= TABLE_PAYS_FROM) return binFloats(values, edges);
  let nonFiniteCount = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) nonFiniteCount += 1;
  return { counts: countBetween(values, edges), nonFiniteCount };
}

/** A stretch of bins: `from` inclusive, `to` exclusive. */
export interface BinRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The narrowest stretch that holds all counts of all the given columns; one bin in the middle where there are
 * none. Empty outer bins are left out since TensorBoard scales its axis to the first and last edge.
 */
export function occupiedRange(columns: readonly Float64Array[]): BinRange {
  const length = columns[0]?.length ?? 0;
  const isOccupied = (bin: number) => columns.some((counts) => (counts[bin] ?? 0) > 0);
  let from = 0;
  let to = length;
  while (from < to && !isOccupied(from)) from += 1;
  while (to > from && !isOccupied(to - 1)) to -= 1;
  const middle = length >> 1;
  return from < to ? { from, to } : { from: middle, to: middle + 1 };
}

/** Those bins as a histogram; its edges are members of the family, bit for bit. */
export function histogramOf(counts: Float64Array, edges: Float64Array, { from, to }: BinRange): Histogram {
  return {
    lefts: edges.slice(from, to),
    rights: edges.slice(from + 1, to + 1),
    counts: counts.slice(from, to),
  };
}
