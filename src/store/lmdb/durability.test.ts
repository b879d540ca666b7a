import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { open } from "lmdb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { POINTS_AN_APPEND, TAG_COUNT } from "../testing/appends.ts";
import { columnsOf, ingestOf, type Point, scalarTag } from "../testing/ingests.ts";
import { runSource } from "../testing/run-source.ts";
import { SCHEMA_VERSION } from "./database.ts";
import { openLmdbStore } from "./lmdb-store.ts";

const APPENDS_BEFORE_KILL = 60;
/** Larger than any pid that Linux, macOS or Windows hands out. */
const NO_SUCH_PID = 2 ** 30;

let directory: string;
let notices: string[];
const notice = (line: string) => void notices.push(line);
const openHere = () => openLmdbStore({ directory, notice });

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "nashboard-lmdb-"));
  notices = [];
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** Above what systems give out. */
const UNUSED_PROCESS_ID = 2 ** 30;

describe("a cache that is opened again", () => {
  it("has everything, goes on where it stopped, and counts its changes on", async () => {
    const points: Point[] = [
      [1, 1, 0.5],
      [2n ** 60n, 2, Number.NaN],
    ];
    const first = await openHere();
    await first.append(ingestOf("a", "/1", scalarTag("loss", points)));
    await first.close();
    const second = await openHere();
    expect(second.currentSeq()).toBe(1);
    await second.append(ingestOf("a", "/1", scalarTag("loss", [[3, 3, 0.25]])));
    expect(await second.scalars("a", "loss")).toEqual(columnsOf([...points, [3, 3, 0.25]]));
    expect((await second.tags("a"))[0]).toMatchObject({ pointCount: 3, lastValue: 0.25, nonFiniteCount: 1 });
    await second.close();
    expect(notices).toEqual([]);
  });

  it("has every commit whole when its writer is killed", async () => {
    const source = fileURLToPath(new URL("../testing/appending-child.ts", import.meta.url));
    const child = await runSource(source, { directory, args: [directory] });
    let appends = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      appends = Number(line);
      if (appends >= APPENDS_BEFORE_KILL) break;
    }
    child.kill("SIGKILL");
    await once(child, "exit");
    const store = await openHere();
    const readUpTo = (await store.run("a"))?.files[0]?.resumeOffset ?? 0;
    const tags = await store.tags("a");
    const { values } = await store.scalars("a", "tag 7");
    await store.close();
    expect(readUpTo).toBeGreaterThanOrEqual(appends * POINTS_AN_APPEND);
    expect(tags.map(({ pointCount }) => pointCount)).toEqual(Array(TAG_COUNT).fill(readUpTo));
    expect([...values]).toEqual(Array.from({ length: readUpTo }, (_, step) => step / 2));
  });
});

describe("a cache that cannot be used as it is", () => {
  it.each([
    ["garbage", (path: string) => writeFile(path, Buffer.alloc(20_000, 7))],
    [
      "cut off in the header",
      async (path: string) => writeFile(path, (await readFile(path)).subarray(0, 100)),
    ],
    [
      "cut off behind it",
      async (path: string) => writeFile(path, (await readFile(path)).subarray(0, 12_288)),
    ],
  ])("is begun anew, with a notice, when its file is %s", async (_, spoil) => {
    const first = await openHere();
    const points = Array.from({ length: 5_000 }, (_, i): Point => [i, i, i]);
    await first.append(ingestOf("a", "/1", scalarTag("loss", points)));
    await first.close();
    await spoil(join(directory, "data.mdb"));
    const second = await openHere();
    expect(await second.runs()).toEqual([]);
    await second.append(ingestOf("a", "/1", scalarTag("loss", [[1, 1, 1]])));
    await second.close();
    expect(notices).toEqual([expect.stringMatching(/^The cache cannot be read: .+ read again/)]);
  });

  it("is begun anew, with a notice, when another version wrote it", async () => {
    const first = await openHere();
    await first.append(ingestOf("a", "/1", scalarTag("loss", [[1, 1, 1]])));
    await first.close();
    const database = open<number, string>({ path: directory });
    database.putSync("schema", 999);
    await database.close();
    const second = await openHere();
    expect(await second.runs()).toEqual([]);
    await second.close();
    expect(notices).toEqual([
      expect.stringContaining(`The cache has schema 999; this version reads ${SCHEMA_VERSION}.`),
    ]);
  });
});

describe("a machine that stopped", () => {
  it("leaves a cache that is not trusted, and a closed cache is", async () => {
    const first = await openHere();
    await first.append(ingestOf("a", "/1", scalarTag("loss", [[1, 1, 1]])));
    expect(await readFile(join(directory, "unsaved"), "utf8")).not.toBe("");
    await first.close();
    await expect(readFile(join(directory, "unsaved"))).rejects.toMatchObject({ code: "ENOENT" });
    await writeFile(join(directory, "unsaved"), "another start of the machine");
    const second = await openHere();
    expect(await second.runs()).toEqual([]);
    await second.close();
    expect(notices).toEqual([
      expect.stringMatching(/^The machine stopped while the cache was being written\. .+ read again/),
    ]);
  });
});

describe("processes that end while they read into the cache", () => {
  const boot = () => readFile("/proc/sys/kernel/random/boot_id", "utf8").then((text) => text.trim());
  const leaveMark = async (readingProcesses: number) =>
    writeFile(
      join(directory, "unsaved"),
      JSON.stringify({ boot: await boot(), process: UNUSED_PROCESS_ID, readingProcesses }),
    );

  it.skipIf(process.platform !== "linux")(
    "leave it trusted once, and not when the next one ends there as well (elsewhere the start has no name)",
    async () => {
      const first = await openHere();
      await first.append(ingestOf("a", "/1", scalarTag("loss", [[1, 1, 1]])));
      await first.close();
      await leaveMark(1);
      const second = await openHere();
      expect(await second.runs()).toHaveLength(1);
      expect(await readFile(join(directory, "unsaved"), "utf8")).toContain('"readingProcesses":2');
      second.setLoading(false);
      expect(await readFile(join(directory, "unsaved"), "utf8")).toContain('"readingProcesses":0');
      await second.close();
      await leaveMark(2);
      const third = await openHere();
      expect(await third.runs()).toEqual([]);
      await third.close();
      expect(notices).toEqual([
        expect.stringMatching(/^2 processes in a row ended while they read into the cache\. .+ read again/),
      ]);
    },
  );
});

describe("the writer's lock", () => {
  const lockPath = () => join(directory, "writer.lock");
  const lockedBy = (pid: number, host: string) => writeFile(lockPath(), JSON.stringify({ pid, host }));

  it("turns a second opener of the same directory away, until the first has closed", async () => {
    const first = await openHere();
    await expect(openHere()).rejects.toMatchObject({ code: "STORE_LOCKED", where: lockPath() });
    await first.close();
    await (await openHere()).close();
  });

  it("turns away while the process that holds it lives", async () => {
    await lockedBy(process.ppid, hostname());
    await expect(openHere()).rejects.toMatchObject({ code: "STORE_LOCKED" });
  });

  it("is taken over from a process that died, and from a file that says nothing", async () => {
    await lockedBy(NO_SUCH_PID, hostname());
    await (await openHere()).close();
    await writeFile(lockPath(), "");
    await (await openHere()).close();
    await expect(readFile(lockPath())).rejects.toMatchObject({ code: "ENOENT" });
  });

  it.runIf(process.platform === "linux")("is taken over from a process that nobody has buried", async () => {
    // Waits until its child has ended, then becomes `sleep`, which never asks how.
    const script =
      'true & while read -r stat < /proc/$!/stat; do case "$stat" in *") Z "*) break;; esac; done; ' +
      "echo $!; exec sleep 60";
    const parent = spawn("sh", ["-c", script], { stdio: ["ignore", "pipe", "inherit"] });
    try {
      const [pid] = await once(parent.stdout, "data");
      await lockedBy(Number(String(pid)), hostname());
      await (await openHere()).close();
    } finally {
      parent.kill();
    }
  });

  it("is taken over from another machine only when that has fallen silent", async () => {
    await lockedBy(1, "another-machine");
    await expect(openHere()).rejects.toMatchObject({ code: "STORE_LOCKED" });
    const longAgo = new Date(0);
    await utimes(lockPath(), longAgo, longAgo);
    await (await openHere()).close();
  });

  it("is not taken when the directory cannot be made", async () => {
    await writeFile(join(directory, "file"), "");
    const inside = join(directory, "file", "cache");
    await expect(openLmdbStore({ directory: inside, notice })).rejects.toMatchObject({
      code: "STORE_DIRECTORY",
    });
    await mkdir(join(directory, "elsewhere"));
    await (await openLmdbStore({ directory: join(directory, "elsewhere"), notice })).close();
  });
});
