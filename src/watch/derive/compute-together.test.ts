import { describe, expect, it } from "vitest";
import { computeTogether } from "./compute-together.ts";
import type { Computing, DeriveJob, PlacedMoment } from "./derive-messages.ts";

const FILE = { path: "/logs/a", identity: "1" };
const placeAt = (offset: number) => ({ file: FILE, offset, length: 1 });

function jobOf(...offsets: readonly number[]): DeriveJob {
  const moments = offsets.map(
    (offset): PlacedMoment => ({
      real: placeAt(offset),
      fake: placeAt(offset),
      heldOut: null,
      before: null,
    }),
  );
  return {
    measures: { kind: "lone-samples" },
    tags: { real: "a", fake: "a", heldOut: null },
    first: { real: placeAt(0), fake: placeAt(0) },
    moments,
  };
}

/** Answers each moment by its offset, keeps which it was asked for, and takes a second a job by the clock it is given. */
function scripted(asked: number[][], clock: { now: number }): Computing {
  return {
    async compute({ moments }) {
      clock.now += 1_000;
      asked.push(moments.map(({ fake }) => fake.offset));
      return moments.map(({ fake }) => ({ kind: "failed", reason: String(fake.offset) }));
    },
    identify: () => Promise.reject(new Error("not asked for")),
    close: async () => undefined,
  };
}

describe("computeTogether", () => {
  it("computes alone for a second, then shares each job, and answers in order", async () => {
    const clock = { now: 0 };
    const [byHere, byOther]: [number[][], number[][]] = [[], []];
    let started = 0;
    const together = computeTogether({
      here: scripted(byHere, clock),
      startOther: () => {
        started++;
        return scripted(byOther, clock);
      },
      nowMilliseconds: () => clock.now,
    });
    const answered = async (...offsets: readonly number[]) =>
      (await together.compute(jobOf(...offsets))).map((moment) => moment.kind === "failed" && moment.reason);
    expect(await answered(1, 2, 3)).toEqual(["1", "2", "3"]);
    expect(started).toBe(0);
    expect(await answered(4, 5, 6)).toEqual(["4", "5", "6"]);
    expect(await answered(7)).toEqual(["7"]);
    expect(await answered(8, 9)).toEqual(["8", "9"]);
    expect(byHere).toEqual([[1, 2, 3], [4, 5], [7], [8]]);
    expect(byOther).toEqual([[6], [9]]);
    expect(started).toBe(1);
    await together.close();
  });

  it("fails where the other thread does", async () => {
    const clock = { now: 0 };
    const here = scripted([], clock);
    const broken = { ...here, compute: () => Promise.reject(new Error("out of memory")) };
    const together = computeTogether({ here, startOther: () => broken, nowMilliseconds: () => clock.now });
    await together.compute(jobOf(1));
    await expect(together.compute(jobOf(2, 3))).rejects.toThrow("out of memory");
  });
});
