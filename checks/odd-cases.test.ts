/** What becomes of event files that TensorBoard shows in part, wrongly or not at all: case by case, as users meet them. */
import { appendFile, open, rename, symlink } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { segmentsOf, stepsAsNumbers } from "../src/model/index.ts";
import { knownLossesOf } from "../src/store/index.ts";
import { type LogFolder, openLogFolder, recordsOf, scalars, upTo } from "./testing/log-folder.ts";

const NAME = "events.out.tfevents.1000.host";
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
  "base64",
);

let logs: LogFolder;
beforeEach(async () => {
  logs = await openLogFolder();
});
afterEach(() => logs.end());

/** A file of ten points, as its version record, five records before the sixth point, that, and the four behind it. */
function tenPoints() {
  const records = scalars("loss", upTo(10));
  const at = records.length - 5;
  const record = records[at] ?? new Uint8Array();
  return { before: records.slice(0, at), record, after: records.slice(at + 1) };
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, i) => (i === at ? byte ^ 0x10 : byte));
}

describe("every point is kept", () => {
  it("a spike among 100,000 points is the maximum at every zoom", async () => {
    await logs.write(
      NAME,
      ...recordsOf((writer) => {
        for (let step = 0; step < 100_000; step++) writer.scalar("loss", step, step === 54_321 ? 1e6 : 1);
      }),
    );
    await logs.read();
    expect(await logs.valuesOf("loss")).toHaveLength(100_000);
    for (const maxBuckets of [1, 50, 1000]) {
      const view = await logs.store.view({ run: ".", tag: "loss", maxBuckets });
      expect(Math.max(...view.segments.flatMap(({ maxs }) => [...maxs]))).toBe(1e6);
    }
  });

  it("two writers at once are merged by wall time", async () => {
    await logs.write(
      `${NAME}.a`,
      ...scalars(
        "loss",
        upTo(100).filter((step) => step % 2 === 0),
      ),
    );
    await logs.write(
      `${NAME}.b`,
      ...scalars(
        "loss",
        upTo(100).filter((step) => step % 2 === 1),
      ),
    );
    await logs.read();
    expect(await logs.steps("loss")).toEqual(upTo(100));
  });

  it("steps that begin anew each epoch are five segments", async () => {
    await logs.write(
      NAME,
      ...recordsOf((writer) => {
        for (const time of upTo(50)) writer.scalar("loss", time % 10, time, { wallTime: 1000 + time });
      }),
    );
    await logs.read();
    const { steps, values } = await logs.store.scalars(".", "loss");
    expect(Array.from(values)).toEqual(upTo(50));
    expect(segmentsOf(stepsAsNumbers(steps))).toHaveLength(5);
  });

  it("50 points at step 0 are 50 points, and 20 with each step twice are 20", async () => {
    await logs.write(
      NAME,
      ...recordsOf((writer) => {
        for (const time of upTo(50)) writer.scalar("stepless", 0, time);
        for (const time of upTo(20)) writer.scalar("G and D", time >> 1, time);
      }),
    );
    await logs.read();
    expect(await logs.valuesOf("stepless")).toEqual(upTo(50));
    expect(await logs.valuesOf("G and D")).toEqual(upTo(20));
  });

  it("200 images are 200 images, the first one too", async () => {
    await logs.write(
      NAME,
      ...recordsOf((writer) => {
        for (const i of upTo(200)) writer.images("samples", i * 100, { width: 1, height: 1, encoded: [PNG] });
      }),
    );
    await logs.read();
    const { steps } = await logs.store.blobs(".", "samples");
    expect(Array.from(steps, Number)).toEqual(upTo(200).map((i) => i * 100));
    const images = await logs.values.imagesOfRows(".", "samples", [0, 199]);
    expect(images.map(({ images: [first] }) => Buffer.from(first ?? []).equals(PNG))).toEqual([true, true]);
  });
});

describe("damage", () => {
  const nine = [0, 1, 2, 3, 4, 6, 7, 8, 9];

  it.each([
    ["a flipped bit in the value, which still parses", 30],
    ["a flipped bit in the event's framing", 21],
    ["a bad checksum of the length", 9],
  ])("%s costs that point alone, and is said", async (_, at) => {
    const { before, record, after } = tenPoints();
    await logs.write(NAME, ...before, flipped(record, at), ...after);
    await logs.read();
    expect(await logs.steps("loss")).toEqual(nine);
    const offset = Buffer.concat(before).length;
    expect((await logs.file())?.dataLosses).toMatchObject([{ offset, bytes: record.length }]);
  });

  it("a truncated last record is waited for", async () => {
    const whole = Buffer.concat(scalars("loss", upTo(10)));
    await logs.write(NAME, whole.subarray(0, -7));
    await logs.read();
    expect(await logs.steps("loss")).toEqual(upTo(9));
    expect((await logs.file())?.dataLosses).toEqual([]);
    await appendFile(logs.at(NAME), whole.subarray(-7));
    await logs.hasSteps(upTo(10));
  });

  it("a damaged last record is said although nothing follows it", async () => {
    const records = scalars("loss", upTo(10));
    const last = records.at(-1) ?? new Uint8Array();
    await logs.write(NAME, ...records.slice(0, -1), flipped(last, 30));
    await logs.read();
    expect(await logs.steps("loss")).toEqual(upTo(9));
    const file = await logs.file();
    expect(file === undefined ? [] : knownLossesOf(file)).toMatchObject([{ bytes: last.length }]);
  });

  it("a record that a killed writer left unfinished does not hide what was appended to it", async () => {
    const image = recordsOf((writer) =>
      writer.images("samples", 1, { width: 1, height: 1, encoded: [new Uint8Array(5000)] }),
    );
    await logs.write(
      NAME,
      ...scalars("loss", [1, 2]),
      ...image.slice(1).map((bytes) => bytes.subarray(0, 600)),
    );
    await logs.read();
    expect((await logs.file())?.ended).toMatchObject({ state: "inside-record" });
    await appendFile(logs.at(NAME), Buffer.concat(scalars("loss", [3, 4])));
    await logs.hasSteps([1, 2, 3, 4]);
    expect((await logs.file())?.dataLosses).toMatchObject([{ bytes: 600 }]);
  });

  it("a tail of zeros is waited for, and read when it is written over", async () => {
    const whole = Buffer.concat(scalars("loss", upTo(10)));
    await logs.write(NAME, ...scalars("loss", upTo(4)), new Uint8Array(4096));
    await logs.read();
    expect(await logs.steps("loss")).toEqual(upTo(4));
    expect(await logs.file()).toMatchObject({ dataLosses: [], ended: { state: "in-zeros" } });
    const file = await open(logs.at(NAME), "r+");
    await file.write(whole, 0, whole.length, 0);
    await file.close();
    await logs.hasSteps(upTo(10));
  });
});

describe("files and directories", () => {
  it("an empty file, one with a version only and a profiler's mark make runs without data", async () => {
    await logs.write(`empty/${NAME}`);
    await logs.write(`version/${NAME}`, ...recordsOf((writer) => writer.scalar("x", 0, 0)).slice(0, 1));
    await logs.write(`profile/${NAME}.profile-empty`);
    await logs.read();
    expect(await logs.runs()).toEqual(["empty", "profile", "version"]);
    expect((await logs.store.runs()).map(({ lastStep }) => lastStep)).toEqual([null, null, null]);
    expect(await logs.store.tags("version")).toEqual([]);
  });

  it("a file replaced by another of that name is read again", async () => {
    await logs.write(NAME, ...scalars("loss", upTo(16)));
    await logs.read();
    await logs.write("copying", ...scalars("loss", upTo(21)));
    await rename(logs.at("copying"), logs.at(NAME));
    await logs.hasSteps(upTo(21));
  });

  it("a link that leads in a circle makes no further runs", async () => {
    await logs.write(`a/${NAME}`, ...scalars("loss", [1]));
    await symlink(logs.path, logs.at("a", "loop"));
    await logs.read();
    expect(await logs.runs()).toEqual(["a"]);
  });

  it("what is appended is seen without being asked for", async () => {
    await logs.write(NAME, ...scalars("loss", [0]));
    await logs.read();
    await appendFile(logs.at(NAME), Buffer.concat(scalars("loss", [1]).slice(1)));
    await logs.hasSteps([0, 1]);
  });
});
