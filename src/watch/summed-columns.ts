/** Adds up series that a run logs side by side, such as a discriminator's loss on both sides. */
import type { ScalarColumns } from "../model/index.ts";

/** Rows of one series in arrival order: a step that goes back begins a new pass over the steps. */
interface Place {
  readonly row: number;
  readonly pass: number;
  readonly step: bigint;
}

/** The sum at every step that both have, pass by pass where a run was restarted. Steps that one lacks are left out. */
export function summedColumns(one: ScalarColumns, other: ScalarColumns): ScalarColumns {
  const rows: number[] = [];
  const sums: number[] = [];
  let [a, b] = [placeAt(one, 0), placeAt(other, 0)];
  while (a !== null && b !== null) {
    const order = a.pass - b.pass || Number(a.step - b.step);
    if (order === 0) {
      rows.push(a.row);
      sums.push((one.values[a.row] ?? Number.NaN) + (other.values[b.row] ?? Number.NaN));
    }
    const [goesA, goesB] = [order <= 0, order >= 0];
    if (goesA) a = placeAt(one, a.row + 1, a);
    if (goesB) b = placeAt(other, b.row + 1, b);
  }
  return {
    steps: BigInt64Array.from(rows, (row) => one.steps[row] ?? 0n),
    wallTimes: Float64Array.from(rows, (row) => one.wallTimes[row] ?? Number.NaN),
    values: Float64Array.from(sums),
  };
}

function placeAt({ steps }: ScalarColumns, row: number, before: Place | null = null): Place | null {
  const step = steps[row];
  if (step === undefined) return null;
  const pass = before === null ? 0 : before.pass + Number(step < before.step);
  return { row, pass, step };
}
