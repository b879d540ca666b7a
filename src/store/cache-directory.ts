/** Where the cache of some log directories lives: with the user's other caches, never among the logs. */
import { createHash } from "node:crypto";
import { realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

const PRODUCT = "nashboard";
/** 80 bits: enough to keep every directory of a machine apart, short enough to read. */
const HASH_DIGITS = 20;

export interface CacheEnvironment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly homeDirectory: string;
}

export function currentEnvironment(): CacheEnvironment {
  return { variables: process.env, platform: process.platform, homeDirectory: homedir() };
}

/**
 * The same directory for the same log directories under whatever names or links they are given;
 * their order counts, because the first may name the runs.
 */
export async function cacheDirectoryFor(
  logDirectories: readonly string[],
  environment: CacheEnvironment,
): Promise<string> {
  const paths = await Promise.all(logDirectories.map(realOrAbsolutePath));
  const hash = createHash("sha256").update(JSON.stringify(paths)).digest("hex").slice(0, HASH_DIGITS);
  return join(cacheRoot(environment), PRODUCT, hash);
}

/** A directory that does not exist yet is watched as well; it is known by the name it will have. */
async function realOrAbsolutePath(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}

function cacheRoot({ variables, platform, homeDirectory }: CacheEnvironment): string {
  const { XDG_CACHE_HOME: asked, LOCALAPPDATA: localAppData } = variables;
  // The specification says that a relative path is to be ignored.
  if (asked !== undefined && isAbsolute(asked)) return asked;
  if (platform === "darwin") return join(homeDirectory, "Library", "Caches");
  if (platform === "win32" && localAppData !== undefined) return localAppData;
  return join(homeDirectory, ".cache");
}
