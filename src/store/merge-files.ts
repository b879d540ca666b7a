/** Puts the rows that several event files hold of one tag in one order, because a run may have several writers. */

/** Rows `from` (inclusive) to `to` (exclusive) of file number `file`. */
export interface Stretch {
  readonly file: number;
  readonly from: number;
  readonly to: number;
}

/** First finite wall time of a file's rows and the largest; both -Infinity where none is finite. */
export interface WallTimeRange {
  readonly firstWallTime: number;
  readonly latestWallTime: number;
}

/** Numbers of the files by first wall time, then by latest, then as given. */
export function filesByFirstWallTime(ranges: readonly WallTimeRange[]): number[] {
  const byNumber = (file: number) => ranges[file] ?? EMPTY_RANGE;
  return ranges
    .map((_, file) => file)
    .sort((one, other) => compareRanges(byNumber(one), byNumber(other)) || one - other);
}

function compareRanges(one: WallTimeRange, other: WallTimeRange): number {
  return compare(one.firstWallTime, other.firstWallTime) || compare(one.latestWallTime, other.latestWallTime);
}

/** Not a subtraction: -Infinity minus itself is NaN. */
function compare(one: number, other: number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * Number of the file whose row comes last in the merged order, without looking at the rows;
 * -1 for no files.
 */
export function fileOfLastRow(ranges: readonly WallTimeRange[]): number {
  let last = -1;
  for (const file of filesByFirstWallTime(ranges)) {
    if (last < 0 || latest(ranges, file) >= latest(ranges, last)) last = file;
  }
  return last;
}

function latest(ranges: readonly WallTimeRange[], file: number): number {
  return ranges[file]?.latestWallTime ?? Number.NEGATIVE_INFINITY;
}

const EMPTY_RANGE: WallTimeRange = {
  firstWallTime: Number.NEGATIVE_INFINITY,
  latestWallTime: Number.NEGATIVE_INFINITY,
};

/** The range grown by more rows of the same file. */
export function withWallTimes(range: WallTimeRange, wallTimes: Float64Array): WallTimeRange {
  let { firstWallTime, latestWallTime } = range;
  for (let row = 0; row < wallTimes.length; row++) {
    const wallTime = wallTimes[row] ?? Number.NaN;
    if (!Number.isFinite(wallTime)) continue;
    if (firstWallTime === Number.NEGATIVE_INFINITY) firstWallTime = wallTime;
    if (wallTime > latestWallTime) latestWallTime = wallTime;
  }
  return { firstWallTime, latestWallTime };
}

export function wallTimeRangeOf(wallTimes: Float64Array): WallTimeRange {
  return withWallTimes(EMPTY_RANGE, wallTimes);
}

/**
 * The order of all rows: files whose wall times overlap are merged by wall time, others follow each
 * other by first wall time. Rows of one file never change places: a row whose clock went back, or whose
 * wall time is not finite, counts as the latest time before it.
 */
export function mergeFiles(wallTimes: readonly Float64Array[]): Stretch[] {
  const ranges = wallTimes.map(wallTimeRangeOf);
  const out: Stretch[] = [];
  let group: number[] = [];
  let groupLatest = Number.NEGATIVE_INFINITY;
  const finishGroup = () => pushMerged(out, group, wallTimes);
  for (const file of filesByFirstWallTime(ranges)) {
    const { firstWallTime, latestWallTime } = ranges[file] ?? EMPTY_RANGE;
    if (firstWallTime >= groupLatest) {
      finishGroup();
      group = [];
    }
    group.push(file);
    groupLatest = Math.max(groupLatest, latestWallTime);
  }
  finishGroup();
  return out;
}

function pushMerged(out: Stretch[], group: readonly number[], wallTimes: readonly Float64Array[]): void {
  const [only] = group;
  if (only === undefined) return;
  if (group.length === 1) {
    pushStretch(out, { file: only, from: 0, to: wallTimes[only]?.length ?? 0 });
    return;
  }
  const heads = group.map((file) => ({ file, row: 0, keys: nonDecreasing(wallTimes[file]) }));
  for (;;) {
    const next = earliestHead(heads);
    if (next === undefined) return;
    pushStretch(out, { file: next.file, from: next.row, to: next.row + 1 });
    next.row += 1;
  }
}

interface Head {
  readonly file: number;
  readonly keys: Float64Array;
  row: number;
}

function earliestHead(heads: readonly Head[]): Head | undefined {
  let earliest: Head | undefined;
  for (const head of heads) {
    if (head.row >= head.keys.length) continue;
    if (earliest === undefined || keyOf(head) < keyOf(earliest)) earliest = head;
  }
  return earliest;
}

function keyOf({ keys, row }: Head): number {
  return keys[row] ?? Number.POSITIVE_INFINITY;
}

/** Joins a stretch that continues the one before it. */
function pushStretch(out: Stretch[], stretch: Stretch): void {
  const before = out.at(-1);
  if (stretch.to === stretch.from) return;
  if (before !== undefined && before.file === stretch.file && before.to === stretch.from) {
    out[out.length - 1] = { ...before, to: stretch.to };
  } else {
    out.push(stretch);
  }
}

function nonDecreasing(wallTimes: Float64Array = new Float64Array()): Float64Array {
  const keys = new Float64Array(wallTimes.length);
  let key = wallTimeRangeOf(wallTimes).firstWallTime;
  for (let row = 0; row < keys.length; row++) {
    const wallTime = wallTimes[row] ?? Number.NaN;
    if (Number.isFinite(wallTime) && wallTime > key) key = wallTime;
    keys[row] = key;
  }
  return keys;
}

/**
 * Numbers of the files in the order in which their rows follow each other; null where some of them
 * overlap in wall time, so that `mergeFiles` would have to look at the rows.
 */
export function orderWithoutMerging(ranges: readonly WallTimeRange[]): number[] | null {
  const order = filesByFirstWallTime(ranges);
  let latestSoFar = Number.NEGATIVE_INFINITY;
  for (const file of order) {
    const { firstWallTime, latestWallTime } = ranges[file] ?? EMPTY_RANGE;
    if (firstWallTime < latestSoFar) return null;
    latestSoFar = Math.max(latestSoFar, latestWallTime);
  }
  return order;
}

/** What the typed arrays share: enough to copy rows without knowing which one it is. */
export interface Column<T> {
  readonly length: number;
  subarray(from: number, to: number): T;
  set(source: T, at: number): void;
}

/** Copies the stretches of the files' columns one after the other into `into`, and returns it. */
export function gatherInto<T extends Column<T>>(
  into: T,
  columns: readonly T[],
  stretches: readonly Stretch[],
): T {
  let at = 0;
  for (const { file, from, to } of stretches) {
    const column = columns[file];
    if (column !== undefined) into.set(column.subarray(from, to), at);
    at += to - from;
  }
  return into;
}
