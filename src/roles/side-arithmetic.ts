/** Tells by adding up whether what makes a discriminator's loss are losses on the two sides, or a critic's outputs. */
import type { ScalarColumns } from "../model/index.ts";
import { blocksOf, type GameRows, LEAST_ROWS, median, rowsOf } from "./value-rows.ts";

export interface WholeAndSides {
  readonly whole: ScalarColumns;
  readonly real: ScalarColumns;
  readonly fake: ScalarColumns;
  /** What may come on top in the whole, times its weight. */
  readonly penalty: ScalarColumns | null;
}

/** Rounding of float32 logs. */
const EXACT = 0.02;
/** Where the whole is averaged over other steps than the sides, means of so many rows come about as near. */
const ABOUT = 0.12;
const BLOCK = 8;
/** Of how much the whole varies: nearer than that, it is not just all of one size. */
const MOST_OF_SPREAD = 0.3;

/** The whole is the sum or the mean of losses, or the difference of a critic's outputs in either direction. */
export function quantityByArithmetic({
  whole,
  real,
  fake,
  penalty,
}: WholeAndSides): "loss" | "out" | undefined {
  const none = { generator: null, isGeneratorSum: false, realOutput: null, fakeOutput: null };
  const rows = rowsOf({ ...none, penalty, discriminator: whole, realSides: [real], fakeSides: [fake] });
  // One series under two names is half of any sum.
  if (rows.real?.every((value, row) => value === rows.fake?.[row]) === true) return undefined;
  return (
    quantityIn({ ...rows, penalty: null }, EXACT) ??
    quantityIn({ ...blocksOf(rows, BLOCK), penalty: null }, ABOUT) ??
    (penalty === null ? undefined : quantityIn(rows, EXACT))
  );
}

function quantityIn(rows: GameRows, most: number): "loss" | "out" | undefined {
  const missOf = (factor: number, sign: number) => missed(rows, (r, f) => factor * (f + sign * r));
  const ofSum = Math.min(missOf(1, 1), missOf(1 / 2, 1));
  const ofDifference = Math.min(missOf(1, -1), missOf(-1, -1));
  if (ofSum <= most && ofDifference > most) return "loss";
  return ofDifference <= most && ofSum > most ? "out" : undefined;
}

/** The share of both sides by which the whole typically misses what is made of them; NaN of too few rows. */
function missed(rows: GameRows, expected: (real: number, fake: number) => number): number {
  const { real, fake, count } = rows;
  const expectedAt = (row: number) => expected(real?.[row] ?? Number.NaN, fake?.[row] ?? Number.NaN);
  const wholes = wholesWithoutPenalty(rows, expectedAt);
  const misses = Array.from({ length: count }, (_, row) => {
    const size = Math.abs(real?.[row] ?? Number.NaN) + Math.abs(fake?.[row] ?? Number.NaN);
    return { miss: Math.abs((wholes[row] ?? Number.NaN) - expectedAt(row)), size };
  });
  const finite = misses.filter(({ miss }) => Number.isFinite(miss));
  const usual = median(wholes);
  const spread = median(wholes.map((value) => Math.abs(value - usual)));
  const isConstant = median(finite.map(({ miss }) => miss)) > MOST_OF_SPREAD * spread;
  if (finite.length < LEAST_ROWS) return Number.NaN;
  return isConstant ? Number.POSITIVE_INFINITY : median(finite.map(({ miss, size }) => miss / size));
}

/** The weight that most rows agree on is the penalty's, if what is left is then what was expected. */
function wholesWithoutPenalty(
  { whole, penalty, count }: GameRows,
  expectedAt: (row: number) => number,
): readonly number[] {
  const wholes = Array.from({ length: count }, (_, row) => whole?.[row] ?? Number.NaN);
  if (penalty === null) return wholes;
  const weights = wholes.map((value, row) => (value - expectedAt(row)) / (penalty[row] ?? Number.NaN));
  const weight = median(weights.filter(Number.isFinite));
  return wholes.map((value, row) => value - weight * (penalty[row] ?? Number.NaN));
}
