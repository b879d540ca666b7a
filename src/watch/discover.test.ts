import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, rmdir, symlink, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { discover, isEventFileName } from "./discover.ts";
import { BLOCKING_ACCESS } from "./file-access.ts";
import { logDirectoriesOf } from "./log-directories.ts";

let root: string;
let notices: string[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "nashboard-discover-"));
  notices = [];
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function make(...paths: string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), "");
  }
}

const found = async (...specs: string[]) => {
  const { files } = await discover(logDirectoriesOf(specs), {
    access: BLOCKING_ACCESS,
    notice: (line) => notices.push(line),
  });
  return files.map(({ run, path }) => [run, basename(path)]).sort();
};

describe("an event file", () => {
  it("has tfevents anywhere in its name, a profiler's mark too", () => {
    expect(isEventFileName("events.out.tfevents.1700000000.host.1.0.v2")).toBe(true);
    expect(isEventFileName("mytfevents")).toBe(true);
    expect(isEventFileName("events.out.tfevents.1700000000.host.profile-empty")).toBe(true);
    expect(isEventFileName("events.out.tfevent.1700000000")).toBe(false);
  });
});

describe("what is discovered", () => {
  it("is a run for each directory with event files, named by its path, hidden ones included", async () => {
    await make(
      "tfevents.1",
      "a/tfevents.1",
      "a/b/tfevents.1",
      "a/b/tfevents.2",
      ".hidden/tfevents.1",
      "c/notes.txt",
    );
    expect(await found(root)).toEqual([
      [".", "tfevents.1"],
      [".hidden", "tfevents.1"],
      ["a", "tfevents.1"],
      ["a/b", "tfevents.1"],
      ["a/b", "tfevents.2"],
    ]);
    expect(notices).toEqual([]);
  });

  it("begins with the directory's name where there are several, and with the name that was given", async () => {
    await make("x/tfevents.1", "y/z/tfevents.1");
    expect(await found(join(root, "x"), join(root, "y"))).toEqual([
      ["x", "tfevents.1"],
      ["y/z", "tfevents.1"],
    ]);
    expect(await found(`mine=${root}`)).toEqual([
      ["mine/x", "tfevents.1"],
      ["mine/y/z", "tfevents.1"],
    ]);
  });

  it("tells directories that end alike apart by their whole paths", async () => {
    await make("x/logs/tfevents.1", "y/logs/tfevents.1");
    const runs = (await found(join(root, "x/logs"), join(root, "y/logs"))).map(([run]) => run);
    expect(runs).toEqual([`${root.slice(1)}/x/logs`, `${root.slice(1)}/y/logs`]);
  });

  it("takes a directory with = in its name as it is", async () => {
    await make("lr=0.1/tfevents.1");
    expect(await found(join(root, "lr=0.1"))).toEqual([[".", "tfevents.1"]]);
  });

  it("may be a single event file", async () => {
    await make("a/tfevents.1", "a/tfevents.2");
    expect(await found(join(root, "a/tfevents.2"))).toEqual([[".", "tfevents.2"]]);
  });

  it("follows links, once to each directory and under its own name, so that loops end", async () => {
    await make("z/run/tfevents.1");
    await symlink(join(root, "z/run"), join(root, "latest"));
    await symlink(root, join(root, "z/run/loop"));
    const outside = await mkdtemp(join(tmpdir(), "nashboard-outside-"));
    await writeFile(join(outside, "tfevents.9"), "");
    await symlink(outside, join(root, "linked"));
    await symlink(join(outside, "tfevents.9"), join(root, "z/tfevents.8"));
    await symlink(join(root, "nowhere"), join(root, "tfevents.dangling"));
    expect(await found(root)).toEqual([
      ["linked", "tfevents.9"],
      ["z", "tfevents.8"],
      ["z/run", "tfevents.1"],
    ]);
    expect(notices).toHaveLength(2);
    expect(notices[0]).toContain(join(root, "latest"));
    await rm(outside, { recursive: true });
  });

  it.skipIf(process.platform === "win32")("is never a pipe or a directory of such a name", async () => {
    await make("tfevents.dir/tfevents.1");
    execFileSync("mkfifo", [join(root, "tfevents.pipe")]);
    expect(await found(root)).toEqual([["tfevents.dir", "tfevents.1"]]);
  });

  it.skipIf(process.platform !== "linux")(
    "leaves out names that are not UTF-8, and says so (other systems have none)",
    async () => {
      const bytes = (...parts: (string | number)[]) =>
        Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.of(part))));
      const directory = bytes(`${root}/caf`, 0xe9);
      const file = bytes(`${root}/run/tfevents.`, 0xff);
      await make("run/tfevents.1");
      await mkdir(directory);
      await writeFile(file, "");
      expect(await found(root)).toEqual([["run", "tfevents.1"]]);
      expect(notices).toEqual([
        `A name is not UTF-8, so that what it names cannot be opened; rename it: ${root}/caf\uFFFD`,
        `A name is not UTF-8, so that what it names cannot be opened; rename it: ${root}/run/tfevents.\uFFFD`,
      ]);
      await rmdir(directory);
      await unlink(file);
    },
  );

  it.skipIf(process.getuid?.() === 0)(
    "leaves out a directory that it may not read, and says so (root may read all)",
    async () => {
      await make("closed/tfevents.1", "open/tfevents.1");
      await chmod(join(root, "closed"), 0);
      expect(await found(root)).toEqual([["open", "tfevents.1"]]);
      expect(notices).toEqual([expect.stringContaining(join(root, "closed"))]);
      await chmod(join(root, "closed"), 0o700);
    },
  );
});
