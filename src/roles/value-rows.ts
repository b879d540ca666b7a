/** Brings the series of one game onto common steps, however often each was logged. */
import type { ScalarColumns } from "../model/index.ts";
import { mayCountEpochs } from "./epoch-steps.ts";

/** The series of one game; null where a tag is missing or has no values. */
export interface GameSeries {
  readonly discriminator: ScalarColumns | null;
  /** The adversarial term as logged, weighted or not. */
  readonly generator: ScalarColumns | null;
  /** Whether other terms may be summed into it. */
  readonly isGeneratorSum: boolean;
  /** One a sub-discriminator. */
  readonly realSides: readonly ScalarColumns[];
  readonly fakeSides: readonly ScalarColumns[];
  readonly realOutput: ScalarColumns | null;
  readonly fakeOutput: ScalarColumns | null;
  /** What their names say they are. */
  readonly namedOutputs?: KindOfOutputs | undefined;
  /** A gradient penalty that may be part of the discriminator's loss. */
  readonly penalty: ScalarColumns | null;
}

export type KindOfOutputs = "logits" | "probabilities";

/** Values at common steps; NaN where a series has none. Columns of series that are not logged are null. */
export interface GameRows {
  readonly count: number;
  /** How many logged steps a row is the mean of. */
  readonly stepsInRow: number;
  /** Sub-discriminators whose sides are logged one by one; 1 where none are. */
  readonly sideCount: number;
  /** Whether the first row shows both players before they have learned anything. */
  readonly seesOpening: boolean;
  /** Whether steps may be epochs, so that the first row is an average over many. */
  readonly countsEpochs: boolean;
  readonly isGeneratorSum: boolean;
  readonly whole: Float64Array | null;
  /** Summed over sub-discriminators. */
  readonly real: Float64Array | null;
  readonly fake: Float64Array | null;
  readonly generator: Float64Array | null;
  readonly realOutput: Float64Array | null;
  readonly fakeOutput: Float64Array | null;
  readonly namedOutputs: KindOfOutputs | undefined;
  readonly penalty: Float64Array | null;
}

/** Rows looked at: identities hold from the first row, and the opening is over long before. */
export const ROWS_LOOKED_AT = 200;
/** Several rows, so that one odd value does not settle a family. */
export const LEAST_ROWS = 3;
/** A series that begins later was resumed, averaged, or logged too sparsely for its opening to be seen. */
const LATEST_OPENING_STEP = 10;

/** Linear in `ROWS_LOOKED_AT` a series. */
export function rowsOf(series: GameSeries): GameRows {
  const { discriminator, generator, realSides, fakeSides } = series;
  const base = discriminator ?? realSides[0] ?? generator;
  const steps = base?.steps.subarray(0, ROWS_LOOKED_AT) ?? new BigInt64Array(0);
  const at = (columns: ScalarColumns | null) => (columns === null ? null : valuesAt(steps, columns));
  return {
    count: steps.length,
    stepsInRow: 1,
    sideCount: Math.max(1, realSides.length),
    isGeneratorSum: series.isGeneratorSum,
    countsEpochs: base !== null && base !== undefined && countsEpochs(base),
    seesOpening: opensEarly(base) && (generator === null || opensEarly(generator)),
    whole: at(discriminator),
    real: summed(realSides.map((side) => valuesAt(steps, side))),
    fake: summed(fakeSides.map((side) => valuesAt(steps, side))),
    generator: at(generator),
    realOutput: at(series.realOutput),
    fakeOutput: at(series.fakeOutput),
    namedOutputs: series.namedOutputs,
    penalty: at(series.penalty),
  };
}

function opensEarly(series: ScalarColumns | null): boolean {
  const [step] = series?.steps ?? [];
  return step !== undefined && step <= LATEST_OPENING_STEP;
}

/** The first epoch's mean shows players that have learned for a while. */
function countsEpochs({ steps, wallTimes }: ScalarColumns): boolean {
  const last = Math.min(steps.length, ROWS_LOOKED_AT) - 1;
  return mayCountEpochs({
    kind: "scalar",
    count: last + 1,
    firstStep: steps[0] ?? 0n,
    lastStep: steps[last] ?? 0n,
    seconds: (wallTimes[last] ?? 0) - (wallTimes[0] ?? 0),
  });
}

function summed(columns: readonly Float64Array[]): Float64Array | null {
  const [first, ...others] = columns;
  if (first === undefined) return null;
  return first.map((value, row) => others.reduce((sum, other) => sum + (other[row] ?? Number.NaN), value));
}

/** Values at equal steps; where too few are equal, as when two things are logged in turn, the latest before. */
export function valuesAt(steps: BigInt64Array, { steps: ownSteps, values }: ScalarColumns): Float64Array {
  const own = new Map<bigint, number>();
  ownSteps.subarray(0, ROWS_LOOKED_AT).forEach((step, row) => {
    own.set(step, values[row] ?? Number.NaN);
  });
  const equal = Float64Array.from(steps, (step) => own.get(step) ?? Number.NaN);
  if (equal.filter(Number.isFinite).length >= LEAST_ROWS) return equal;
  const ordered = [...own].sort(([a], [b]) => (a < b ? -1 : 1));
  const stride = ordered.length < 2 ? 0n : (ordered[1]?.[0] ?? 0n) - (ordered[0]?.[0] ?? 0n);
  let next = 0;
  return Float64Array.from(steps, (step) => {
    while ((ordered[next]?.[0] ?? step + 1n) <= step) next += 1;
    const [at, value] = ordered[next - 1] ?? [step, Number.NaN];
    return step - at <= stride ? value : Number.NaN;
  });
}

/** The lower of the two middle ones of an even number; NaN of none. */
export function median(values: readonly number[] | Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  // The typed sort puts NaN last.
  let count = sorted.length;
  while (count > 0 && Number.isNaN(sorted[count - 1])) count--;
  return sorted[Math.floor((count - 1) / 2)] ?? Number.NaN;
}

/** Rows spread evenly over all, the first among them; those at which the generator's loss is logged before others. */
export function thinned(rows: GameRows, most: number): GameRows {
  const all = Array.from({ length: rows.count }, (_, row) => row);
  const withGenerator = all.filter((row) => Number.isFinite(rows.generator?.[row]));
  const from = withGenerator.length >= LEAST_ROWS ? withGenerator : all;
  if (from.length <= most && from.length === all.length) return rows;
  const stride = Math.max(1, from.length / most);
  const spread = from.filter((_, place) => Math.floor(place / stride) !== Math.floor((place - 1) / stride));
  const kept = [...new Set([0, ...spread])];
  return withColumns(rows, kept.length, (column) =>
    Float64Array.from(kept, (row) => column[row] ?? Number.NaN),
  );
}

export function firstRows(rows: GameRows, count: number): GameRows {
  return withColumns(rows, Math.min(count, rows.count), (column) => column.slice(0, count));
}

/** Means of so many successive rows: where losses and outputs are averaged over other steps, these still agree. */
export function blocksOf(rows: GameRows, size: number): GameRows {
  const count = Math.floor(rows.count / size);
  const blocks = withColumns(rows, count, (column) =>
    Float64Array.from({ length: count }, (_, block) =>
      meanOf(column.subarray(block * size, (block + 1) * size)),
    ),
  );
  return { ...blocks, stepsInRow: size, seesOpening: false };
}

function meanOf(values: Float64Array): number {
  const finite = values.filter(Number.isFinite);
  return finite.reduce((sum, value) => sum + value, 0) / finite.length;
}

function withColumns(
  rows: GameRows,
  count: number,
  change: (column: Float64Array) => Float64Array,
): GameRows {
  const changed = (column: Float64Array | null) => (column === null ? null : change(column));
  return {
    ...rows,
    count,
    whole: changed(rows.whole),
    real: changed(rows.real),
    fake: changed(rows.fake),
    generator: changed(rows.generator),
    realOutput: changed(rows.realOutput),
    fakeOutput: changed(rows.fakeOutput),
    penalty: changed(rows.penalty),
  };
}

/** Share of both sides by which their sum may miss the whole where these are averaged over other steps. */
const MOST_MISSED = 0.1;

/** True, too, where there is no whole to add up to. */
export function doSidesAddUp({ whole, real, fake, penalty, count }: GameRows): boolean {
  if (whole === null || real === null || fake === null) return true;
  return [1, 1 / 2].some((factor) => {
    const misses = Array.from({ length: count }, (_, row) => {
      const [onReal, onFake] = [real[row] ?? Number.NaN, fake[row] ?? Number.NaN];
      const miss = (whole[row] ?? Number.NaN) - factor * (onReal + onFake);
      // A penalty may come on top.
      const counted = penalty === null ? Math.abs(miss) : Math.max(0, -miss);
      return counted / (Math.abs(onReal) + Math.abs(onFake));
    }).filter(Number.isFinite);
    return misses.length >= LEAST_ROWS && median(misses) <= MOST_MISSED;
  });
}
