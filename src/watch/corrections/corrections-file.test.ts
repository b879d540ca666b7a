import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openMemoryStore } from "../../store/index.ts";
import { createRoleReader } from "../roles-of-runs.ts";
import { CorrectionsFile } from "./corrections-file.ts";

const HINGE = { roles: { "*": { adv: "d.loss" } }, lossFamily: { "*": "hinge" } };

describe("the corrections of a user", () => {
  let folder: string;
  let logs: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "nashboard-corrections-"));
    logs = await mkdtemp(join(folder, "logs-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const opened = (...logDirectories: readonly string[]) =>
    new CorrectionsFile({ logDirectories, cacheDirectory: join(folder, "cache") });

  it("are none where nothing was written, and the same object while the file stands", async () => {
    const file = opened(logs);
    expect(await file.read()).toEqual({ roles: {}, lossFamily: {} });
    await file.write(HINGE);
    const first = await file.read();
    expect(first).toEqual(HINGE);
    expect(await file.read()).toBe(first);
  });

  it("persist beside the logs, whole, with nothing left over", async () => {
    const path = await opened(logs).write(HINGE);
    expect(path).toBe(join(logs, "nashboard.json"));
    expect(await readdir(logs)).toEqual(["nashboard.json"]);
    expect(JSON.parse(await readFile(path, "utf8"))).toEqual(HINGE);
    expect(await opened(logs).read()).toEqual(HINGE);
  });

  it("go to the cache where a log directory is a file, and are found there again", async () => {
    const eventFile = join(logs, "events.out.tfevents.1");
    await writeFile(eventFile, "");
    expect(await opened(eventFile).write(HINGE)).toBe(join(folder, "cache-corrections", "nashboard.json"));
    expect(await opened(eventFile).read()).toEqual(HINGE);
  });

  it("of several log directories hold together, the first one's before the others'", async () => {
    const other = await mkdtemp(join(folder, "other-"));
    await writeFile(join(logs, "nashboard.json"), '{"roles": {"*": {"x": "lr"}}}');
    await writeFile(join(other, "nashboard.json"), '{"roles": {"*": {"x": "gp", "y": "r1"}}}');
    expect((await opened(logs, other).read()).roles).toEqual({ "*": { x: "lr", y: "r1" } });
  });

  it("are taken up again when the file is edited", async () => {
    const file = opened(logs);
    await file.write(HINGE);
    expect((await file.read()).lossFamily).toEqual({ "*": "hinge" });
    await writeFile(join(logs, "nashboard.json"), '{"lossFamily": {"a": "lsgan", "b": "hinge"}}');
    expect((await file.read()).lossFamily).toEqual({ a: "lsgan", b: "hinge" });
  });

  it.each([
    ['{"roles": {"*": {"x": "d.lose"}}}', 'roles › * › x: "d.lose" is no role'],
    ['{"lossFamily": {"*": "hing"}}', "lossFamily › *"],
    ['{"role": {}}', "role"],
    ["{", "JSON"],
  ])("say what is wrong with %s, and where", async (text, problem) => {
    const path = join(logs, "nashboard.json");
    await writeFile(path, text);
    const { corrections, files, problems } = await opened(logs).kept();
    expect([corrections, files, problems.length]).toEqual([{ roles: {}, lossFamily: {} }, [], 1]);
    expect(problems[0]).toMatchObject({ code: "CORRECTIONS_MALFORMED", where: path });
    expect(problems[0]?.what).toContain(problem);
  });

  it("of the other files hold where one is not understood, and hold again once it is mended", async () => {
    const other = await mkdtemp(join(folder, "other-"));
    await writeFile(join(logs, "nashboard.json"), "{");
    await writeFile(join(other, "nashboard.json"), '{"lossFamily": {"*": "lsgan"}}');
    const file = opened(logs, other);
    expect(await file.read()).toEqual({ roles: {}, lossFamily: { "*": "lsgan" } });
    await writeFile(join(logs, "nashboard.json"), JSON.stringify(HINGE));
    expect(await file.read()).toEqual(HINGE);
    expect((await file.kept()).problems).toEqual([]);
  });

  it("never replace a file that is not understood", async () => {
    const path = join(logs, "nashboard.json");
    await writeFile(path, '{"roles": {"*": {"x": "d.lose"}}}');
    await expect(opened(logs).write(HINGE)).rejects.toMatchObject({ where: path });
    expect(await readFile(path, "utf8")).toBe('{"roles": {"*": {"x": "d.lose"}}}');
  });

  it("say which files they stand in, and where the next ones go", async () => {
    const path = join(logs, "nashboard.json");
    expect(await opened(logs).kept()).toMatchObject({ files: [], writesTo: path });
    await writeFile(path, JSON.stringify(HINGE));
    expect(await opened(logs).kept()).toMatchObject({ files: [path], writesTo: path });
  });

  it("keep inverted signs", async () => {
    const inverted = { "*": { "critic/*": true } };
    await opened(logs).write({ ...HINGE, inverted });
    expect(await opened(logs).read()).toEqual({ ...HINGE, inverted });
  });

  it("leave the file as it is where what was sent is not understood", async () => {
    const file = opened(logs);
    await file.write(HINGE);
    await expect(file.write({ roles: { "*": { x: "nonsense" } } })).rejects.toMatchObject({
      code: "CORRECTIONS_MALFORMED",
    });
    expect(await file.read()).toEqual(HINGE);
  });

  it("reach the roles of runs", async () => {
    const file = opened(logs);
    const store = openMemoryStore();
    const ended = { state: "at-record-boundary" } as const;
    const known = { resumeOffset: 1, recordCount: 1, ended, sessionStarts: [], fileVersion: "", writer: "" };
    const place = { path: "/logs/tfevents", identity: "1:1", sizeBytes: 1, dataLosses: [], ...known };
    const info = { tag: "adv", kind: "scalar" as const, plugin: "scalars", displayName: "", description: "" };
    const scalars = {
      steps: BigInt64Array.of(0n),
      wallTimes: Float64Array.of(0),
      values: Float64Array.of(1),
    };
    await store.append({ run: ".", file: place, batch: { tags: [{ info, scalars }], losses: [], ...known } });
    const rolesOf = createRoleReader(store, () => file.read());
    expect(await rolesOf(".")).toMatchObject([{ tag: "adv", role: "other" }]);
    await file.write(HINGE);
    expect(await rolesOf(".")).toMatchObject([{ tag: "adv", role: "d.loss", confidence: 1 }]);
  });
});
