/** What the adversarial term is multiplied by in the generator's whole loss, from the whole and its terms. */
import type { ScalarColumns } from "../model/index.ts";
import { LEAST_ROWS, ROWS_LOOKED_AT, valuesAt } from "./value-rows.ts";

export interface GeneratorTerms {
  readonly total: ScalarColumns | null;
  readonly adversarial: ScalarColumns | null;
  readonly others: readonly ScalarColumns[];
}

/** More terms than these cannot be told apart by few rows. */
const MOST_TERMS = 6;
/** Share of the whole's variation that may stay unexplained: the rounding of float32, and values printed short. */
const UNEXPLAINED = 1e-3;

/** Least squares over the first rows; null where the terms do not make up the whole. */
export function adversarialWeightOf({ total, adversarial, others }: GeneratorTerms): number | null {
  if (total === null || adversarial === null || others.length >= MOST_TERMS) return null;
  const { steps } = total;
  const columns = [adversarial, ...others].map((term) => valuesAt(steps.subarray(0, ROWS_LOOKED_AT), term));
  const wholes = total.values.subarray(0, ROWS_LOOKED_AT);
  const rows = [...wholes.keys()].filter((row) =>
    [wholes, ...columns].every((column) => Number.isFinite(column[row])),
  );
  if (rows.length < LEAST_ROWS * columns.length) return null;
  const at = (column: Float64Array, row: number) => column[row] ?? 0;
  const products = columns.map((left) => [
    ...columns.map((right) => rows.reduce((sum, row) => sum + at(left, row) * at(right, row), 0)),
    rows.reduce((sum, row) => sum + at(left, row) * at(wholes, row), 0),
  ]);
  const weights = solved(products);
  const [weight = Number.NaN] = weights;
  const left = rows.reduce((sum, row) => {
    const explained = columns.reduce(
      (part, column, term) => part + (weights[term] ?? Number.NaN) * at(column, row),
      0,
    );
    return sum + (at(wholes, row) - explained) ** 2;
  }, 0);
  const mean = rows.reduce((sum, row) => sum + at(wholes, row), 0) / rows.length;
  const variation = rows.reduce((sum, row) => sum + (at(wholes, row) - mean) ** 2, 0);
  return weight > 0 && left <= UNEXPLAINED * variation ? weight : null;
}

/** Gaussian elimination with partial pivoting on a square system and its right side; NaN where it is singular. */
function solved(system: readonly (readonly number[])[]): number[] {
  const rows = system.map((row) => [...row]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    const order = rows.map((row, place) => ({
      place,
      value: place < column ? -1 : Math.abs(row[column] ?? 0),
    }));
    const pivot = order.reduce((best, one) => (one.value > best.value ? one : best));
    const [chosen, replaced] = [rows[pivot.place] ?? [], rows[column] ?? []];
    rows[pivot.place] = replaced;
    rows[column] = chosen.map((value) => value / (chosen[column] ?? Number.NaN));
    for (const [place, row] of rows.entries()) {
      if (place === column) continue;
      const times = row[column] ?? 0;
      rows[place] = row.map((value, at) => value - times * (rows[column]?.[at] ?? Number.NaN));
    }
  }
  return rows.map((row) => row[size] ?? Number.NaN);
}
