/** Where the cache of some log directories lives: with the user's other caches, never among the logs. */
import { createHash } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

const PRODUCT = "nashboard";
/** 80 bits: enough to keep every directory of a machine apart, short enough to read. */
const HASH_DIGITS = 20;

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The same directory for the same log directories (`path` or `name=path`) through whatever links they are
 * given; names and order count, because runs are called after them.
 */
export function cacheDirectoryFor(logDirectories: readonly string[], environment: Environment): string {
  const identities = logDirectories.map(identityOf);
  const hash = createHash("sha256").update(JSON.stringify(identities)).digest("hex").slice(0, HASH_DIGITS);
  const machine = { platform: process.platform, homeDirectory: homedir() };
  return join(cacheRoot(environment, machine), PRODUCT, hash);
}

function identityOf(spec: string): string {
  const equals = spec.indexOf("=");
  if (equals < 0 || existsSync(spec)) return realOrAbsolutePath(spec);
  return `${spec.slice(0, equals)}=${realOrAbsolutePath(spec.slice(equals + 1))}`;
}

/** What does not exist yet may be watched as well; it is known by the name it will have. */
function realOrAbsolutePath(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}

/** Where the platform keeps caches. */
export function cacheRoot(
  environment: Environment,
  machine: { readonly platform: NodeJS.Platform; readonly homeDirectory: string },
): string {
  const { XDG_CACHE_HOME: asked, LOCALAPPDATA: localAppData } = environment;
  // The specification says that a relative path is to be ignored.
  if (asked !== undefined && isAbsolute(asked)) return asked;
  if (machine.platform === "darwin") return join(machine.homeDirectory, "Library", "Caches");
  if (machine.platform === "win32" && localAppData !== undefined) return localAppData;
  return join(machine.homeDirectory, ".cache");
}
