/** The store contract: what is said of runs, tags and files without reading points. */
import { expect, it } from "vitest";
import type { OpenStore } from "./contract.ts";
import { batchOf, columnsOf, imageTag, infoOf, ingestOf, progressOf, scalarTag } from "./ingests.ts";

export function contractOfRecords(open: OpenStore): void {
  it("sums a tag up over its files: count, step range, last value, non-finite values", async () => {
    const store = await open();
    await store.append(
      ingestOf(
        "a",
        "/2",
        scalarTag("loss", [
          [7, 70, Number.NaN],
          [6, 80, 0.25],
        ]),
      ),
    );
    await store.append(
      ingestOf(
        "a",
        "/1",
        scalarTag("loss", [
          [-3, 10, 1],
          [2n ** 60n, 20, Number.POSITIVE_INFINITY],
        ]),
      ),
    );
    expect(await store.tags("a")).toEqual([
      {
        ...infoOf("loss", "scalar"),
        firstAppearance: 0,
        pointCount: 4,
        firstStep: -3n,
        lastStep: 2n ** 60n,
        lastValue: 0.25,
        nonFiniteCount: 2,
      },
    ]);
  });

  it("keeps what is derived apart from event files, and its points beside theirs", async () => {
    const store = await open();
    await store.append(ingestOf("a", "/1", scalarTag("loss", [[1, 10, 1]])));
    await store.append(ingestOf("a", "derived:outputs", scalarTag("derived/outputs/auc", [[1, 10, 0.5]])));
    const record = await store.run("a");
    expect(record?.files.map(({ path }) => path)).toEqual(["/1"]);
    expect(record?.derivations.map(({ path }) => path)).toEqual(["derived:outputs"]);
    expect((await store.tags("a")).map(({ tag }) => tag)).toEqual(["derived/outputs/auc", "loss"]);
    await store.forgetFile("a", "derived:outputs");
    expect((await store.tags("a")).map(({ tag }) => tag)).toEqual(["loss"]);
  });

  it("remembers the order in which tags turned up, within a batch and over batches", async () => {
    const store = await open();
    const later = ingestOf("a", "/1", scalarTag("b", [[2, 2, 2]]), scalarTag("c", [[2, 2, 2]]));
    await store.append(ingestOf("a", "/1", scalarTag("d", [[1, 1, 1]]), scalarTag("a", [[1, 1, 1]])));
    await store.append({ ...later, file: { ...later.file, recordCount: 4 } });
    await store.append({
      ...ingestOf("a", "/1", scalarTag("a", [[3, 3, 3]])),
      file: { ...later.file, recordCount: 5 },
    });
    const tags = (await store.tags("a")).toSorted(
      (one, other) => one.firstAppearance - other.firstAppearance,
    );
    expect(tags.map(({ tag }) => tag)).toEqual(["d", "a", "b", "c"]);
  });

  it("gives the last point in the order of the series as the last value, also of overlapping files", async () => {
    const store = await open();
    await store.append(
      ingestOf(
        "a",
        "/1",
        scalarTag("loss", [
          [1, 10, 1],
          [9, 90, 9],
        ]),
      ),
    );
    await store.append(
      ingestOf(
        "a",
        "/2",
        scalarTag("loss", [
          [2, 20, 2],
          [8, 80, Number.NaN],
        ]),
      ),
    );
    expect((await store.tags("a"))[0]?.lastValue).toBe((await store.scalars("a", "loss")).values.at(-1));
    expect((await store.tags("a"))[0]?.lastValue).toBe(9);
  });

  it("sorts tags, and gives no last value of what is not scalar", async () => {
    const store = await open();
    await store.append(ingestOf("a", "/1", scalarTag("é", [[1, 1, 0]]), imageTag("Z", [[4, 1, 0, 9, 1]])));
    await store.append(ingestOf("a", "/1", scalarTag("a", [[1, 1, 0]])));
    const tags = await store.tags("a");
    expect(tags.map(({ tag }) => tag)).toEqual(["Z", "a", "é"]);
    expect(tags.map(({ lastValue }) => lastValue)).toEqual([null, 0, 0]);
    expect(tags.map(({ kind }) => kind)).toEqual(["image", "scalar", "scalar"]);
  });

  it("lets what the earliest file says of a tag stand", async () => {
    const store = await open();
    const info = { ...infoOf("loss", "scalar"), displayName: "named later" };
    await store.append(ingestOf("a", "/1", { info, scalars: columnsOf([[1, 50, 1]]) }));
    await store.append(ingestOf("a", "/2", scalarTag("loss", [[1, 10, 1]])));
    expect((await store.tags("a"))[0]?.displayName).toBe("loss shown");
  });

  it("takes up what the reader of a file learns of a tag later", async () => {
    const store = await open();
    await store.append(ingestOf("a", "/1", scalarTag("loss", [[1, 10, 1]])));
    const info = { ...infoOf("loss", "scalar"), plugin: "better" };
    await store.append(ingestOf("a", "/1", { info, scalars: columnsOf([[2, 20, 1]]) }));
    expect((await store.tags("a")).map(({ plugin, pointCount }) => [plugin, pointCount])).toEqual([
      ["better", 2],
    ]);
  });

  it("gives a run's wall times, largest step and files by path", async () => {
    const store = await open();
    const second = progressOf("/2", { resumeOffset: 900, sizeBytes: 950, recordCount: 12 });
    await store.append({
      run: "b",
      file: second,
      batch: batchOf(
        scalarTag("loss", [
          [5, 700.5, 1],
          [3, 600.25, 1],
        ]),
      ),
    });
    await store.append(ingestOf("b", "/1", imageTag("samples", [[9, 650, 0, 9, 1]])));
    expect(await store.run("b")).toEqual({
      run: "b",
      files: [progressOf("/1", { recordCount: 1 }), second],
      derivations: [],
      firstWallTime: 600.25,
      lastWallTime: 700.5,
      lastStep: 9n,
    });
  });

  it("replaces a file's progress, int64 session starts and data losses included", async () => {
    const store = await open();
    const losses = [{ offset: 88_310, bytes: 27, reason: "length checksum" }];
    await store.append({ run: "a", file: progressOf("/1", { recordCount: 1 }), batch: batchOf() });
    const newest = progressOf("/1", {
      recordCount: 2,
      dataLosses: losses,
      sessionStarts: [5n, 2n ** 62n],
      fileVersion: "brain.Event:2",
      writer: "a writer",
      identity: "2049:77",
    });
    await store.append({ run: "a", file: newest, batch: batchOf() });
    expect((await store.run("a"))?.files).toEqual([newest]);
  });

  it("lists a run that has a file but no values yet", async () => {
    const store = await open();
    await store.append({ run: "fresh", file: progressOf("/1"), batch: batchOf() });
    const fresh = {
      run: "fresh",
      files: [progressOf("/1")],
      derivations: [],
      firstWallTime: null,
      lastWallTime: null,
      lastStep: null,
    };
    expect(await store.runs()).toEqual([fresh]);
    expect(await store.tags("fresh")).toEqual([]);
  });

  it("lists runs by name, and answers an unknown one with null and no tags", async () => {
    const store = await open();
    for (const run of ["b", ".", "a/b", "a"])
      await store.append(ingestOf(run, `/${run}`, scalarTag("x", [[1, 1, 1]])));
    expect((await store.runs()).map(({ run }) => run)).toEqual([".", "a", "a/b", "b"]);
    expect(await store.run("nowhere")).toBeNull();
    expect(await store.tags("nowhere")).toEqual([]);
  });

  it("forgets the rows and progress of one file and no other", async () => {
    const store = await open();
    await store.append(
      ingestOf("a", "/1", scalarTag("loss", [[1, 10, 1]]), scalarTag("only here", [[1, 10, 1]])),
    );
    await store.append(
      ingestOf("a", "/2", scalarTag("loss", [[2, 20, 2]]), imageTag("samples", [[2, 20, 0, 9, 1]])),
    );
    await store.forgetFile("a", "/1");
    expect([...(await store.scalars("a", "loss")).steps]).toEqual([2n]);
    expect((await store.tags("a")).map(({ tag, pointCount }) => [tag, pointCount])).toEqual([
      ["loss", 1],
      ["samples", 1],
    ]);
    expect((await store.run("a"))?.files.map(({ path }) => path)).toEqual(["/2"]);
    expect((await store.blobs("a", "samples")).paths).toEqual(["/2"]);
  });

  it("reads a forgotten file anew as if it had never been there", async () => {
    const store = await open();
    await store.append(
      ingestOf(
        "a",
        "/1",
        scalarTag("loss", [
          [1, 10, 1],
          [2, 20, 2],
        ]),
      ),
    );
    await store.forgetFile("a", "/1");
    expect((await store.run("a"))?.files).toEqual([]);
    await store.append(ingestOf("a", "/1", imageTag("loss", [[7, 70, 0, 9, 1]])));
    expect((await store.scalars("a", "loss")).steps).toHaveLength(0);
    expect((await store.tags("a")).map(({ kind, pointCount }) => [kind, pointCount])).toEqual([["image", 1]]);
    expect((await store.run("a"))?.lastStep).toBe(7n);
  });

  it("removes a run with everything in it, and takes it up again", async () => {
    const store = await open();
    await store.append(
      ingestOf("a", "/a/1", scalarTag("loss", [[1, 10, 1]]), imageTag("i", [[1, 1, 1, 1, 1]])),
    );
    await store.append(ingestOf("a/b", "/a/b/1", scalarTag("loss", [[2, 20, 2]])));
    await store.removeRun("a");
    expect((await store.runs()).map(({ run }) => run)).toEqual(["a/b"]);
    expect(await store.tags("a")).toEqual([]);
    expect((await store.scalars("a", "loss")).steps).toHaveLength(0);
    expect((await store.blobs("a", "i")).steps).toHaveLength(0);
    await store.append(ingestOf("a", "/a/1", scalarTag("loss", [[3, 30, 3]])));
    expect([...(await store.scalars("a", "loss")).steps]).toEqual([3n]);
  });

  it("takes no offence at forgetting or removing what it does not know", async () => {
    const store = await open();
    await store.forgetFile("a", "/1");
    await store.removeRun("a");
    expect(await store.runs()).toEqual([]);
  });
}
