import { mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { damagedLog } from "./damaged-log.ts";
import { ROOT, run } from "./program.ts";

const FIXTURES = join(ROOT, "fixtures", "tfevents");
const folder = mkdtempSync(join(tmpdir(), "nashboard-commands-"));
const cache = join(folder, "cache");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("inspect", () => {
  it("json has the keys of its contract and no others", async () => {
    const { exitCode, stdout, stderr } = await run(["inspect", damagedLog(folder), "--json"], cache);
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
        expect(Object.keys(game)).toEqual([
          "name",
          "kind",
          "lossFamily",
          "chanceLevel",
          "conventions",
          "confidence",
          "reason",
        ]);
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
    const log = damagedLog(folder);
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
