import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { appendFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningIngest, startIngest } from "./ingest.ts";
import { type BundledIngest, bundleIngest } from "./testing/bundled-ingest.ts";
import { scalarFile } from "./testing/event-bytes.ts";
import { stepsOf, storeWhere } from "./testing/watched-folder.ts";

const NAME = "events.out.tfevents.1000.host";
const MANY_STEPS = Array.from({ length: 30_000 }, (_, step) => step);

let bundle: string;
let built: BundledIngest;
beforeAll(async () => {
  bundle = await mkdtemp(join(tmpdir(), "nashboard-ingest-"));
  built = await bundleIngest(bundle);
});
afterAll(() => rm(bundle, { recursive: true, force: true }));

let home: string;
let logs: string;
let notices: string[];
const told = new EventEmitter();
const opened: RunningIngest[] = [];
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "nashboard-cache-"));
  logs = await mkdtemp(join(tmpdir(), "nashboard-logs-"));
  notices = [];
});
afterEach(async () => {
  for (const ingest of opened.splice(0)) await ingest.close();
  for (const path of [home, logs]) await rm(path, { recursive: true, force: true });
});

async function start(workerFile = built.workerFile, directory = home): Promise<RunningIngest> {
  const ingest = await startIngest({
    logDirectories: [logs],
    directory,
    pollMilliseconds: 20,
    notice: (line) => {
      notices.push(line);
      told.emit("notice");
    },
    workerFile,
  });
  opened.push(ingest);
  return ingest;
}

const seesSteps = ({ store }: RunningIngest, wanted: readonly number[]) =>
  storeWhere(store, async () => (await stepsOf(store, ".", "loss")).length === wanted.length);

describe("reading in a thread of its own", () => {
  it("has read everything at the end of the first pass, and follows what is added", async () => {
    await writeFile(join(logs, NAME), scalarFile("loss", MANY_STEPS));
    const ingest = await start();
    await ingest.firstPass;
    expect(ingest.isLoading()).toBe(false);
    expect(await stepsOf(ingest.store, ".", "loss")).toEqual(MANY_STEPS);
    await appendFile(join(logs, NAME), scalarFile("loss", [30_000]));
    await seesSteps(ingest, [...MANY_STEPS, 30_000]);
    expect(notices).toEqual([]);
  });

  it("goes on from the cache when it is started again", async () => {
    await writeFile(join(logs, NAME), scalarFile("loss", MANY_STEPS));
    const first = await start();
    await first.firstPass;
    const seq = first.store.currentSeq();
    await first.close();
    const second = await start();
    expect(await stepsOf(second.store, ".", "loss")).toEqual(MANY_STEPS);
    await second.firstPass;
    expect(second.store.currentSeq()).toBe(seq);
    expect(notices).toEqual([]);
  });

  it("shows what the cache has before the thread has begun, and counts as loading until it has looked", async () => {
    await writeFile(join(logs, NAME), scalarFile("loss", MANY_STEPS));
    const first = await start();
    await first.firstPass;
    await first.close();
    const silent = join(bundle, "silent.js");
    await writeFile(
      silent,
      'import { parentPort } from "node:worker_threads"; parentPort.once("message", () => {});',
    );
    const second = await start(pathToFileURL(silent));
    expect(await stepsOf(second.store, ".", "loss")).toEqual(MANY_STEPS);
    expect(second.isLoading()).toBe(true);
  });

  it("rejects with the reason where no cache can be made", async () => {
    await writeFile(join(home, "file"), "");
    await expect(start(built.workerFile, join(home, "file", "cache"))).rejects.toMatchObject({
      code: "STORE_DIRECTORY",
    });
  });
});

describe("a second board on the same cache", () => {
  let child: ChildProcess;
  afterEach(() => void child.kill("SIGKILL"));

  it("shows what the first one reads, and reads by itself when that one is killed", async () => {
    await writeFile(join(logs, NAME), scalarFile("loss", [1, 2]));
    child = spawn(process.execPath, [built.childFile, home, logs], { stdio: ["ignore", "pipe", "inherit"] });
    if (child.stdout !== null) await once(child.stdout, "data");
    const ingest = await start();
    await ingest.firstPass;
    expect(await stepsOf(ingest.store, ".", "loss")).toEqual([1, 2]);
    await appendFile(join(logs, NAME), scalarFile("loss", [3]));
    await seesSteps(ingest, [1, 2, 3]);
    expect(notices).toEqual([
      expect.stringMatching(new RegExp(`^Process ${child.pid} on .+ This board shows what that one reads`)),
    ]);
    child.kill("SIGKILL");
    await once(child, "exit");
    await appendFile(join(logs, NAME), scalarFile("loss", [4]));
    await seesSteps(ingest, [1, 2, 3, 4]);
    expect(await stepsOf(ingest.store, ".", "loss")).toEqual([1, 2, 3, 4]);
    expect(notices[1]).toMatch(/^The other Nashboard has ended; this one reads/);
  });

  it("shows the same when both are started at once", async () => {
    await writeFile(join(logs, NAME), scalarFile("loss", MANY_STEPS));
    child = spawn(process.execPath, [built.childFile, home, logs], { stdio: ["ignore", "pipe", "ignore"] });
    const [ingest] = await Promise.all([start(), child.stdout === null ? null : once(child.stdout, "data")]);
    await ingest.firstPass;
    expect(await stepsOf(ingest.store, ".", "loss")).toEqual(MANY_STEPS);
  });
});

describe("a reading thread that fails", () => {
  it("is started again once, and goes on", async () => {
    await writeFile(join(logs, NAME), scalarFile("loss", MANY_STEPS));
    const failing = join(bundle, "failing-once.js");
    const mark = JSON.stringify(join(home, "has failed"));
    await writeFile(
      failing,
      `import { existsSync, writeFileSync } from "node:fs";
       import { parentPort } from "node:worker_threads";
       if (!existsSync(${mark})) {
         const { postMessage } = parentPort;
         parentPort.postMessage = (message) => {
           postMessage.call(parentPort, message);
           writeFileSync(${mark}, "");
           if (message.kind === "changed") setImmediate(() => { throw new Error("disk on fire"); });
         };
       }
       await import("./ingest-worker.js");`,
    );
    const ingest = await start(pathToFileURL(failing));
    await ingest.firstPass;
    expect(await stepsOf(ingest.store, ".", "loss")).toEqual(MANY_STEPS);
    if (notices.length === 0) await once(told, "notice");
    expect(notices).toEqual([
      "The thread that reads event files has failed (disk on fire); it is started again.",
    ]);
  });

  it("is given up with the reason when it fails again before there is anything to read", async () => {
    const failing = join(bundle, "failing.js");
    await writeFile(failing, 'throw new Error("disk on fire");');
    await expect(start(pathToFileURL(failing))).rejects.toMatchObject({
      code: "INGEST_FAILED",
      what: "The thread that reads event files has failed twice (disk on fire).",
    });
    expect(notices).toHaveLength(1);
  });

  it("says so when it fails again later, for whoever goes on without it", async () => {
    const failing = join(bundle, "failing-later.js");
    await writeFile(
      failing,
      `import { parentPort } from "node:worker_threads";
       const { postMessage } = parentPort;
       parentPort.postMessage = (message) => {
         postMessage.call(parentPort, message);
         if (message.kind === "writing") setImmediate(() => { throw new Error("disk on fire"); });
       };
       await import("./ingest-worker.js");`,
    );
    await writeFile(join(logs, NAME), scalarFile("loss", MANY_STEPS));
    const ingest = await start(pathToFileURL(failing));
    expect(await ingest.failed).toMatchObject({ code: "INGEST_FAILED" });
    expect(ingest.isLoading()).toBe(false);
  });
});

describe("stopping while it catches up", () => {
  it("leaves what was read so far, from which the next start goes on", async () => {
    const runs = Array.from({ length: 40 }, (_, index) => `run-${index}`);
    for (const run of runs) {
      await mkdir(join(logs, run));
      await writeFile(join(logs, run, NAME), scalarFile("loss", MANY_STEPS));
    }
    const first = await start();
    await storeWhere(first.store, async () => (await first.store.runs()).length > 0);
    await first.close();
    const second = await start();
    await second.firstPass;
    for (const run of runs) expect(await stepsOf(second.store, run, "loss")).toHaveLength(MANY_STEPS.length);
    expect(notices).toEqual([]);
  });
});
