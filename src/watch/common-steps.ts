/** Puts series that count their steps otherwise, such as pictures an epoch, on the steps of the losses, by the times at which both were written. */
import type { RoleOfTag, ScalarColumns } from "../model/index.ts";
import type { StoreReader, TagRecord } from "../store/index.ts";

/** Two counts of one training differ at least this much: batches in an epoch, images in a batch. */
const LEAST_RATIO = 3;
/** Fewer points show no rate. */
const FEWEST_POINTS = 4;
/** By so much of the whole the progress of one count may differ from the other's at one time. */
const MOST_UNEVEN = 0.25;

type Times = Pick<ScalarColumns, "steps" | "wallTimes">;

export interface CommonSteps {
  /** Tags that count their steps otherwise than the clock does. */
  readonly otherwise: ReadonlySet<string>;
  /** The series that the losses' steps are read from; null where no tag counts otherwise. */
  readonly clock: Times | null;
  /** The same as long as the same tags are put on the same clock. */
  readonly key: string;
}

export interface Stretch {
  readonly fromStep: number;
  readonly toStep: number;
}

/** The clock of a run is the first scalar with a role that has about as many points as any. */
export async function commonStepsOf(
  store: StoreReader,
  run: string,
  { tags, roles }: { readonly tags: readonly TagRecord[]; readonly roles: readonly RoleOfTag[] },
): Promise<CommonSteps> {
  const played = new Set(roles.filter(({ role }) => role !== "other").map(({ tag }) => tag));
  const scalars = tags.filter(({ tag, kind }) => kind === "scalar" && played.has(tag));
  const clockTag = steadiestOf(scalars);
  const likely = clockTag === undefined ? [] : tags.filter((tag) => mayCountOtherwise(tag, clockTag));
  if (clockTag === undefined || likely.length === 0) return { otherwise: new Set(), clock: null, key: "" };
  const clock = await store.scalars(run, clockTag.tag);
  const otherwise = new Set<string>();
  for (const { tag, kind } of likely) {
    const times = kind === "scalar" ? await store.scalars(run, tag) : await store.blobs(run, tag);
    if (countsOtherwise(times, clock)) otherwise.add(tag);
  }
  return { otherwise, clock, key: otherwise.size === 0 ? "" : [clockTag.tag, ...otherwise].join("\n") };
}

/** Losses are written one after the other: which has a point more than the other changes all the time. */
const ABOUT_AS_MANY = 0.5;

function steadiestOf(scalars: readonly TagRecord[]): TagRecord | undefined {
  const most = scalars.reduce((largest, { pointCount }) => Math.max(largest, pointCount), 0);
  const candidates = scalars.filter(({ pointCount }) => pointCount >= ABOUT_AS_MANY * most);
  return candidates.toSorted((a, b) => a.firstAppearance - b.firstAppearance)[0];
}

function mayCountOtherwise(tag: TagRecord, clock: TagRecord): boolean {
  const [own, common] = [Number(tag.lastStep - tag.firstStep), Number(clock.lastStep - clock.firstStep)];
  return tag.pointCount >= FEWEST_POINTS && own > 0 && Math.max(common / own, own / common) >= LEAST_RATIO;
}

/** Whether a series goes through its steps evenly while the clock goes through several times as many, or as few. */
export function countsOtherwise(times: Times, clock: Times): boolean {
  const { steps, wallTimes } = times;
  if (steps.length < FEWEST_POINTS || !neverDecreases(wallTimes) || !neverDecreases(clock.wallTimes)) {
    return false;
  }
  const onClock = stepsOnClock(wallTimes, clock);
  const [own, common] = [progressOf(steps), progressOf(onClock)];
  if (own === null || common === null) return false;
  const isEven = own.shares.every((share, at) => Math.abs(share - (common.shares[at] ?? 0)) <= MOST_UNEVEN);
  return isEven && Math.max(own.length / common.length, common.length / own.length) >= LEAST_RATIO;
}

/** The clock's last step at each of the times, its first before it began: what comes later changes none of them. */
export function stepsOnClock(wallTimes: Float64Array, clock: Times): BigInt64Array {
  let row = 0;
  return BigInt64Array.from(wallTimes, (time) => {
    while (row + 1 < clock.steps.length && (clock.wallTimes[row + 1] ?? Number.NaN) <= time) row++;
    return clock.steps[row] ?? 0n;
  });
}

/** A stretch of common steps as a series counts them itself, from its first point there to its last. */
export function ownSteps({ fromStep, toStep }: Stretch, own: BigInt64Array, common: BigInt64Array): Stretch {
  const first = common.findIndex((step) => step >= fromStep);
  const last = common.findLastIndex((step) => step <= toStep);
  return {
    fromStep: Number(own[first] ?? own.at(-1)),
    toStep: Number(own[Math.max(first, last)] ?? own.at(-1)),
  };
}

/** How many steps a series goes through, and the share of them that lies behind each of its points. */
function progressOf(steps: BigInt64Array): { length: number; shares: number[] } | null {
  const first = steps[0] ?? 0n;
  const length = Number((steps.at(-1) ?? 0n) - first);
  return length <= 0 ? null : { length, shares: Array.from(steps, (step) => Number(step - first) / length) };
}

function neverDecreases(times: Float64Array): boolean {
  return times.every((time, row) => row === 0 || time >= (times[row - 1] ?? Number.NaN));
}
