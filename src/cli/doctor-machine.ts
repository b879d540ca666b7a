/** Looks at the machine: can Nashboard run here, keep its cache, serve its page, and hear of changes? */
import { accessSync, constants, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { DEFAULT_PORT } from "../api/index.ts";
import { ExplainedError } from "../model/index.ts";
import { cacheDirectoryFor, makeDirectories, openLmdbStore, writerOf } from "../store/index.ts";
import { type Check, fail, ok, warn } from "./doctor-check.ts";

/** The oldest Node that the manifest's "engines" allows. */
const OLDEST_NODE = [20, 19] as const;
/** More than this is worth knowing of. */
const LARGE_CACHE_BYTES = 20e9;
const BYTES_A_MEGABYTE = 1e6;
const HOST = "127.0.0.1";
const PAGE = fileURLToPath(new URL("../web/index.html", import.meta.url));

export function checkNode(version = process.versions.node): Check {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor))
    return ok("node", `Node ${version}.`);
  return fail("node", `Node ${version} is older than ${OLDEST_NODE.join(".")}.`, {
    fix: "Install a newer Node.",
  });
}

export function checkPage(): Check {
  if (existsSync(PAGE)) return ok("page", "The page is built.");
  return fail("page", "The page is not built, so the board cannot open.", {
    fix: "Run npm run build in a checkout, or install the package again.",
    places: [PAGE],
  });
}

export function checkCache(): Check {
  const directory = cacheRoot();
  try {
    makeDirectories(directory);
    accessSync(directory, constants.W_OK);
  } catch (error) {
    return warn("cache", `The cache directory cannot be written to (${messageOf(error)}).`, {
      fix: "Set XDG_CACHE_HOME to a directory that can; until then every start reads all event files anew.",
      places: [directory],
    });
  }
  const bytes = sizeOf(directory);
  const size = `${Math.round(bytes / BYTES_A_MEGABYTE).toLocaleString("en")} MB`;
  if (bytes < LARGE_CACHE_BYTES)
    return ok("cache", `The cache can be written to and takes ${size}: ${directory}`);
  return warn("cache", `The cache takes ${size}.`, {
    fix: "Delete it while no board is open; it is made again from the event files.",
    places: [directory],
  });
}

/** Opens a database where the cache is, because network file systems may refuse what it needs. */
export async function checkStore(): Promise<Check> {
  let directory: string | null = null;
  try {
    directory = mkdtempSync(join(cacheRoot(), "doctor-"));
    const store = await openLmdbStore({ directory, notice: () => undefined });
    await store.close();
    return ok("store", "A store can be opened in the cache.");
  } catch (error) {
    return warn("store", `No store can be opened in the cache: ${messageOf(error)}`, {
      fix: "Set XDG_CACHE_HOME to a local disk; until then boards keep everything in memory.",
      places: [directory ?? cacheRoot()],
    });
  } finally {
    if (directory !== null) rmSync(directory, { recursive: true, force: true });
  }
}

/** Whether a board on these log directories would share its cache with one that is open. */
export async function checkWriter(logDirectories: readonly string[]): Promise<Check> {
  const directory = cacheDirectoryFor(logDirectories, process.env);
  const writer = await writerOf(directory);
  if (writer === null) return ok("writer", "No other process writes to the cache of these logs.");
  return warn("writer", `Process ${writer.pid} on ${writer.host} writes to the cache of these logs.`, {
    fix: "Use the board that is open already, or end that process if it should not be there.",
    places: [directory],
  });
}

/** Without a port asked for, the board would take the next free one. */
export async function checkPort(asked: number | undefined): Promise<Check> {
  const port = asked ?? DEFAULT_PORT;
  const code = await new Promise<string | null>((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, HOST, () => server.close(() => resolve(null)));
  });
  if (code === null) return ok("port", `Port ${port} on ${HOST} is free.`);
  const what = `Port ${port} on ${HOST} cannot be listened on (${code}).`;
  const fix = "Choose another with --port, or --port 0 for any free one.";
  if (asked !== undefined) return fail("port", what, { fix });
  return warn("port", what, { fix: `The board will take the next free one. ${fix}` });
}

function cacheRoot(): string {
  return dirname(cacheDirectoryFor([], process.env));
}

function sizeOf(directory: string): number {
  const names = readdirSync(directory, { recursive: true, encoding: "utf8" });
  return names.reduce((sum, name) => {
    const facts = statSync(join(directory, name), { throwIfNoEntry: false });
    return sum + (facts?.isFile() === true ? facts.size : 0);
  }, 0);
}

function messageOf(error: unknown): string {
  if (error instanceof ExplainedError) return error.what;
  return error instanceof Error ? error.message : String(error);
}
