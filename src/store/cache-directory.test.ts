import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cacheDirectoryFor } from "./cache-directory.ts";

const linux = { variables: {}, platform: "linux", homeDirectory: "/home/ada" } as const;

describe("the cache directory", () => {
  let logs: string;
  beforeEach(async () => {
    logs = await mkdtemp(join(tmpdir(), "nashboard-cache-"));
  });
  afterEach(() => rm(logs, { recursive: true }));

  it("lies where the platform keeps caches", async () => {
    const parentOf = async (environment: Parameters<typeof cacheDirectoryFor>[1]) =>
      dirname(await cacheDirectoryFor([logs], environment));
    expect(await parentOf(linux)).toBe("/home/ada/.cache/nashboard");
    expect(await parentOf({ ...linux, variables: { XDG_CACHE_HOME: "/scratch" } })).toBe(
      "/scratch/nashboard",
    );
    expect(await parentOf({ ...linux, variables: { XDG_CACHE_HOME: "here" } })).toBe(
      "/home/ada/.cache/nashboard",
    );
    expect(await parentOf({ ...linux, platform: "darwin" })).toBe("/home/ada/Library/Caches/nashboard");
  });

  it("is the same through a link and for the same directory named otherwise", async () => {
    await mkdir(join(logs, "real"));
    await symlink(join(logs, "real"), join(logs, "link"));
    const direct = await cacheDirectoryFor([join(logs, "real")], linux);
    expect(await cacheDirectoryFor([join(logs, "link")], linux)).toBe(direct);
    expect(await cacheDirectoryFor([join(logs, "link", "..", "real")], linux)).toBe(direct);
  });

  it("differs for other directories and for one more", async () => {
    const ofBoth = await cacheDirectoryFor(["/a", "/b"], linux);
    const ofOne = await cacheDirectoryFor(["/a"], linux);
    const ofOneOddlyNamed = await cacheDirectoryFor(["/a,/b"], linux);
    expect(new Set([ofBoth, ofOne, ofOneOddlyNamed]).size).toBe(3);
  });
});
