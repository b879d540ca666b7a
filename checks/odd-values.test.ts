/** Numbers, wall times and images out of the ordinary, as users meet them. */
import { open, stat, truncate } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { imageType } from "../src/tfevents/index.ts";
import { type LogFolder, openLogFolder, recordsOf, upTo } from "./testing/log-folder.ts";

const NAME = "events.out.tfevents.1000.host";

let logs: LogFolder;
beforeEach(async () => {
  logs = await openLogFolder();
});
afterEach(() => logs.end());

const hex = (digits: string) => Buffer.from(digits, "hex");

/** One value of tag "a" at step 1 each, as TensorBoard's own code frames them. */
const SCALAR_TENSORS: readonly (readonly [string, number, Buffer])[] = [
  [
    "float64",
    0.1,
    hex(
      "2f000000000000006d5d1d50090000000000408f4010012a220a200a0161420e0802120032089a9999999999b93f4a0b0a090a077363616c6172731d53fecd",
    ),
  ],
  [
    "half",
    0.25,
    hex(
      "290000000000000037ff5f00090000000000408f4010012a1c0a1a0a01614208081312006a0280684a0b0a090a077363616c61727362b840a4",
    ),
  ],
  [
    "bfloat16",
    0.25,
    hex(
      "290000000000000037ff5f00090000000000408f4010012a1c0a1a0a01614208080e12006a02807d4a0b0a090a077363616c6172733720f2bd",
    ),
  ],
  [
    "int64",
    -2,
    hex(
      "31000000000000009d8383e9090000000000408f4010012a240a220a0161421008091200520afeffffffffffffffff014a0b0a090a077363616c617273ba9d88d2",
    ),
  ],
  [
    "of shape [1]",
    0.25,
    hex(
      "2f000000000000006d5d1d50090000000000408f4010012a220a200a0161420e08011204120208012a040000803e4a0b0a090a077363616c61727398dad534",
    ),
  ],
];

describe("numbers", () => {
  it.each(SCALAR_TENSORS)("a scalar tensor %s is a point", async (_, value, record) => {
    await logs.write(NAME, record);
    await logs.read();
    expect([await logs.steps("a"), await logs.valuesOf("a")]).toEqual([[1], [value]]);
  });

  it("NaN and both infinities are kept and counted", async () => {
    const odd = [Number.NaN, 1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    await logs.write(
      NAME,
      ...recordsOf((writer) => odd.forEach((value, i) => void writer.scalar("loss", i, value))),
    );
    await logs.read();
    expect(await logs.valuesOf("loss")).toEqual(odd);
    expect(await logs.store.tags(".")).toMatchObject([{ pointCount: 4, nonFiniteCount: 3 }]);
  });

  it("negative steps, 2^53 + 1 and 2^62 are exact", async () => {
    const steps = [-5n, 2n ** 53n + 1n, 2n ** 62n];
    await logs.write(
      NAME,
      ...recordsOf((writer) => steps.forEach((step) => void writer.scalar("loss", step, 1))),
    );
    await logs.read();
    expect([...(await logs.store.scalars(".", "loss")).steps]).toEqual(steps);
    expect(await logs.store.tags(".")).toMatchObject([{ firstStep: -5n, lastStep: 2n ** 62n }]);
  });
});

describe("wall times", () => {
  const withTimes = (times: readonly number[]) =>
    recordsOf((writer) =>
      times.forEach((wallTime, step) => void writer.scalar("loss", step, 1, { wallTime })),
    );

  it.each([
    ["that are no numbers take the one before", [1000, Number.NaN, 1002], [1000, 1000, 1002]],
    ["that go back are kept, in the order of arrival", [1000, 900, 1001], [1000, 900, 1001]],
    ["relative to the start of training are kept", [0.5, 1.25, 7], [0.5, 1.25, 7]],
  ])("%s", async (_, written, read) => {
    await logs.write(NAME, ...withTimes(written));
    await logs.read();
    const { steps, wallTimes } = await logs.store.scalars(".", "loss");
    expect([Array.from(steps, Number), Array.from(wallTimes)]).toEqual([upTo(3), read]);
  });

  it("relative ones are the run's first and last time", async () => {
    await logs.write(NAME, ...withTimes([0, 2.5]));
    await logs.read();
    expect(await logs.store.run(".")).toMatchObject({ firstWallTime: 0, lastWallTime: 2.5 });
  });
});

describe("images", () => {
  const box = (brand: string) =>
    Buffer.concat([hex("00000020"), Buffer.from(`ftyp${brand}`), hex("00000000")]);
  it.each([
    ["image/webp", Buffer.concat([Buffer.from("RIFF"), hex("10000000"), Buffer.from("WEBPVP8 ")])],
    ["image/avif", box("avif")],
    ["image/png", Buffer.concat([hex("89504e470d0a1a0a0000000d"), Buffer.from("IHDR"), Buffer.from("acTL")])],
  ])("are known as %s", async (type, encoded) => {
    await logs.write(
      NAME,
      ...recordsOf((writer) => writer.images("x", 0, { width: 1, height: 1, encoded: [encoded] })),
    );
    await logs.read();
    const { images } = await logs.values.images(".", "x", 0);
    expect(images.map((image) => [imageType(image), Buffer.compare(image, encoded)])).toEqual([[type, 0]]);
  });

  it("of tens of megabytes are read back whole", async () => {
    const encoded = Buffer.alloc(40 << 20, "noise");
    await logs.write(
      NAME,
      ...recordsOf((writer) => writer.images("x", 0, { width: 1, height: 1, encoded: [encoded] })),
    );
    await logs.read();
    const { images } = await logs.values.images(".", "x", 0);
    expect(Buffer.compare(images[0] ?? Buffer.alloc(0), encoded)).toBe(0);
  });

  it("beyond 4 GiB in a file are read back", async () => {
    const offset = 5 * 2 ** 30;
    const records = recordsOf((writer) => writer.text("notes", 3, "far out"));
    await logs.write(NAME, ...records.slice(0, 1));
    await logs.read();
    const progress = await logs.file();
    if (progress === undefined) throw new Error("the file was not read");
    await logs.end();
    logs = await openLogFolder();
    await logs.write(NAME, ...records.slice(0, 1));
    await truncate(logs.at(NAME), offset);
    const file = await open(logs.at(NAME), "a");
    await file.write(Buffer.concat(records));
    await file.close();
    const { dev, ino } = await stat(logs.at(NAME), { bigint: true });
    const known = {
      ...progress,
      path: logs.at(NAME),
      identity: `${dev}:${ino}`,
      resumeOffset: offset,
      lastBytes: "",
    };
    await logs.store.append({
      run: ".",
      file: known,
      batch: {
        tags: [],
        losses: [],
        sessionStarts: [],
        recordCount: 0,
        resumeOffset: offset,
        ended: progress.ended,
        fileVersion: "",
        writer: "",
      },
    });
    await logs.read();
    expect(await logs.values.texts(".", "notes", 0)).toEqual(["far out"]);
    expect((await logs.store.blobs(".", "notes")).offsets[0]).toBeGreaterThan(offset);
  });
});
