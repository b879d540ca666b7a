/** A chunk's summary stands for its points wherever a bucket of them would. */
import { expect, it } from "vitest";
import { bucketise, type ScalarColumns, stepsAsNumbers } from "../../model/index.ts";
import { asBucket, summaryOf } from "./summaries.ts";

const SPECIAL = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 1, 1, -1];

function bucketOf(points: ScalarColumns): Record<string, number | undefined> {
  const steps = stepsAsNumbers(points.steps);
  const one = bucketise({ ...points, steps }, 0, steps.length, Number.POSITIVE_INFINITY);
  return Object.fromEntries(Object.entries(one).map(([name, column]) => [name, column[0]]));
}

/** Park and Miller's generator, with the better multiplier. */
function* wholeNumbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state;
  }
}

it("is the one bucket that the reducer makes of the points, whatever their values", () => {
  const random = wholeNumbers(1);
  for (let round = 0; round < 200; round++) {
    const count = 1 + (random.next().value % 6);
    const column = (of: () => number) => Float64Array.from({ length: count }, of);
    const points = {
      steps: BigInt64Array.from({ length: count }, () => BigInt((random.next().value % 9) - 4)),
      wallTimes: column(() => random.next().value),
      values: column(() => SPECIAL[random.next().value % SPECIAL.length] ?? 0),
    };
    expect(asBucket(summaryOf(points))).toEqual(bucketOf(points));
  }
});

it("says whether a step goes back", () => {
  const of = (...steps: bigint[]) => {
    const zeros = new Float64Array(steps.length);
    return summaryOf({ steps: BigInt64Array.from(steps), wallTimes: zeros, values: zeros }).isMonotone;
  };
  expect([of(3n), of(1n, 1n, 2n), of(1n, 3n, 2n)]).toEqual([true, true, false]);
});
