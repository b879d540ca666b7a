import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StoreChange } from "../store.ts";
import { columnsOf, ingestOf, type Point, scalarTag } from "../testing/ingests.ts";
import { type LmdbStore, openLmdbStore } from "./lmdb-store.ts";

/** Longer than any test: a commit comes only because something asks for it. */
const NEVER_MILLISECONDS = 1_000_000;

let directory: string;
let store: LmdbStore;
const openHere = (withinMilliseconds: number) =>
  openLmdbStore({
    directory,
    notice: (line) => {
      throw new Error(line);
    },
    grouped: {
      withinMilliseconds,
      failed: (error) => {
        throw error;
      },
    },
  });

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "nashboard-grouped-"));
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true, force: true });
});

describe("a store that groups its commits", () => {
  it("answers with what was appended before, and tells of each append once", async () => {
    store = await openHere(NEVER_MILLISECONDS);
    const heard: StoreChange[] = [];
    store.subscribe((change) => heard.push(change));
    const points = Array.from({ length: 3000 }, (_, i): Point => [i, i, i]);
    await store.append(ingestOf("a", "/1", scalarTag("x", points.slice(0, 5)), scalarTag("y", [[1, 1, 1]])));
    await store.append(ingestOf("a", "/1", scalarTag("x", points.slice(5, 2500))));
    await store.append(ingestOf("b", "/2", scalarTag("x", points)));
    await store.append(ingestOf("a", "/1", scalarTag("x", points.slice(2500))));
    expect(heard).toEqual([{ seq: 1, run: "a", tags: ["x", "y"] }]);
    expect(await store.scalars("a", "x")).toEqual(columnsOf(points));
    expect(heard).toEqual([
      { seq: 1, run: "a", tags: ["x", "y"] },
      { seq: 2, run: "a", tags: ["x"] },
      { seq: 3, run: "b", tags: ["x"] },
      { seq: 4, run: "a", tags: ["x"] },
    ]);
    expect(await store.scalars("b", "x")).toEqual(columnsOf(points));
  });

  it("commits by itself: what is appended first at once, what follows in time", async () => {
    store = await openHere(1);
    await store.append(ingestOf("a", "/1", scalarTag("x", [[1, 1, 1]])));
    expect(store.currentSeq()).toBe(1);
    const told = new Promise<StoreChange>((resolve) => void store.subscribe(resolve));
    await store.append(ingestOf("a", "/1", scalarTag("x", [[2, 2, 2]])));
    expect(store.currentSeq()).toBe(1);
    expect(await told).toEqual({ seq: 2, run: "a", tags: ["x"] });
  });

  it("has written everything when it is closed", async () => {
    store = await openHere(NEVER_MILLISECONDS);
    const points: Point[] = [
      [1, 1, 1],
      [2, 2, 2],
    ];
    for (const point of points) await store.append(ingestOf("a", "/1", scalarTag("x", [point])));
    await store.close();
    store = await openHere(NEVER_MILLISECONDS);
    expect(await store.scalars("a", "x")).toEqual(columnsOf(points));
  });
});
