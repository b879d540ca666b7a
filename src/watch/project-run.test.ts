import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "fast-png";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { seededNormal, seededRandom } from "../metrics/index.ts";
import { openMemoryStore, type Store } from "../store/index.ts";
import type { EventFileWriter } from "../tfevents/index.ts";
import { openValueReader } from "./open-value-reader.ts";
import { Projector } from "./project.ts";
import { createRunProjection } from "./project-run.ts";
import { bundleProjectionWorker } from "./testing/bundled-projection-worker.ts";
import { eventBytes } from "./testing/event-bytes.ts";
import { openWatchedFolder } from "./testing/watched-folder.ts";

const NAME = "events.out.tfevents.1000.host";
const EDGE = 8;
const ASK = { run: ".", method: "pca", seed: 0 } as const;
const WATCH = {};

let directory: string;
let workerFile: URL;
let projector: Projector;
let logs: Awaited<ReturnType<typeof openWatchedFolder>>;
let store: Store;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "nashboard-project-run-"));
  workerFile = await bundleProjectionWorker(directory);
});
afterAll(() => rm(directory, { recursive: true, force: true }));
beforeEach(async () => {
  projector = new Projector({ workerFile });
  logs = await openWatchedFolder();
  store = openMemoryStore();
});
afterEach(async () => {
  await projector.close();
  await logs.end();
});

async function logged(write: (writer: EventFileWriter) => void) {
  await writeFile(logs.at(NAME), eventBytes(write));
  await logs.watch(store).firstPass;
  return createRunProjection({ store, values: openValueReader(store), projector });
}

function noise(seed: number, count: number) {
  const random = seededRandom(seed);
  const image = () => Uint8Array.from({ length: EDGE * EDGE }, () => 256 * random());
  const encoded = Array.from({ length: count }, () =>
    encode({ width: EDGE, height: EDGE, channels: 1, data: image() }),
  );
  return { width: EDGE, height: EDGE, encoded };
}

function features(seed: number, sampleCount: number) {
  const normal = seededNormal(seed);
  return { shape: [sampleCount, 5], values: Float32Array.from({ length: sampleCount * 5 }, () => normal()) };
}

const PLUGIN = { plugin: "nashboard" };

describe("projecting a run", () => {
  it("joins real pictures of several entries once each, and follows generated ones through the steps", async () => {
    const runs = await logged((writer) => {
      writer.images("samples/real", 0, noise(1, 6));
      writer.images("samples/real", 5, noise(1, 6));
      writer.images("samples/real", 9, noise(2, 6));
      for (const step of [0, 5, 9]) writer.images("samples/fixed_noise", step, noise(10 + step, 4));
    });
    const done = await runs.project(
      { ...ASK, real: "samples/real", generated: "samples/fixed_noise" },
      WATCH,
    );
    expect(done?.samplesAre).toBe("pictures");
    expect([...(done?.realEntries ?? [])]).toEqual([2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1]);
    expect([...(done?.realIndexes ?? [])].slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 0]);
    expect(done?.timeline.steps.map(({ step, positions }) => [step, positions.length])).toEqual([
      [0, 8],
      [5, 8],
      [9, 8],
    ]);
    expect([done?.featureCount, done?.pooling, done?.generatedTotal, done?.stepTotal]).toEqual([64, 1, 4, 3]);
  });

  it("takes numbered tags of one picture each for the samples of one side", async () => {
    const runs = await logged((writer) => {
      for (const step of [0, 4]) {
        for (const at of [0, 1, 2]) {
          writer.images(`real/${at}`, step, noise(at, 1));
          writer.images(`fake/${at}`, step, noise(50 + at + step, 1));
        }
      }
    });
    const done = await runs.project({ ...ASK, real: "real/0", generated: "fake/1" }, WATCH);
    expect([done?.realTags, done?.generatedTags]).toEqual([
      ["real/0", "real/1", "real/2"],
      ["fake/0", "fake/1", "fake/2"],
    ]);
    expect([...(done?.realIndexes ?? [])]).toEqual([0, 1, 2]);
    expect(done?.timeline.steps.map(({ positions }) => positions.length)).toEqual([6, 6]);
  });

  it("chooses by the seed where there are more real samples than are laid out", async () => {
    const runs = await logged((writer) => {
      writer.tensor("features/digits/real", 0, features(1, 1500), PLUGIN);
      writer.tensor("features/digits/fake", 0, features(2, 12), PLUGIN);
    });
    const ask = { ...ASK, real: "features/digits/real", generated: "features/digits/fake" };
    const done = await runs.project(ask, WATCH);
    const chosen = [...(done?.realIndexes ?? [])];
    expect([done?.realTotal, chosen.length, new Set(chosen).size]).toEqual([1500, 1000, 1000]);
    expect(Math.max(...chosen)).toBeGreaterThan(1400);
    const other = await runs.project({ ...ask, seed: 1 }, WATCH);
    expect([...(other?.realIndexes ?? [])]).not.toEqual(chosen);
  });

  it("lays logged features out, as many of each step as the step with fewest has", async () => {
    const runs = await logged((writer) => {
      writer.tensor("features/digits/real", 0, features(1, 20), PLUGIN);
      writer.tensor("features/digits/fake", 0, features(2, 12), PLUGIN);
      writer.tensor("features/digits/fake", 7, features(3, 9), PLUGIN);
    });
    const ask = { ...ASK, real: "features/digits/real", generated: "features/digits/fake" };
    const done = await runs.project(ask, WATCH);
    expect(done?.samplesAre).toBe("features");
    expect(done?.timeline.realPositions).toHaveLength(40);
    expect(done?.timeline.steps.map(({ step, positions }) => [step, positions.length])).toEqual([
      [0, 18],
      [7, 18],
    ]);
    expect(done?.featureCount).toBe(5);
  });

  it("names what cannot be laid out together", async () => {
    const runs = await logged((writer) => writer.scalar("generator/loss", 0, 1));
    await expect(
      runs.project({ ...ASK, real: "samples/real", generated: "generator/loss" }, WATCH),
    ).rejects.toMatchObject({ code: "PROJECTION_NOTHING" });
  });

  it("takes questions for different once the log has grown", async () => {
    const runs = await logged((writer) => writer.images("samples/real", 0, noise(1, 2)));
    const ask = { ...ASK, real: "samples/real", generated: "samples/fixed_noise" };
    const before = await runs.identityOf(ask);
    expect(await runs.identityOf({ ...ask })).toBe(before);
    expect(await runs.identityOf({ ...ask, seed: 1 })).not.toBe(before);
    await appendFile(
      logs.at(NAME),
      eventBytes((writer) => writer.images("samples/fixed_noise", 1, noise(2, 2))),
    );
    await expect.poll(() => runs.identityOf(ask), { timeout: 5000 }).not.toBe(before);
  });
});
