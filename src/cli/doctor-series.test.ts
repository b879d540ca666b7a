/** What the doctor says of series: their steps, their values, and whether they tell of a game. */
import { expect, test } from "vitest";
import type { ScalarColumns } from "../model/index.ts";
import { correctionsOf } from "../watch/index.ts";
import { checkSeries } from "./doctor-series.ts";
import { EVERYTHING, sourceOf } from "./testing/export-source.ts";

const RUN = 'a,"b"';

function columns(steps: readonly number[], values: readonly number[] = steps): ScalarColumns {
  return {
    steps: BigInt64Array.from(steps, BigInt),
    wallTimes: Float64Array.from(steps, (_, i) => i),
    values: Float64Array.from(values),
  };
}

/** The places of each check that is not ok. */
async function complaintsAbout(series: Readonly<Record<string, ScalarColumns>>) {
  const { store } = await sourceOf(series, EVERYTHING);
  const checks = await checkSeries(
    store,
    correctionsOf([], () => undefined),
  );
  return Object.fromEntries(
    checks.filter(({ status }) => status !== "ok").map(({ check, places }) => [check, places]),
  );
}

test("a game whose steps grow and whose values are finite is well", async () => {
  expect(await complaintsAbout({ "loss/G": columns([0, 1, 2]), "loss/D": columns([0]) })).toEqual({});
});

test("each fault is told with its series and how often", async () => {
  const complaints = await complaintsAbout({
    "loss/G": columns([0, 0, 0]),
    "loss/D": columns([0, 5, 6, 2, 3]),
    "gradient norm": columns([0, 1, 1, 1, 2]),
    accuracy: columns([0, 1, 2], [1, Number.NaN, Number.NEGATIVE_INFINITY]),
  });
  expect(complaints).toEqual({
    "step-less": [`${RUN} · loss/G: 3 values at step 0`],
    "unsorted-steps": [`${RUN} · loss/D: 1 time`],
    "duplicate-steps": [`${RUN} · gradient norm: 2 times`],
    "non-finite": [`${RUN} · accuracy: 2 of 3`],
  });
});

test("a run of which no tag tells of two players is told", async () => {
  expect(await complaintsAbout({ "epoch time": columns([0, 1]), temperature: columns([0, 1]) })).toEqual({
    roles: [RUN],
  });
});
