/** The store contract: readers learn of a change when they can read it. */
import { expect, it } from "vitest";
import type { StoreChange } from "../store.ts";
import type { OpenStore } from "./contract.ts";
import { batchOf, ingestOf, progressOf, scalarTag } from "./ingests.ts";

export function contractOfChanges(open: OpenStore): void {
  it("counts changes from 0 and names run and tags of each", async () => {
    const store = await open();
    const heard: StoreChange[] = [];
    store.subscribe((change) => heard.push(change));
    expect(store.currentSeq()).toBe(0);
    await store.append(ingestOf("a", "/1", scalarTag("x", [[1, 1, 1]]), scalarTag("y", [[1, 1, 1]])));
    await store.append({ run: "b", file: progressOf("/2"), batch: batchOf() });
    await store.forgetFile("a", "/1");
    await store.removeRun("b");
    expect(heard).toEqual([
      { seq: 1, run: "a", tags: ["x", "y"] },
      { seq: 2, run: "b", tags: [] },
      { seq: 3, run: "a", tags: ["x", "y"] },
      { seq: 4, run: "b", tags: [] },
    ]);
    expect(store.currentSeq()).toBe(4);
  });

  it("tells of a change only when the points can be read", async () => {
    const store = await open();
    const read: Promise<number>[] = [];
    store.subscribe(({ run }) => read.push(store.scalars(run, "x").then(({ steps }) => steps.length)));
    await store.append(
      ingestOf(
        "a",
        "/1",
        scalarTag("x", [
          [1, 1, 1],
          [2, 2, 2],
        ]),
      ),
    );
    await store.append(ingestOf("a", "/1", scalarTag("x", [[3, 3, 3]])));
    expect(await Promise.all(read)).toEqual([2, 3]);
  });

  it("tells all subscribers, and none after it has stopped", async () => {
    const store = await open();
    const heard: string[] = [];
    const stop = store.subscribe(({ seq }) => heard.push(`one ${seq}`));
    store.subscribe(({ seq }) => heard.push(`other ${seq}`));
    await store.append(ingestOf("a", "/1", scalarTag("x", [[1, 1, 1]])));
    stop();
    await store.append(ingestOf("a", "/1", scalarTag("x", [[2, 2, 2]])));
    expect(heard).toEqual(["one 1", "other 1", "other 2"]);
  });

  it("keeps changes that were started together apart and in order", async () => {
    const store = await open();
    const heard: number[] = [];
    store.subscribe(({ seq }) => heard.push(seq));
    const files = ["/1", "/2", "/3", "/4"];
    await Promise.all(files.map((path, i) => store.append(ingestOf("a", path, scalarTag("x", [[i, i, i]])))));
    expect(heard).toEqual([1, 2, 3, 4]);
    expect([...(await store.scalars("a", "x")).steps]).toEqual([0n, 1n, 2n, 3n]);
  });

  it("says nothing when nothing was there to forget or remove", async () => {
    const store = await open();
    const heard: StoreChange[] = [];
    store.subscribe((change) => heard.push(change));
    await store.forgetFile("a", "/1");
    await store.removeRun("a");
    expect(heard).toEqual([]);
  });
}
