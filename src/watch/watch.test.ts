import { appendFile, mkdir, open, rename, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLmdbStore, openMemoryStore, type Store } from "../store/index.ts";
import { eventBytes, scalarFile } from "./testing/event-bytes.ts";
import { openWatchedFolder, stepsOf, storeWhere, type WatchedFolder } from "./testing/watched-folder.ts";

const NAME = "events.out.tfevents.1000.host";
/** More than is read at once. */
const MANY_STEPS = Array.from({ length: 60_000 }, (_, step) => step);

let logs: WatchedFolder;
let store: Store;
beforeEach(async () => {
  logs = await openWatchedFolder();
  store = openMemoryStore();
});
afterEach(() => logs.end());

const steps = (run: string, tag = "loss") => stepsOf(store, run, tag);
const hasSteps = (run: string, wanted: readonly number[]) =>
  storeWhere(store, async () => JSON.stringify(await steps(run)) === JSON.stringify(wanted));

describe("the first pass", () => {
  it("stores everything that lies there, however long, and says when it has", async () => {
    await mkdir(logs.at("a", "b"), { recursive: true });
    await writeFile(logs.at("a", NAME), scalarFile("loss", MANY_STEPS));
    await writeFile(logs.at("a", "b", NAME), scalarFile("loss", [1, 2]));
    const watching = logs.watch(store);
    expect(watching.isLoading()).toBe(true);
    await watching.firstPass;
    expect(watching.isLoading()).toBe(false);
    expect((await store.runs()).map(({ run }) => run)).toEqual(["a", "a/b"]);
    expect(await steps("a")).toEqual(MANY_STEPS);
    expect(await steps("a/b")).toEqual([1, 2]);
    expect(logs.notices).toEqual([]);
  });

  it("ends for an empty directory, for none, and when watching is closed", async () => {
    await logs.watch(store).firstPass;
    await logs.watch(store, [logs.at("nowhere")]).firstPass;
    const closed = logs.watch(store);
    await closed.close();
    await closed.firstPass;
    expect(await store.runs()).toEqual([]);
    expect(logs.notices).toEqual([expect.stringContaining("nothing to read here yet")]);
  });

  it("lists a run whose file is still empty", async () => {
    await writeFile(logs.at(NAME), "");
    await logs.watch(store).firstPass;
    expect(await store.run(".")).toMatchObject({
      files: [{ path: logs.at(NAME), sizeBytes: 0 }],
      lastStep: null,
    });
  });

  it("reads from several directories under their names, and single files", async () => {
    await mkdir(logs.at("x"));
    await writeFile(logs.at("x", NAME), scalarFile("loss", [1]));
    await writeFile(logs.at(NAME), scalarFile("loss", [2]));
    await logs.watch(store, [`mine=${logs.at("x")}`, logs.at(NAME)]).firstPass;
    expect((await store.runs()).map(({ run }) => run)).toEqual([NAME, "mine"]);
  });

  it("keeps count of records, session starts and losses over all reading", async () => {
    const bytes = eventBytes((writer) => {
      for (const step of [1, 2, 3]) writer.scalar("loss", step, 1);
      writer.sessionStart(7);
    });
    const damaged = Uint8Array.from(bytes);
    const at = bytes.length / 2;
    damaged[Math.floor(at)] = (damaged[Math.floor(at)] ?? 0) ^ 1;
    await writeFile(logs.at(NAME), damaged);
    await logs.watch(store).firstPass;
    const file = (await store.run("."))?.files[0];
    expect(file).toMatchObject({ recordCount: 4, sessionStarts: [7n], sizeBytes: bytes.length });
    expect(file).toMatchObject({ resumeOffset: bytes.length, fileVersion: "brain.Event:2" });
    expect(file?.dataLosses).toHaveLength(1);
  });
});

describe("a directory that is watched", () => {
  it("has what is appended in the store, also where a record comes in two halves", async () => {
    const all = scalarFile("loss", [1, 2, 3]);
    const half = all.length - 10;
    await writeFile(logs.at(NAME), all.subarray(0, half));
    await logs.watch(store).firstPass;
    expect(await steps(".")).toEqual([1, 2]);
    await appendFile(logs.at(NAME), all.subarray(half));
    await hasSteps(".", [1, 2, 3]);
  });

  it("finds new runs and new files of old ones", async () => {
    await logs.watch(store).firstPass;
    await mkdir(logs.at("late", "deep"), { recursive: true });
    await writeFile(logs.at("late", "deep", NAME), scalarFile("loss", [1]));
    await hasSteps("late/deep", [1]);
    await writeFile(logs.at("late", "deep", `${NAME}.2`), scalarFile("loss", [5]));
    await hasSteps("late/deep", [1, 5]);
  });

  it("reads a file again that was replaced by another, and says so", async () => {
    await writeFile(logs.at(NAME), scalarFile("loss", [1, 2, 3]));
    await logs.watch(store).firstPass;
    await writeFile(logs.at("upload"), scalarFile("loss", [7, 8, 9, 10]));
    await rename(logs.at("upload"), logs.at(NAME));
    await hasSteps(".", [7, 8, 9, 10]);
    expect(logs.notices).toEqual([`An event file was replaced and is read again: ${logs.at(NAME)}`]);
  });

  it("reads a file again that has shrunk, and says so", async () => {
    await writeFile(logs.at(NAME), scalarFile("loss", [1, 2, 3]));
    await logs.watch(store).firstPass;
    await truncate(logs.at(NAME), scalarFile("loss", [1]).length);
    await hasSteps(".", [1]);
    expect(logs.notices).toEqual([`An event file has shrunk and is read again: ${logs.at(NAME)}`]);
  });

  it("keeps a run whose file vanished until its directory does, and takes it up again", async () => {
    await mkdir(logs.at("a"));
    await mkdir(logs.at("b"));
    await writeFile(logs.at("a", NAME), scalarFile("loss", [1]));
    await logs.watch(store).firstPass;
    await rm(logs.at("a", NAME));
    await writeFile(logs.at("b", NAME), scalarFile("loss", [1]));
    await hasSteps("b", [1]);
    expect(await steps("a")).toEqual([1]);
    await rm(logs.at("a"), { recursive: true });
    await storeWhere(store, async () => (await store.run("a")) === null);
    await mkdir(logs.at("a"));
    await writeFile(logs.at("a", NAME), scalarFile("loss", [3, 4]));
    await hasSteps("a", [3, 4]);
  });

  it("sees records that are written over zeros at the end", async () => {
    const all = scalarFile("loss", [1, 2]);
    const preallocated = new Uint8Array(all.length + 5_000);
    preallocated.set(scalarFile("loss", [1]));
    await writeFile(logs.at(NAME), preallocated);
    await logs.watch(store).firstPass;
    expect(await steps(".")).toEqual([1]);
    const file = await open(logs.at(NAME), "r+");
    await file.write(all, 0, all.length, 0);
    await file.close();
    await hasSteps(".", [1, 2]);
  });

  it("sees what is appended where the system does not tell of it, as behind a link", async () => {
    const outside = await openWatchedFolder();
    await writeFile(outside.at(NAME), scalarFile("loss", [1]));
    await symlink(outside.at(NAME), logs.at(NAME));
    await logs.watch(store).firstPass;
    await writeFile(outside.at(NAME), scalarFile("loss", [1, 2]));
    await hasSteps(".", [1, 2]);
    await outside.end();
  });

  it("goes on after the store refused a stretch, and loses nothing of it", async () => {
    await writeFile(logs.at(NAME), scalarFile("loss", [1]));
    await logs.watch(store).firstPass;
    const append = store.append.bind(store);
    store.append = async () => {
      store.append = append;
      throw new Error("the disk is full");
    };
    await writeFile(logs.at(NAME), scalarFile("loss", [1, 2]));
    await hasSteps(".", [1, 2]);
    expect(logs.notices).toEqual([expect.stringContaining("(the disk is full); it is tried again")]);
  });

  it("stores nothing more once it is closed", async () => {
    await writeFile(logs.at(NAME), scalarFile("loss", [1]));
    const watching = logs.watch(store);
    await watching.firstPass;
    await watching.close();
    const seq = store.currentSeq();
    await writeFile(logs.at(NAME), scalarFile("loss", [1, 2]));
    const again = logs.watch(store);
    await again.firstPass;
    expect(store.currentSeq()).toBe(seq + 1);
  });
});

describe("a store that has been filled before", () => {
  it("is taken up where reading stopped, with the kinds of its tags", async () => {
    const all = scalarFile("loss", [1, 2, 3]);
    await writeFile(logs.at(NAME), all.subarray(0, all.length - 10));
    const first = logs.watch(store);
    await first.firstPass;
    await first.close();
    await appendFile(logs.at(NAME), all.subarray(all.length - 10));
    await logs.watch(store).firstPass;
    expect(await steps(".")).toEqual([1, 2, 3]);
    expect((await store.run("."))?.files[0]?.recordCount).toBe(4);
    expect(logs.notices).toEqual([]);
  });

  it("is left alone where nothing has changed", async () => {
    await writeFile(logs.at(NAME), scalarFile("loss", [1]));
    const first = logs.watch(store);
    await first.firstPass;
    await first.close();
    const seq = store.currentSeq();
    await logs.watch(store).firstPass;
    expect(store.currentSeq()).toBe(seq);
  });

  it("is taken up the same way when it was closed in between", async () => {
    const directory = logs.at("cache");
    const open = () => openLmdbStore({ directory, notice: (line) => logs.notices.push(line) });
    const all = scalarFile("loss", [1, 2, 3]);
    await writeFile(logs.at(NAME), all.subarray(0, all.length - 10));
    for (const bytes of [all.subarray(0, all.length - 10), all]) {
      await writeFile(logs.at(NAME), bytes);
      const lasting = await open();
      const watching = logs.watch(lasting);
      await watching.firstPass;
      await watching.close();
      expect(await stepsOf(lasting, ".", "loss")).toEqual(bytes === all ? [1, 2, 3] : [1, 2]);
      await lasting.close();
    }
    expect(logs.notices).toEqual([]);
  });

  it("loses the runs whose directories went meanwhile", async () => {
    await mkdir(logs.at("a"));
    await writeFile(logs.at("a", NAME), scalarFile("loss", [1]));
    const first = logs.watch(store);
    await first.firstPass;
    await first.close();
    await rm(logs.at("a"), { recursive: true });
    await logs.watch(store).firstPass;
    expect(await store.runs()).toEqual([]);
  });
});
