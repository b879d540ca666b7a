import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cacheDirectoryFor, cacheRoot } from "./cache-directory.ts";

const environment = { XDG_CACHE_HOME: "/scratch" };

describe("the cache directory", () => {
  let logs: string;
  beforeEach(async () => {
    logs = await mkdtemp(join(tmpdir(), "nashboard-cache-"));
  });
  afterEach(() => rm(logs, { recursive: true }));

  it("lies where the platform keeps caches", () => {
    const machine = { platform: "linux", homeDirectory: "/home/ada" } as const;
    expect(cacheRoot({}, machine)).toBe("/home/ada/.cache");
    expect(cacheRoot({ XDG_CACHE_HOME: "/scratch" }, machine)).toBe("/scratch");
    expect(cacheRoot({ XDG_CACHE_HOME: "here" }, machine)).toBe("/home/ada/.cache");
    expect(cacheRoot({}, { ...machine, platform: "darwin" })).toBe("/home/ada/Library/Caches");
    expect(dirname(cacheDirectoryFor([logs], environment))).toBe("/scratch/nashboard");
  });

  it("is the same through a link and for the same directory named otherwise", async () => {
    await mkdir(join(logs, "real"));
    await symlink(join(logs, "real"), join(logs, "link"));
    const direct = cacheDirectoryFor([join(logs, "real")], environment);
    expect(cacheDirectoryFor([join(logs, "link")], environment)).toBe(direct);
    expect(cacheDirectoryFor([join(logs, "link", "..", "real")], environment)).toBe(direct);
  });

  it("differs for other directories, for one more and for another name", () => {
    const ofBoth = cacheDirectoryFor(["/a", "/b"], environment);
    const ofOne = cacheDirectoryFor(["/a"], environment);
    const ofOneOddlyNamed = cacheDirectoryFor(["/a,/b"], environment);
    const named = cacheDirectoryFor(["name=/a"], environment);
    expect(new Set([ofBoth, ofOne, ofOneOddlyNamed, named]).size).toBe(4);
  });
});
