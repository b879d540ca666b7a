import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterAll, describe, expect, it } from "vitest";
import { openMemoryStore } from "../src/store/index.ts";
import { openValueReader, watchLogDirectories } from "../src/watch/index.ts";
import { ROOT, run } from "./program.ts";

const FIXTURES = join(ROOT, "fixtures", "tfevents");
const folder = mkdtempSync(join(tmpdir(), "nashboard-commands-"));
const cache = join(folder, "cache");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Series {
  readonly tag: string;
  readonly steps: readonly (number | string)[];
  readonly wallTimes: readonly number[];
  readonly values: readonly (number | string)[];
}
interface Exported {
  readonly schema: 1;
  readonly runs: readonly { readonly run: string; readonly series: readonly Series[] }[];
}
interface ExpectedValue {
  readonly step: string;
  readonly wallTime: number;
  readonly scalar?: number | string;
  readonly shape?: readonly number[];
  readonly numbers?: readonly (number | string)[];
}
type ExpectedFile = { readonly tags: Record<string, { readonly values: readonly ExpectedValue[] }> };

async function exported(args: readonly string[]): Promise<Exported> {
  const { exitCode, stdout, stderr } = await run(["export", ...args, "--format", "json"], cache);
  expect([exitCode, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
}

/** What stands in for a tag that a very old writer left empty. */
const NODE_NAME = "only a node name";

/** One number without a plugin is listed as a tensor of rank 0. */
function scalarOf(value: ExpectedValue): ExpectedValue {
  return value.shape?.length === 0 ? { ...value, scalar: value.numbers?.[0] ?? "" } : value;
}

/** Sub-runs of `add_scalars` and `add_hparams` are part of the run above. */
function filedUnder(directory: string, tag: string): { run: string; tag: string } {
  if (directory === "hparams") return { run: ".", tag };
  const key = /^both[_/](\w)$/.exec(directory)?.[1];
  return key === undefined ? { run: directory, tag } : { run: ".", tag: `${tag}/${key}` };
}

/** What the writers say they wrote, in the form of the export: `run → tag → series`. */
function expectedOf(library: string): Map<string, Map<string, Series>> {
  const files: Record<string, ExpectedFile> = JSON.parse(
    readFileSync(join(FIXTURES, library, "expected.json"), "utf8"),
  );
  const runs = new Map<string, Map<string, Series>>();
  for (const [path, { tags }] of Object.entries(files)) {
    for (const [written, { values }] of Object.entries(tags)) {
      const { run: name, tag } = filedUnder(dirname(path), written === "" ? NODE_NAME : written);
      const scalars = values.map(scalarOf).filter(({ scalar }) => scalar !== undefined);
      if (scalars.length === 0) continue;
      const steps = scalars.map(({ step }) => (Number.isSafeInteger(Number(step)) ? Number(step) : step));
      const wallTimes = scalars.map(({ wallTime }) => wallTime);
      const series = { tag, steps, wallTimes, values: scalars.map(({ scalar }) => scalar ?? "") };
      runs.set(name, (runs.get(name) ?? new Map()).set(tag, series));
    }
  }
  return runs;
}

function textOf(value: unknown): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** A log whose middle record is damaged and whose tail is cut, beside the scalars that survive. */
function damagedLog(): string {
  const path = join(folder, "damaged");
  if (existsSync(path)) return path;
  cpSync(join(FIXTURES, "pytorch"), path, { recursive: true });
  const file = join(path, "events.out.tfevents.1700000000.fixture");
  const bytes = readFileSync(file);
  const third = bytes.indexOf("loss/G", bytes.indexOf("loss/G") + 6);
  bytes[third] = 0;
  writeFileSync(file, bytes.subarray(0, bytes.length - 7));
  return path;
}

describe("export", () => {
  it.each(["pytorch", "tensorboardx", "tensorflow"])(
    "json: every scalar that %s wrote, and its step and time",
    async (library) => {
      const { schema, runs } = await exported([join(FIXTURES, library)]);
      expect(schema).toBe(1);
      const expected = expectedOf(library);
      const found = runs.flatMap(({ run: name, series }) => series.map((one) => ({ run: name, ...one })));
      for (const { run: name, ...series } of found)
        expect(series).toEqual(expected.get(name)?.get(series.tag));
      const count = [...expected.values()].reduce((sum, tags) => sum + tags.size, 0);
      expect(found).toHaveLength(count);
    },
  );

  it("csv and parquet hold the points that json holds", async () => {
    const { runs } = await exported([FIXTURES]);
    const points = runs.flatMap(({ run: name, series }) =>
      series.flatMap(({ tag, steps, wallTimes, values }) =>
        steps.map((step, i) => [name, tag, String(step), String(wallTimes[i]), textOf(values[i])]),
      ),
    );
    const csv = await run(["export", FIXTURES, "--format", "csv"], cache);
    const [header, ...lines] = csv.stdout.trimEnd().split("\n");
    expect(header).toBe("run,tag,step,wall_time,value");
    expect(lines.map((line) => line.split(","))).toEqual(points);

    const table = join(folder, "points.parquet");
    const written = await run(["export", FIXTURES, "--format", "parquet", "--output", table], cache);
    expect([written.exitCode, written.stdout]).toEqual([0, ""]);
    const rows = await parquetReadObjects({ file: new Uint8Array(readFileSync(table)).buffer });
    const cells = rows.map(({ run: name, tag, step, wall_time, value }) => [
      ...[name, tag, String(step), String(wall_time), textOf(value)],
    ]);
    expect(cells).toEqual(points);
  });

  it("tfevents: a damaged log becomes a clean one with the same points and the same other values", async () => {
    const clean = join(folder, "clean");
    const written = await run(["export", damagedLog(), "--format", "tfevents", "--output", clean], cache);
    expect(written.exitCode).toBe(0);
    expect(await exported([clean])).toEqual(await exported([damagedLog()]));
    expect(await otherValuesOf(clean)).toEqual(await otherValuesOf(damagedLog()));
    const inspected = JSON.parse((await run(["inspect", clean, "--json"], cache)).stdout);
    for (const { files } of inspected.runs) expect(files).toMatchObject([{ dataLoss: [] }]);
  });

  it("tfevents: of a range of steps, tags keep their kinds and descriptions", async () => {
    const part = join(folder, "part");
    const source = join(FIXTURES, "tensorflow");
    const args = ["--format", "tfevents", "--from", "1", "--to", "2", "--output", part];
    expect((await run(["export", source, ...args], cache)).exitCode).toBe(0);
    const tagsOf = async (path: string) =>
      new Map(
        JSON.parse((await run(["inspect", path, "--json"], cache)).stdout).runs[0].tags.map(
          (tag: { tag: string }) => [tag.tag, tag],
        ),
      );
    const before = await tagsOf(source);
    for (const [name, tag] of await tagsOf(part)) {
      const { kind, plugin } = before.get(name) as { kind: string; plugin: string };
      expect(tag).toMatchObject({ kind, plugin });
    }
    expect((await tagsOf(part)).get("logits/real")).toMatchObject({ points: 2, firstStep: 1, lastStep: 2 });
  });

  it("filters by run, tag and step", async () => {
    const { runs } = await exported([
      FIXTURES,
      "--run",
      "/^pytorch$/",
      "--run",
      "tensorflow",
      "--tag",
      "loss/?",
      "--from",
      "1",
      "--to",
      "2",
    ]);
    expect(runs.map(({ run: name, series }) => [name, series.map(({ tag, steps }) => [tag, steps])])).toEqual(
      [
        ["pytorch", [["loss/G", [1, 2]]]],
        ["tensorflow", [["loss/G", [1, 2]]]],
      ],
    );
  });

  it("a filter that matches nothing: exit 1, and the near names are told", async () => {
    const { exitCode, stdout, stderr } = await run(
      ["export", FIXTURES, "--format", "csv", "--tag", "los/G"],
      cache,
    );
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("No scalar tag matches los/G");
    expect(stderr).toContain("loss/G");
  });

  it("never overwrites a file unasked", async () => {
    const path = join(folder, "kept.csv");
    writeFileSync(path, "mine");
    const args = ["export", FIXTURES, "--format", "csv", "--output", path];
    const refused = await run(args, cache);
    expect([refused.exitCode, readFileSync(path, "utf8")]).toEqual([1, "mine"]);
    expect(refused.stderr).toContain("--force");
    expect((await run([...args, "--force"], cache)).exitCode).toBe(0);
    expect(readFileSync(path, "utf8")).toMatch(/^run,tag,step/);
    expect(readdirSync(folder).filter((name) => name.includes("partial"))).toEqual([]);
  });

  it.each([
    [["--format", "cvs"], "Did you mean --format csv?"],
    [[], "No --format was given."],
    [["--format", "parquet"], "Add --output"],
    [["--format", "csv", "--from", "1.5"], "--from 1.5 is not a step."],
    [["--format", "csv", "--tag", "/(/"], "is not a regular expression"],
  ])("%j is a mistake in what was typed: exit 2", async (args, said) => {
    const { exitCode, stderr } = await run(["export", FIXTURES, ...args], cache);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(said)]);
  });

  it("a clean log is not written into the log that it is made from", async () => {
    const output = join(damagedLog(), "clean");
    const { exitCode, stderr } = await run(
      ["export", damagedLog(), "--format", "tfevents", "--output", output],
      cache,
    );
    expect([exitCode, existsSync(output)]).toEqual([1, false]);
    expect(stderr).toContain("would lie inside the log");
  });

  it("Ctrl-C ends it also while nobody reads what it prints", async () => {
    const program = join(ROOT, "dist", "cli", "main.js");
    // More than the system and this process hold unread.
    const logs = Array.from({ length: 20 }, (_, i) => `${i}=${join(ROOT, "fixtures", "logs")}`);
    const args = [program, "export", ...logs, "--format", "json"];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    const exited = once(child, "exit");
    await once(child.stdout, "readable");
    child.kill("SIGINT");
    expect(await exited).toEqual([null, "SIGINT"]);
    child.stdout.destroy();
  });

  it("a reader that has seen enough, as head has, ends it in silence", async () => {
    const program = join(ROOT, "dist", "cli", "main.js");
    const log = join(ROOT, "fixtures", "logs");
    const piped = `"${process.execPath}" "${program}" export "${log}" --format csv | head -n 1`;
    const shell = spawn("bash", ["-o", "pipefail", "-c", piped], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    shell.stderr.on("data", (text) => {
      said += text;
    });
    const [exitCode] = await once(shell, "close");
    expect([exitCode, said]).toEqual([0, ""]);
  });
});

describe("inspect", () => {
  it("json has the keys of its contract and no others", async () => {
    const { exitCode, stdout, stderr } = await run(["inspect", damagedLog(), "--json"], cache);
    expect([exitCode, stderr]).toEqual([0, ""]);
    const { runs, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({ schema: 1 });
    for (const { run: name, files, tags, games, ...others } of runs) {
      expect([typeof name, others]).toEqual(["string", {}]);
      for (const file of files) expect(Object.keys(file)).toEqual(["path", "bytes", "records", "dataLoss"]);
      for (const tag of tags) {
        expect(Object.keys(tag)).toEqual([
          ...["tag", "kind", "plugin", "points", "firstStep", "lastStep", "nonFinite"],
          ...["role", "roleConfidence", "roleReason"],
        ]);
      }
      for (const game of games) {
        expect(Object.keys(game)).toEqual(["name", "lossFamily", "chanceLevel", "confidence", "reason"]);
        expect(Object.keys(game.chanceLevel)).toEqual(["generator", "discriminator"]);
      }
    }
    const losses = runs[0].files.flatMap(({ dataLoss }: { dataLoss: unknown[] }) => dataLoss);
    const loss = { offset: expect.any(Number), bytes: expect.any(Number), reason: expect.any(String) };
    expect(losses).toEqual([loss]);
    const odd = runs[0].tags.find(({ tag }: { tag: string }) => tag === "odd steps");
    expect([odd.firstStep, odd.lastStep]).toEqual([-5, "4611686018427387904"]);
  });

  it("takes a single event file, and only the tags asked for", async () => {
    const file = join(FIXTURES, "pytorch", "events.out.tfevents.1700000000.fixture");
    const { stdout } = await run(
      ["inspect", file, "--tag", "odd*", "--tag", "lr", "--tag", "loss/G", "--json"],
      cache,
    );
    expect(stdout).toBe("");
    const found = JSON.parse((await run(["inspect", file, "--tag", "odd*", "--json"], cache)).stdout);
    expect(found.runs.map(({ tags }: { tags: { tag: string }[] }) => tags.map(({ tag }) => tag))).toEqual([
      ["odd steps", "odd values"],
    ]);
  });
});

interface Doctored {
  readonly schema: 1;
  readonly checks: readonly {
    check: string;
    status: string;
    what: string;
    fix: string | null;
    places: string[];
  }[];
}

describe("doctor", () => {
  async function doctored(
    args: readonly string[],
  ): Promise<{ exitCode: number | null; byName: Map<string, Doctored["checks"][number]> }> {
    const { exitCode, stdout } = await run(["doctor", ...args, "--port", "0", "--json"], cache);
    const { schema, checks }: Doctored = JSON.parse(stdout);
    expect(schema).toBe(1);
    return { exitCode, byName: new Map(checks.map((check) => [check.check, check])) };
  }

  it("finds a healthy machine and log well: exit 0", async () => {
    const { exitCode, byName } = await doctored([join(ROOT, "fixtures", "logs")]);
    expect(exitCode).toBe(0);
    const ill = [...byName.values()].filter(
      ({ status, check }) => status !== "ok" && check !== "notification",
    );
    expect(ill).toEqual([]);
    expect(byName.get("files")?.what).toBe("2 event files in 2 runs.");
  });

  it("tells damage, cut ends and values that are not finite; warnings keep exit 0", async () => {
    const log = damagedLog();
    utimesSync(join(log, "events.out.tfevents.1700000000.fixture"), 1.7e9, 1.7e9);
    const { exitCode, byName } = await doctored([log]);
    expect(exitCode).toBe(0);
    for (const name of ["damage", "endings", "non-finite"]) expect(byName.get(name)?.status).toBe("warn");
    expect(byName.get("non-finite")?.places).toEqual([". · odd values: 3 of 5"]);
  });

  it("a log directory that is not there: exit 1, and all else is still checked", async () => {
    const { exitCode, byName } = await doctored([join(folder, "nowhere")]);
    expect(exitCode).toBe(1);
    expect(byName.get("log-directory")).toMatchObject({
      status: "fail",
      what: "There is no such file or directory.",
    });
    expect(byName.get("node")?.status).toBe("ok");
  });
});

describe("the command line", () => {
  it("a misspelled command: exit 2, and the near one is named", async () => {
    const { exitCode, stderr } = await run(["exprot", "runs"], cache, folder);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("Did you mean nashboard export?")]);
  });

  it("every command tells its own flags, with examples", async () => {
    const { stdout } = await run(["export", "--help"], cache);
    expect(stdout).toContain("--format FORMAT");
    expect(stdout).toContain("nashboard export runs --format csv --tag '*loss*' > losses.csv");
    expect(stdout).not.toContain("--port");
  });
});

/** Every value that is no scalar, byte for byte, with its tag, step and wall time. */
async function otherValuesOf(log: string): Promise<unknown> {
  const store = openMemoryStore();
  const watching = watchLogDirectories({
    logDirectories: [log],
    store,
    signal: new AbortController().signal,
    notice: () => {},
  });
  await watching.firstPass;
  await watching.close();
  const values = openValueReader(store);
  const found = [];
  for (const { run: name } of await store.runs()) {
    for (const { tag, kind, plugin, displayName, description } of await store.tags(name)) {
      if (kind === "scalar") continue;
      const { steps, wallTimes } = await store.blobs(name, tag);
      const rows = Array.from(steps, (_, row) => row);
      const bytes = (await values.encodedValues(name, tag, rows)).map((value) =>
        Buffer.from(value).toString("hex"),
      );
      found.push({ name, tag, kind, plugin, displayName, description, steps, wallTimes, bytes });
    }
  }
  await values.close();
  await store.close();
  return found;
}
