/** Tells series that move together from such that merely lie at like levels, as those of any logs do. */

/** Standard errors of a rank correlation of unrelated series; beyond as many lies one of a thousand. */
const STANDARD_ERRORS = 3;
/** Of changes from row to row, which are noisier; beyond as many lies one of forty. */
const STANDARD_ERRORS_OF_CHANGES = 2;
/** A correlation of fewer rows is no evidence, however high. */
const LEAST_PAIRS = 8;

/**
 * Whether one goes up where the other goes up (`direction` 1) or down (−1), and from row to row as well: courses that
 * merely drift lie together by chance. Rows with NaN are passed over.
 */
export function goTogether(left: Float64Array, right: Float64Array, direction: 1 | -1): boolean {
  const rows = [...left.keys()].filter((row) => Number.isFinite(left[row]) && Number.isFinite(right[row]));
  if (rows.length < LEAST_PAIRS) return false;
  const [valuesOfLeft, valuesOfRight] = [left, right].map((column) =>
    rows.map((row) => column[row] ?? Number.NaN),
  );
  if (valuesOfLeft === undefined || valuesOfRight === undefined) return false;
  const standardErrors = (a: readonly number[], b: readonly number[]) =>
    direction * rankCorrelation(a, b) * Math.sqrt(a.length - 1);
  return (
    standardErrors(valuesOfLeft, valuesOfRight) >= STANDARD_ERRORS &&
    standardErrors(changesOf(valuesOfLeft), changesOf(valuesOfRight)) >= STANDARD_ERRORS_OF_CHANGES
  );
}

function changesOf(values: readonly number[]): number[] {
  return values.slice(1).map((value, at) => value - (values[at] ?? Number.NaN));
}

/** Spearman's. */
function rankCorrelation(left: readonly number[], right: readonly number[]): number {
  const [ranksOfLeft, ranksOfRight] = [centredRanks(left), centredRanks(right)];
  const product = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  const scale = Math.sqrt(product(ranksOfLeft, ranksOfLeft) * product(ranksOfRight, ranksOfRight));
  return scale === 0 ? 0 : product(ranksOfLeft, ranksOfRight) / scale;
}

/** Equal values share the mean of their ranks. */
function centredRanks(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  sorted.forEach((value, rank) => {
    if (!first.has(value)) first.set(value, rank);
    last.set(value, rank);
  });
  const middle = (values.length - 1) / 2;
  return values.map((value) => ((first.get(value) ?? 0) + (last.get(value) ?? 0)) / 2 - middle);
}
