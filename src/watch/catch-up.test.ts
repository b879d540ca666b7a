/** Scanning in one thread and storing in another stores what watching stores. */
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openMemoryStore, type Store } from "../store/index.ts";
import { catchUp } from "./catch-up.ts";
import type { FilledStore } from "./filled-store.ts";
import { type BundledIngest, bundleIngest } from "./testing/bundled-ingest.ts";
import { scalarFile } from "./testing/event-bytes.ts";
import { stepsOf } from "./testing/watched-folder.ts";

/** More than is read at once. */
const MANY_STEPS = Array.from({ length: 60_000 }, (_, step) => step);

let bundle: string;
let built: BundledIngest;
beforeAll(async () => {
  bundle = await mkdtemp(join(tmpdir(), "nashboard-catch-up-"));
  built = await bundleIngest(bundle);
});
afterAll(() => rm(bundle, { recursive: true, force: true }));

let logs: string;
let store: Store;
beforeEach(async () => {
  logs = await mkdtemp(join(tmpdir(), "nashboard-logs-"));
  store = openMemoryStore();
  const bytes = scalarFile("loss", MANY_STEPS);
  await writeFile(join(logs, "events.out.tfevents.1000.host"), bytes);
  await writeFile(join(logs, "events.out.tfevents.1001.host"), bytes.subarray(0, bytes.length - 1));
});
afterEach(() => rm(logs, { recursive: true, force: true }));

/** An entry that runs `code` before the thread's own; its mark is there as soon as the thread was heard to be up. */
async function workerThat(code: string): Promise<{ readonly workerFile: URL; readonly mark: string }> {
  const mark = join(logs, "is up");
  const file = join(bundle, "watched-worker.js");
  await writeFile(
    file,
    `import { writeFileSync } from "node:fs";
     import { parentPort } from "node:worker_threads";
     const { postMessage } = parentPort;
     parentPort.postMessage = (message, moved) => {
       ${code}
       postMessage.call(parentPort, message, moved);
       if (message.kind === "ready") writeFileSync(${JSON.stringify(mark)}, "");
     };
     await import(${JSON.stringify(built.catchUpWorkerFile.href)});`,
  );
  return { workerFile: pathToFileURL(file), mark };
}

/** The store, which takes nothing before the file is there. */
function storeAfter(mark: string): FilledStore {
  return {
    append: async (ingest) => {
      while (!existsSync(mark)) await setImmediate();
      await store.append(ingest);
    },
    forgetFile: (run, path) => store.forgetFile(run, path),
    removeRun: (run) => store.removeRun(run),
    run: (run) => store.run(run),
    runs: () => store.runs(),
    tags: (run) => store.tags(run),
  };
}

function catchUpWith(
  into: FilledStore,
  workerFile: URL,
  signal = new AbortController().signal,
): Promise<void> {
  const notice = (line: string) => {
    throw new Error(line);
  };
  const logDirectories = [logs];
  return catchUp({ store: into, signal, notice, logDirectories, pollMilliseconds: undefined, workerFile });
}

describe("catching up", () => {
  it("goes on in the scanning thread with what is left when that is up", async () => {
    const { workerFile, mark } = await workerThat("");
    await catchUpWith(storeAfter(mark), workerFile);
    // Each file begins with a record of its version; the last one of the second file is not whole.
    expect(await store.tags(".")).toMatchObject([{ pointCount: 2 * MANY_STEPS.length - 1 }]);
    const files = (await store.run("."))?.files ?? [];
    expect(files.map(({ recordCount }) => recordCount)).toEqual([MANY_STEPS.length + 1, MANY_STEPS.length]);
  });

  it("rejects when the scanning thread fails, with each point stored once at most", async () => {
    const fails = `if (message.question?.kind === "append") {
      setImmediate(() => { throw new Error("disk on fire"); });
      return;
    }`;
    const { workerFile, mark } = await workerThat(fails);
    await expect(catchUpWith(storeAfter(mark), workerFile)).rejects.toThrow("disk on fire");
    const steps = await stepsOf(store, ".", "loss");
    expect(steps.length).toBeLessThan(MANY_STEPS.length);
    expect(steps).toEqual(MANY_STEPS.slice(0, steps.length));
  });

  it("resolves early when it is stopped", async () => {
    const stopping = new AbortController();
    const { workerFile, mark } = await workerThat("");
    const caughtUp = catchUpWith(storeAfter(mark), workerFile, stopping.signal);
    stopping.abort();
    await caughtUp;
    expect((await stepsOf(store, ".", "loss")).length).toBeLessThan(2 * MANY_STEPS.length - 1);
  });
});
