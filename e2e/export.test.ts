import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterAll, describe, expect, it } from "vitest";
import { openMemoryStore } from "../src/store/index.ts";
import { openValueReader, watchLogDirectories } from "../src/watch/index.ts";
import { damagedLog } from "./damaged-log.ts";
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
    const written = await run(
      ["export", damagedLog(folder), "--format", "tfevents", "--output", clean],
      cache,
    );
    expect(written.exitCode).toBe(0);
    expect(await exported([clean])).toEqual(await exported([damagedLog(folder)]));
    expect(await otherValuesOf(clean)).toEqual(await otherValuesOf(damagedLog(folder)));
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
    const output = join(damagedLog(folder), "clean");
    const { exitCode, stderr } = await run(
      ["export", damagedLog(folder), "--format", "tfevents", "--output", output],
      cache,
    );
    expect([exitCode, existsSync(output)]).toEqual([1, false]);
    expect(stderr).toContain("would lie inside the log");
  });

  it("Ctrl-C ends it also while nobody reads what it prints", async () => {
    const program = join(ROOT, "dist", "program", "main.js");
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
    const program = join(ROOT, "dist", "program", "main.js");
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
