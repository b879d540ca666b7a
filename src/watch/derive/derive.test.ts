import { appendFile, writeFile } from "node:fs/promises";
import { encode } from "fast-png";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { areaUnderCurveOfHistograms, seededRandom } from "../../metrics/index.ts";
import { asinhEdges, countBetween, DERIVED_PLUGIN, type Histogram } from "../../model/index.ts";
import { type Corrections, NO_CORRECTIONS } from "../../roles/index.ts";
import { openMemoryStore, type Store, type ValueReader } from "../../store/index.ts";
import type { EventFileWriter } from "../../tfevents/index.ts";
import { SYSTEM_CLOCK } from "../clock.ts";
import { createDescriber } from "../describe-runs.ts";
import { openValueReader } from "../open-value-reader.ts";
import type { CorrectionsReader } from "../roles-of-runs.ts";
import { eventBytes } from "../testing/event-bytes.ts";
import { openWatchedFolder, storeWhere } from "../testing/watched-folder.ts";
import { computeHere } from "./compute.ts";
import type { Computing } from "./derive-messages.ts";
import { Deriver } from "./deriver.ts";

const NAME = "events.out.tfevents.1000.host";
const EDGES = asinhEdges(33, 20);

function histogramOf(values: readonly number[]): Histogram {
  return { lefts: EDGES.subarray(0, -1), rights: EDGES.subarray(1), counts: countBetween(values, EDGES) };
}

const REAL = histogramOf([1, 2, 3, 4, 5, 6, 7, 8]);
const fakeAt = (step: number) => histogramOf([-8, -4, -2, -1, 1, 2, 4, 8].map((value) => value - step));

function writeStep(writer: EventFileWriter, step: number): void {
  writer.scalar("discriminator/loss", step, 1);
  writer.histogram("discriminator/logits/real", step, REAL);
  writer.histogram("discriminator/logits/fake", step, fakeAt(step));
}

function writeSteps(writer: EventFileWriter, steps: readonly number[]): void {
  for (const step of steps) writeStep(writer, step);
}

let logs: Awaited<ReturnType<typeof openWatchedFolder>>;
let store: Store;
let stopping: AbortController;
let computing: Computing;
const readers: ValueReader[] = [];

beforeEach(async () => {
  logs = await openWatchedFolder();
  store = openMemoryStore();
  stopping = new AbortController();
  computing = computeHere();
});
afterEach(async () => {
  stopping.abort();
  await computing.close();
  for (const reader of readers.splice(0)) await reader.close();
  await logs.end();
});

function deriver(notices: string[] = [], corrections?: CorrectionsReader): Deriver {
  const given = corrections === undefined ? {} : { corrections };
  const values = openValueReader(store);
  readers.push(values);
  const describeRun = createDescriber(store, values, given);
  const notice = (line: string) => notices.push(line);
  return new Deriver({
    store,
    computing,
    describe: describeRun,
    corrections,
    signal: stopping.signal,
    notice,
    clock: SYSTEM_CLOCK,
  });
}

describe("deriving from output histograms", () => {
  it("turns outputs around that the logged losses show to be low on real samples", async () => {
    const softplus = (x: number) => Math.log1p(Math.exp(x));
    await writeFile(
      logs.at(NAME),
      eventBytes((writer) => {
        for (let step = 0; step < 40; step++) {
          const [real, fake] = [-0.2 - step / 20, 0.1 + step / 30 + Math.sin(step) / 4];
          writer.scalar("discriminator/loss", step, 1.05 * (softplus(real) + softplus(-fake)));
          writer.scalar("generator/loss", step, 1.05 * softplus(fake));
          writer.scalar("D_out_real", step, real);
          writer.scalar("D_out_fake", step, fake);
        }
        writer.histogram("discriminator/logits/real", 39, fakeAt(1));
        writer.histogram("discriminator/logits/fake", 39, REAL);
      }),
    );
    await logs.watch(store).firstPass;
    await deriver().deriveAll();
    const { values } = await store.scalars(".", "derived/outputs/auc");
    expect([...values]).toEqual([areaUnderCurveOfHistograms(REAL, fakeAt(1)).value]);
    expect((await store.tags(".")).find(({ tag }) => tag === "derived/outputs/auc")?.description).toContain(
      "turned around",
    );
  });

  it("gives each step its estimate with interval, chance level and counts, under a description of its making", async () => {
    await writeFile(
      logs.at(NAME),
      eventBytes((writer) => writeSteps(writer, [0, 1, 2])),
    );
    await logs.watch(store).firstPass;
    await deriver().deriveAll();
    const { steps, values } = await store.scalars(".", "derived/outputs/auc");
    expect([...steps]).toEqual([0n, 1n, 2n]);
    expect([...values]).toEqual(
      [0, 1, 2].map((step) => areaUnderCurveOfHistograms(REAL, fakeAt(step)).value),
    );
    expect([...(await store.scalars(".", "derived/outputs/auc:chance")).values]).toEqual([0.5, 0.5, 0.5]);
    expect([...(await store.scalars(".", "derived/outputs/auc:real-count")).values]).toEqual([8, 8, 8]);
    const info = (await store.tags(".")).find(({ tag }) => tag === "derived/outputs/auc");
    expect(info).toMatchObject({ plugin: DERIVED_PLUGIN, displayName: "AUC of real against fake outputs" });
    expect(info?.description).toContain("From discriminator/logits/real, discriminator/logits/fake.");
  });

  it("goes on from where it stopped, and derives nothing twice", async () => {
    await writeFile(
      logs.at(NAME),
      eventBytes((writer) => writeStep(writer, 0)),
    );
    await logs.watch(store).firstPass;
    await deriver().deriveAll();
    const seq = store.currentSeq();
    await deriver().deriveAll();
    expect(store.currentSeq()).toBe(seq);
    await appendFile(
      logs.at(NAME),
      eventBytes((writer) => writeStep(writer, 1)),
    );
    await storeWhere(store, async () => (await store.scalars(".", "discriminator/loss")).steps.length === 2);
    await deriver().deriveAll();
    expect([...(await store.scalars(".", "derived/outputs/auc")).steps]).toEqual([0n, 1n]);
  });

  it("follows a run that grows", async () => {
    await writeFile(
      logs.at(NAME),
      eventBytes((writer) => writeStep(writer, 0)),
    );
    await logs.watch(store).firstPass;
    const following = deriver().follow();
    const hasSteps = (count: number) =>
      storeWhere(store, async () => (await store.scalars(".", "derived/outputs/auc")).steps.length === count);
    await hasSteps(1);
    await appendFile(
      logs.at(NAME),
      eventBytes((writer) => writeStep(writer, 1)),
    );
    await hasSteps(2);
    stopping.abort();
    await following;
  });

  it("derives a run that stands still once the user says what its tags are", async () => {
    await writeFile(
      logs.at(NAME),
      eventBytes((writer) => {
        writer.scalar("discriminator/loss", 0, 1);
        writer.histogram("blue", 0, REAL);
        writer.histogram("red", 0, fakeAt(0));
      }),
    );
    await logs.watch(store).firstPass;
    let corrections: Corrections = NO_CORRECTIONS;
    let askedCount = 0;
    const following = deriver([], async () => {
      askedCount++;
      return corrections;
    }).follow();
    // Once to begin with, twice to describe the run; the fourth time the run has been looked at in vain.
    await expect.poll(() => askedCount, { timeout: 5000 }).toBeGreaterThan(3);
    corrections = { roles: { "*": { blue: "d.out.real", red: "d.out.fake" } }, lossFamily: {} };
    await storeWhere(store, async () => (await store.scalars(".", "derived/outputs/auc")).steps.length === 1);
    stopping.abort();
    await following;
  });

  it("says what cannot be measured, and measures the rest", async () => {
    await writeFile(
      logs.at(NAME),
      eventBytes((writer) => writeSteps(writer, [0, 1])),
    );
    await logs.watch(store).firstPass;
    await writeFile(
      logs.at(NAME),
      eventBytes((writer) => writeStep(writer, 0)),
    );
    const notices: string[] = [];
    await deriver(notices).deriveAll();
    expect([...(await store.scalars(".", "derived/outputs/auc")).steps]).toEqual([0n]);
    expect(notices).toEqual([expect.stringContaining("could not be measured: The file ends before byte")]);
  });
});

describe("deriving from gradient histograms", () => {
  const GRADIENTS = { lefts: Float64Array.of(-2), rights: Float64Array.of(-2), counts: Float64Array.of(9) };

  async function derivedTagsOf(write: (writer: EventFileWriter) => void) {
    await writeFile(logs.at(NAME), eventBytes(write));
    await logs.watch(store).firstPass;
    await deriver().deriveAll();
    return (await store.tags(".")).map(({ tag }) => tag).filter((tag) => tag.startsWith("derived/"));
  }

  it("gives the norm of each layer, where none is logged as a number", async () => {
    const tags = await derivedTagsOf((writer) => {
      writer.scalar("loss_G", 0, 1);
      writer.scalar("loss_D", 0, 1);
      for (const layer of ["conv1/weight", "dense"]) writer.histogram(`netG/${layer}/grad`, 0, GRADIENTS);
      writer.histogram("discriminator/gradients/dense", 0, GRADIENTS);
      writer.scalar("discriminator/gradient_norm/dense", 0, 6);
    });
    expect(tags).toEqual(["derived/gradients/generator/conv1.weight", "derived/gradients/generator/dense"]);
    const { values } = await store.scalars(".", "derived/gradients/generator/dense");
    expect([...values]).toEqual([6]);
  });
});

describe("deriving from samples", () => {
  const EDGE = 8;
  const COUNT = 6;

  /** Six images of noise; `scale` 0 makes them all alike. */
  function noise(seed: number, scale: number): { width: number; height: number; encoded: Uint8Array[] } {
    const random = seededRandom(seed);
    const image = () => Uint8Array.from({ length: EDGE * EDGE }, () => 128 + 100 * scale * (random() - 0.5));
    const encoded = Array.from({ length: COUNT }, () =>
      encode({ width: EDGE, height: EDGE, channels: 1, data: image() }),
    );
    return { width: EDGE, height: EDGE, encoded };
  }

  it("compares generated images with the latest real ones, and with those of the same noise before", async () => {
    const bytes = eventBytes((writer) => {
      writer.scalar("discriminator/loss", 0, 1);
      writer.images("samples/real", 0, noise(1, 1));
      writer.images("samples/fixed_noise", 0, noise(2, 1));
      writer.images("samples/fixed_noise", 10, noise(2, 1));
      writer.images("samples/fixed_noise", 20, noise(2, 0));
    });
    await writeFile(logs.at(NAME), bytes);
    await logs.watch(store).firstPass;
    await deriver().deriveAll();
    const diversity = await store.scalars(".", "derived/samples/diversity-ratio");
    expect([...diversity.steps]).toEqual([0n, 10n, 20n]);
    expect(diversity.values[0]).toBeCloseTo(1, 1);
    expect(diversity.values[2]).toBe(0);
    const displacement = await store.scalars(".", "derived/samples/displacement");
    expect([...displacement.steps]).toEqual([10n, 20n]);
    expect(displacement.values[0]).toBe(0);
    expect(displacement.values[1]).toBeGreaterThan(0.5);
  });

  it("holds generated images without real ones against themselves and those before", async () => {
    const bytes = eventBytes((writer) => {
      writer.scalar("discriminator/loss", 0, 1);
      writer.images("samples/fixed_noise", 0, noise(2, 1));
      writer.images("samples/fixed_noise", 10, noise(2, 1));
      writer.images("samples/fixed_noise", 20, noise(2, 0));
    });
    await writeFile(logs.at(NAME), bytes);
    await logs.watch(store).firstPass;
    await deriver().deriveAll();
    const of = async (metric: string) => {
      const { steps, values } = await store.scalars(".", `derived/samples/${metric}`);
      return Array.from(steps, (step, row) => [Number(step), values[row]]);
    };
    const change = await of("change");
    expect(change[0]).toEqual([10, 0]);
    expect(change[1]?.[1]).toBeCloseTo(1, 1);
    expect(await of("repeats")).toEqual([
      [0, 0],
      [10, 0],
    ]);
    const contrast = await of("contrast");
    expect(contrast.map(([step]) => step)).toEqual([0, 10, 20]);
    expect(contrast[2]?.[1]).toBeCloseTo(0, 9);
    expect(await of("diversity-ratio")).toEqual([]);
  });
});
