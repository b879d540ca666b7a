/** The store contract: where the non-scalar values lie. */
import { expect, it } from "vitest";
import type { BlobIndex } from "../store.ts";
import type { OpenStore } from "./contract.ts";
import { type BlobRow, imageTag, ingestOf, scalarTag } from "./ingests.ts";

/** More than a chunk of any engine. */
const MANY_ROWS = 5_000;

export function contractOfBlobs(open: OpenStore): void {
  it("gives step, wall time, place, length, item count and path of each value", async () => {
    const store = await open();
    await store.append(ingestOf("a", "/1", imageTag("samples", [[10, 1, 3_000_000_000, 70, 16]])));
    expect(placesOf(await store.blobs("a", "samples"))).toEqual([[10n, 1, 3_000_000_000, 70, 16, "/1"]]);
  });

  it("orders the values of several files as it orders points, each with its own path", async () => {
    const store = await open();
    await store.append(
      ingestOf(
        "a",
        "/1",
        imageTag("samples", [
          [10, 10, 0, 5, 1],
          [30, 30, 5, 6, 1],
        ]),
      ),
    );
    await store.append(ingestOf("a", "/2", imageTag("samples", [[20, 20, 7, 8, 2]])));
    await store.append(ingestOf("a", "/0", imageTag("samples", [[40, 40, 9, 9, 3]])));
    expect(placesOf(await store.blobs("a", "samples"))).toEqual([
      [10n, 10, 0, 5, 1, "/1"],
      [20n, 20, 7, 8, 2, "/2"],
      [30n, 30, 5, 6, 1, "/1"],
      [40n, 40, 9, 9, 3, "/0"],
    ]);
  });

  it("keeps every reference of a long film, over many appends", async () => {
    const store = await open();
    const rows = Array.from({ length: MANY_ROWS }, (_, i): BlobRow => [i, i, i * 100, 100 + (i % 7), i % 5]);
    for (const [from, to] of [
      [0, 3],
      [3, 2_500],
      [2_500, MANY_ROWS],
    ]) {
      await store.append(ingestOf("a", "/1", imageTag("samples", rows.slice(from, to))));
    }
    expect(placesOf(await store.blobs("a", "samples"))).toEqual(
      rows.map(([step, wallTime, offset, length, count]) => [
        BigInt(step),
        wallTime,
        offset,
        length,
        count,
        "/1",
      ]),
    );
  });

  it("answers an unknown run, an unknown tag and a scalar tag with an empty index", async () => {
    const store = await open();
    await store.append(ingestOf("a", "/1", scalarTag("loss", [[1, 1, 1]])));
    for (const [run, tag] of [
      ["nowhere", "loss"],
      ["a", "nothing"],
      ["a", "loss"],
    ] as const) {
      expect(placesOf(await store.blobs(run, tag))).toEqual([]);
    }
  });

  it("answers a blob tag's scalars with empty columns", async () => {
    const store = await open();
    await store.append(ingestOf("a", "/1", imageTag("samples", [[10, 1, 0, 70, 16]])));
    expect([...(await store.scalars("a", "samples")).steps]).toEqual([]);
  });
}

function placesOf(index: BlobIndex): unknown[][] {
  return Array.from(index.steps, (step, row) => [
    step,
    index.wallTimes[row],
    index.offsets[row],
    index.lengths[row],
    index.itemCounts[row],
    index.paths[index.fileIndexes[row] ?? -1],
  ]);
}
