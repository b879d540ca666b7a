/** The store contract: every point comes back, in the order of arrival and of wall time. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { OpenStore } from "./contract.ts";
import { batchOf, columnsOf, ingestOf, type Point, pointsOf, progressOf, scalarTag } from "./ingests.ts";

const LARGEST_INT64 = 2n ** 63n - 1n;
/** More than a chunk of any engine. */
const MANY_POINTS = 10_000;

export function contractOfScalars(open: OpenStore): void {
  it("gives back int64 steps, wall times and values exactly", async () => {
    const store = await open();
    const points: Point[] = [
      [-(2n ** 63n), 1_700_000_000.123_456, 0.1],
      [-1n, 1_700_000_001.5, -0],
      [0n, 1_700_000_002.25, 5e-324],
      [2n ** 53n + 1n, 1_700_000_003.125, 1.797_693_134_862_315_7e308],
      [LARGEST_INT64, 1_700_000_004.062_5, 1 / 3],
    ];
    await store.append(ingestOf("a", "/logs/a/1", scalarTag("loss", points)));
    expect(pointsOf(await store.scalars("a", "loss"))).toEqual(points);
  });

  it("keeps NaN and both infinities", async () => {
    const store = await open();
    const points: Point[] = [
      [1n, 1, Number.NaN],
      [2n, 2, Number.POSITIVE_INFINITY],
      [3n, 3, Number.NEGATIVE_INFINITY],
    ];
    await store.append(ingestOf("a", "/logs/a/1", scalarTag("loss", points)));
    expect(pointsOf(await store.scalars("a", "loss"))).toEqual(points);
  });

  it("keeps the order of arrival over many appends, steps that go back included", async () => {
    const store = await open();
    for (const steps of [[1, 2, 3], [2, 1], [9]]) {
      const points = steps.map((step): Point => [step, 100, step / 2]);
      await store.append(ingestOf("a", "/logs/a/1", scalarTag("loss", points)));
    }
    expect([...(await store.scalars("a", "loss")).steps]).toEqual([1n, 2n, 3n, 2n, 1n, 9n]);
  });

  it("keeps every point of a series longer than any chunk, however it is cut into appends", async () => {
    const all = Array.from({ length: MANY_POINTS }, (_, i): Point => [i, 1000 + i, Math.sin(i)]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: MANY_POINTS - 1 }), { maxLength: 6 }),
        async (cuts) => {
          const store = await open();
          const bounds = [0, ...[...cuts].sort((a, b) => a - b), MANY_POINTS];
          for (let i = 1; i < bounds.length; i++) {
            const points = all.slice(bounds[i - 1], bounds[i]);
            await store.append(ingestOf("a", "/logs/a/1", scalarTag("loss", points)));
          }
          expect(await store.scalars("a", "loss")).toEqual(columnsOf(all));
        },
      ),
      { seed: 6886, numRuns: 12 },
    );
  });

  it("sets files that do not overlap in wall time one after the other, the earliest first", async () => {
    const store = await open();
    await store.append(
      ingestOf(
        "a",
        "/logs/a/1",
        scalarTag("loss", [
          [5, 50, 0.5],
          [6, 60, 0.6],
        ]),
      ),
    );
    await store.append(
      ingestOf(
        "a",
        "/logs/a/2",
        scalarTag("loss", [
          [1, 10, 0.1],
          [2, 20, 0.2],
        ]),
      ),
    );
    expect([...(await store.scalars("a", "loss")).steps]).toEqual([1n, 2n, 5n, 6n]);
  });

  it("merges files that overlap in wall time by wall time", async () => {
    const store = await open();
    await store.append(
      ingestOf(
        "a",
        "/logs/a/1",
        scalarTag("loss", [
          [1, 10, 1],
          [3, 30, 3],
          [5, 50, 5],
        ]),
      ),
    );
    await store.append(
      ingestOf(
        "a",
        "/logs/a/2",
        scalarTag("loss", [
          [2, 20, 2],
          [4, 40, 4],
        ]),
      ),
    );
    expect([...(await store.scalars("a", "loss")).values]).toEqual([1, 2, 3, 4, 5]);
  });

  it("gives only so many of the first points where that is asked for, of one file and of several", async () => {
    const store = await open();
    const points = Array.from({ length: 2_500 }, (_, i): Point => [BigInt(i), i, i / 2]);
    await store.append(ingestOf("a", "/logs/a/1", scalarTag("loss", points)));
    expect(pointsOf(await store.scalars("a", "loss", 1_100))).toEqual(points.slice(0, 1_100));
    expect(pointsOf(await store.scalars("a", "loss", 9_000))).toEqual(points);
    await store.append(ingestOf("a", "/logs/a/2", scalarTag("loss", [[7, 0.5, 1]])));
    expect(pointsOf(await store.scalars("a", "loss", 2))).toEqual([points[0], [7n, 0.5, 1]]);
  });

  it("keeps tags, runs and files of like names apart", async () => {
    const store = await open();
    const longTag = "loss/".repeat(2_000);
    await store.append(
      ingestOf("a", "/f", scalarTag("b/c", [[1, 1, 1]]), scalarTag(`${longTag}1`, [[4, 1, 4]])),
    );
    await store.append(
      ingestOf("a/b", "/f", scalarTag("c", [[2, 1, 2]]), scalarTag(`${longTag}2`, [[5, 1, 5]])),
    );
    await store.append(ingestOf("a", "/g", scalarTag("B/C", [[3, 1, 3]]), scalarTag("", [[6, 1, 6]])));
    const valuesOf = async (run: string, tag: string) => [...(await store.scalars(run, tag)).values];
    expect(await valuesOf("a", "b/c")).toEqual([1]);
    expect(await valuesOf("a/b", "c")).toEqual([2]);
    expect(await valuesOf("a", "B/C")).toEqual([3]);
    expect(await valuesOf("a", `${longTag}1`)).toEqual([4]);
    expect(await valuesOf("a/b", `${longTag}2`)).toEqual([5]);
    expect(await valuesOf("a", "")).toEqual([6]);
  });

  it("answers an unknown run or tag with empty columns", async () => {
    const store = await open();
    await store.append(ingestOf("a", "/logs/a/1", scalarTag("loss", [[1, 1, 1]])));
    expect(await store.scalars("nowhere", "loss")).toEqual(columnsOf([]));
    expect(await store.scalars("a", "nothing")).toEqual(columnsOf([]));
  });

  it("neither changes the arrays it is given nor lets later changes to them through", async () => {
    const store = await open();
    const given = columnsOf([
      [1, 10, 0.5],
      [2, 20, 0.25],
    ]);
    const info = { tag: "loss", kind: "scalar", plugin: "", displayName: "", description: "" } as const;
    const dataLosses = [{ offset: 3, bytes: 4, reason: "bit flip" }];
    const file = progressOf("/logs/a/1", { dataLosses });
    await store.append({ run: "a", file, batch: batchOf({ info, scalars: given }) });
    expect(given).toEqual(
      columnsOf([
        [1, 10, 0.5],
        [2, 20, 0.25],
      ]),
    );
    given.values.fill(7);
    given.steps.fill(7n);
    dataLosses.pop();
    expect(await store.scalars("a", "loss")).toEqual(
      columnsOf([
        [1, 10, 0.5],
        [2, 20, 0.25],
      ]),
    );
    expect((await store.run("a"))?.files[0]?.dataLosses).toHaveLength(1);
  });

  it("gives out arrays that are the caller's own", async () => {
    const store = await open();
    await store.append(ingestOf("a", "/logs/a/1", scalarTag("loss", [[1, 10, 0.5]])));
    (await store.scalars("a", "loss")).values.fill(7);
    expect([...(await store.scalars("a", "loss")).values]).toEqual([0.5]);
  });
}
