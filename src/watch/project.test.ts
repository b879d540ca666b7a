import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type SampleMatrix, seededNormal } from "../metrics/index.ts";
import {
  type ProjectionRequest,
  project,
  projectThroughTime,
  type TimelineRequest,
} from "../projections/index.ts";
import { Projector } from "./project.ts";
import type { LayoutSoFar } from "./projection-messages.ts";
import { bundleProjectionWorker } from "./testing/bundled-projection-worker.ts";

function normalSamples(sampleCount: number, seed: number): SampleMatrix {
  const normal = seededNormal(seed);
  return {
    sampleCount,
    featureCount: 5,
    values: Float64Array.from({ length: 5 * sampleCount }, () => normal()),
  };
}

const short: ProjectionRequest = { method: "pca", matrix: normalSamples(60, 1), seed: 1 };
const endless: ProjectionRequest = {
  ...{ method: "t-sne", matrix: normalSamples(300, 2), seed: 1 },
  parameters: { iterations: 1_000_000 },
};

let directory: string;
let workerFile: URL;
let projector: Projector;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "nashboard-project-"));
  workerFile = await bundleProjectionWorker(directory);
});
afterAll(() => rm(directory, { recursive: true, force: true }));
beforeEach(() => {
  projector = new Projector({ workerFile });
});
afterEach(() => projector.close());

/** Resolves at the first layout that the endless request shows. */
function startEndless() {
  const cancelling = new AbortController();
  let result: Promise<unknown> = Promise.resolve();
  const shown = new Promise<LayoutSoFar>((resolve) => {
    const onProgress = (_: unknown, layout: LayoutSoFar | null) => {
      if (layout !== null) resolve(layout);
    };
    result = projector.project(endless, { onProgress, signal: cancelling.signal });
  });
  return { shown, cancelling, result: () => result };
}

describe("projecting in a thread of its own", () => {
  it("gives what projecting here gives, and keeps the caller's samples", async () => {
    const before = short.matrix.values.slice();
    expect(await projector.project(short)).toEqual(project(short));
    expect(short.matrix.values).toEqual(before);
  });

  it("gives a whole timeline", async () => {
    const generated = [0, 100].map((step) => ({ step, matrix: normalSamples(20, 5 + step) }));
    const request: TimelineRequest = { method: "umap", real: normalSamples(40, 3), generated, seed: 2 };
    expect(await projector.projectThroughTime(request)).toEqual(projectThroughTime(request));
  });

  it("shows layouts on the way, and ends with null when cancelled", async () => {
    const { shown, cancelling, result } = startEndless();
    const layout = await shown;
    expect(layout).toMatchObject({ kind: "projection" });
    expect(layout.kind === "projection" && layout.positions.length).toBe(600);
    cancelling.abort();
    expect(await result()).toBeNull();
  });

  it("does the next request when one is cancelled, and forgets one that is cancelled while it waits", async () => {
    const { shown, cancelling, result } = startEndless();
    const waiting = new AbortController();
    const forgotten = projector.project(endless, { signal: waiting.signal });
    const next = projector.project(short);
    await shown;
    waiting.abort();
    expect(await forgotten).toBeNull();
    cancelling.abort();
    expect(await result()).toBeNull();
    expect(await next).toEqual(project(short));
  });

  it("does not begin a request that is cancelled already", async () => {
    expect(await projector.project(short, { signal: AbortSignal.abort() })).toBeNull();
  });

  it("refuses in the words of the projection, and goes on", async () => {
    const few = { ...short, matrix: normalSamples(1, 1) };
    await expect(projector.project(few)).rejects.toMatchObject({ code: "PROJECTION_TOO_FEW" });
    expect(await projector.project(short)).toEqual(project(short));
  });

  it("cancels everything when it is closed", async () => {
    const { shown, result } = startEndless();
    const waiting = projector.project(short);
    await shown;
    await projector.close();
    expect([await result(), await waiting]).toEqual([null, null]);
  });

  it("says so when the thread fails, for each request anew", async () => {
    const broken = join(directory, "broken.js");
    await writeFile(broken, "throw new Error('out of luck');");
    const failing = new Projector({ workerFile: pathToFileURL(broken) });
    for (const request of [short, short]) {
      await expect(failing.project(request)).rejects.toMatchObject({
        code: "PROJECTION_FAILED",
        what: "The thread that lays samples out has failed (out of luck).",
      });
    }
    await failing.close();
  });
});
