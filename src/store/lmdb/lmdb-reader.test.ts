import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { Store } from "../store.ts";
import { storeContract } from "../testing/contract.ts";
import { columnsOf, ingestOf, type Point, scalarTag } from "../testing/ingests.ts";
import { runSource } from "../testing/run-source.ts";
import { openLmdbReader } from "./lmdb-reader.ts";
import { openLmdbStore } from "./lmdb-store.ts";

const MORE_CHANGES_THAN_ARE_KEPT = 4_200;

const directories: string[] = [];
afterAll(() => Promise.all(directories.map((directory) => rm(directory, { recursive: true, force: true }))));

async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "nashboard-reader-"));
  directories.push(directory);
  return directory;
}

const notice = (line: string) => {
  throw new Error(line);
};

/** Written through one door and read through the other. */
storeContract("lmdb, read by another", async (): Promise<Store> => {
  const directory = await newDirectory();
  const writer = await openLmdbStore({ directory, notice });
  const reader = await openLmdbReader({ directory });
  const thenRefresh = async (written: Promise<void>) => {
    await written;
    reader.refresh();
  };
  return {
    append: (ingest) => thenRefresh(writer.append(ingest)),
    forgetFile: (run, path) => thenRefresh(writer.forgetFile(run, path)),
    removeRun: (run) => thenRefresh(writer.removeRun(run)),
    runs: () => reader.runs(),
    run: (run) => reader.run(run),
    tags: (run) => reader.tags(run),
    scalars: (run, tag, most) => reader.scalars(run, tag, most),
    view: (query) => reader.view(query),
    blobs: (run, tag) => reader.blobs(run, tag),
    subscribe: (listener) => reader.subscribe(listener),
    currentSeq: () => reader.currentSeq(),
    close: async () => {
      await reader.close();
      await writer.close();
    },
  };
});

/** To compare long columns at once: number by number takes seconds. */
function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

describe("a reader", () => {
  it("follows a writer in another process, also past its end", async () => {
    const directory = await newDirectory();
    const source = fileURLToPath(new URL("../testing/appending-child.ts", import.meta.url));
    const child = await runSource(source, { directory, args: [directory] });
    await once(child.stdout, "data");
    const reader = await openLmdbReader({ directory });
    const before = reader.currentSeq();
    const told = new Promise<number>((resolve) => {
      reader.subscribe(({ seq, run, tags }) => {
        if (seq >= before + 50 && run === "a" && tags.includes("tag 7")) resolve(seq);
      });
    });
    child.stdout.resume();
    expect(await told).toBe(before + 50);
    child.kill("SIGKILL");
    await once(child, "exit");
    const tags = await reader.tags("a");
    const { values } = await reader.scalars("a", "tag 7");
    expect(values.length).toBe(tags[0]?.pointCount);
    expect([...values]).toEqual(Array.from(values, (_, step) => step / 2));
    await reader.close();
  });

  it("reads every point of a long series, and lets others in between", async () => {
    const directory = await newDirectory();
    const writer = await openLmdbStore({ directory, notice });
    const points = Array.from({ length: 300_000 }, (_, i): Point => [i, 1000 + i, Math.sin(i)]);
    await writer.append(ingestOf("a", "/1", scalarTag("x", points)));
    const reader = await openLmdbReader({ directory });
    let isRead = false;
    let others = 0;
    const other = () => {
      others += 1;
      if (!isRead) setImmediate(other);
    };
    setImmediate(other);
    const columns = await reader.scalars("a", "x");
    isRead = true;
    expect(others).toBeGreaterThanOrEqual(2);
    const expected = columnsOf(points);
    for (const name of ["steps", "wallTimes", "values"] as const)
      expect(Buffer.compare(bytesOf(columns[name]), bytesOf(expected[name]))).toBe(0);
    await reader.close();
    await writer.close();
  });

  it("begins where the writer is, and learns whether it still loads", async () => {
    const directory = await newDirectory();
    const writer = await openLmdbStore({ directory, notice });
    await writer.append(ingestOf("a", "/1", scalarTag("x", [[1, 1, 1]])));
    const reader = await openLmdbReader({ directory });
    expect(reader.currentSeq()).toBe(1);
    expect(reader.isLoading()).toBe(false);
    writer.setLoading(true);
    expect(reader.isLoading()).toBe(true);
    writer.setLoading(false);
    expect(reader.isLoading()).toBe(false);
    await reader.close();
    await writer.close();
  });

  it("lists runs and tags as they are after any number of changes, however long it did not ask", async () => {
    const directory = await newDirectory();
    const writer = await openLmdbStore({ directory, notice });
    const reader = await openLmdbReader({ directory });
    const isListedAlike = async () => {
      expect(await reader.runs()).toEqual(await writer.runs());
      for (const run of ["a", "b", "c"]) expect(await reader.tags(run)).toEqual(await writer.tags(run));
    };
    for (const run of ["c", "a", "b"]) await writer.append(ingestOf(run, `/${run}`));
    await isListedAlike();
    await writer.removeRun("a");
    await writer.append(ingestOf("b", "/b", scalarTag("x", [[1, 1, 1]])));
    await isListedAlike();
    await writer.removeRun("c");
    for (let i = 0; i < MORE_CHANGES_THAN_ARE_KEPT; i++) await writer.append(ingestOf("b", "/b"));
    await writer.append(ingestOf("b", "/b", scalarTag("x", [[2, 2, 2]]), scalarTag("y", [[1, 1, 1]])));
    await isListedAlike();
    expect((await reader.runs()).map(({ run }) => run)).toEqual(["b"]);
    await reader.close();
    await writer.close();
  });

  it("says why where there is nothing that it can read", async () => {
    const directory = await newDirectory();
    await expect(openLmdbReader({ directory })).rejects.toMatchObject({
      code: "STORE_UNREADABLE",
      what: "The cache cannot be read: there is none yet.",
    });
    await writeFile(join(directory, "data.mdb"), Buffer.alloc(20_000, 7));
    await expect(openLmdbReader({ directory })).rejects.toMatchObject({
      what: expect.stringContaining("it is not an LMDB file"),
    });
  });
});
