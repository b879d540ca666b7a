/** Tags, writers and directories out of the ordinary, as users meet them. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { maskedCrc32c } from "../src/tfevents/index.ts";
import { type LogFolder, openLogFolder, recordsOf, scalars, upTo } from "./testing/log-folder.ts";

const NAME = "events.out.tfevents.1000.host";

let logs: LogFolder;
beforeEach(async () => {
  logs = await openLogFolder();
});
afterEach(() => logs.end());

describe("tags", () => {
  const longTag = "loss/".repeat(2048);

  it.each([
    ["an empty", ""],
    ["one of 10 kB", longTag],
    ["with emoji and spaces", "loss 🎈 of / G"],
  ])("%s tag is a tag", async (_, tag) => {
    await logs.write(NAME, ...scalars(tag, [1, 2]));
    await logs.read();
    expect(await logs.steps(tag)).toEqual([1, 2]);
    expect((await logs.store.tags(".")).map((record) => record.tag)).toEqual([tag]);
  });

  it("a value with a node name and no tag is filed under that", async () => {
    const [, record] = scalars("loss/G", [1]);
    const older = Buffer.from(record ?? []);
    // The key of field 7 for that of field 1, and the checksum made good.
    older[older.indexOf("loss/G") - 2] = 0x3a;
    older.writeUInt32LE(maskedCrc32c(older, 12, older.length - 4), older.length - 4);
    await logs.write(NAME, older);
    await logs.read();
    expect((await logs.store.tags(".")).map(({ tag }) => tag)).toEqual(["loss/G"]);
  });

  it("one tag may be of different kinds in different runs; within a run its first kind stands", async () => {
    const text = recordsOf((writer) => writer.text("x", 1, "words"));
    await logs.write(`a/${NAME}`, ...scalars("x", [1]), ...text.slice(1));
    await logs.write(`b/${NAME}`, ...text);
    await logs.read();
    expect(await logs.store.tags("a")).toMatchObject([{ kind: "scalar", pointCount: 1 }]);
    expect(await logs.store.tags("b")).toMatchObject([{ kind: "text", pointCount: 1 }]);
    expect((await logs.file("a"))?.dataLosses).toMatchObject([
      { reason: 'A value of the scalar tag "x" is not one real number (tensor).' },
    ]);
  });
});

describe("writers and directories", () => {
  it("a killed writer's file and the one that follows it are one run", async () => {
    const script = `
      import { appendFileSync } from "node:fs";
      const [, path, records] = process.argv;
      appendFileSync(path, Buffer.from(records, "base64"));
      process.stdout.write("written");
      setInterval(() => undefined, 1000);`;
    const cut = Buffer.concat(scalars("loss", [1, 2, 3])).subarray(0, -9);
    const writer = spawn(process.execPath, [
      "--input-type=module",
      "-e",
      script,
      logs.at(NAME),
      cut.toString("base64"),
    ]);
    await once(writer.stdout, "data");
    writer.kill("SIGKILL");
    await once(writer, "exit");
    await logs.read();
    expect(await logs.steps("loss")).toEqual([1, 2]);
    await logs.write(`${NAME}.2`, ...scalars("loss", [3, 4]));
    await logs.hasSteps([1, 2, 3, 4]);
  });

  it.skipIf(process.platform === "win32")(
    "a pipe that is named like an event file is left alone",
    async () => {
      execFileSync("mkfifo", [logs.at(NAME)]);
      await logs.write(`a/${NAME}`, ...scalars("loss", [1]));
      await logs.read();
      expect(await logs.runs()).toEqual(["a"]);
    },
  );

  it.skipIf(process.getuid?.() === 0)(
    "a directory that may not be read is said (root may read any)",
    async () => {
      await mkdir(logs.at("secret"));
      await chmod(logs.at("secret"), 0);
      await logs.write(`a/${NAME}`, ...scalars("loss", [1]));
      await logs.read();
      expect(await logs.runs()).toEqual(["a"]);
      expect(logs.notices).toEqual([expect.stringContaining("cannot be read (EACCES)")]);
      await chmod(logs.at("secret"), 0o700);
    },
  );

  it("graphs, curves, meshes, layouts and unknown plugins are listed as what they are", async () => {
    const written = fileURLToPath(new URL("../fixtures/tfevents/pytorch", import.meta.url));
    await logs.write(NAME, await readFile(join(written, "events.out.tfevents.1700000000.fixture")));
    await logs.read();
    const kinds = new Map((await logs.store.tags(".")).map(({ tag, kind, plugin }) => [tag, [kind, plugin]]));
    expect(kinds.get("pr")).toEqual(["pr-curve", "pr_curves"]);
    expect(kinds.get("mesh_VERTEX")).toEqual(["mesh", "mesh"]);
    expect(kinds.get("custom_scalars__config__")).toEqual(["custom-scalars", "custom_scalars"]);
    expect(kinds.get("__run_graph__")).toEqual(["graph", "graphs"]);
    expect(kinds.get("tensor")).toEqual(["tensor", "tensor"]);
    expect((await logs.values.tensor(".", "pr", 0)).shape).toEqual([6, 7]);
    expect(await logs.values.tensor(".", "mesh_VERTEX", 0)).toMatchObject({ shape: [1, 3, 3] });
    expect((await logs.values.tensor(".", "tensor", 0)).values).toEqual(Float64Array.from(upTo(6)));
  });
});
