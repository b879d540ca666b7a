/** Wires data and server into one running board. */
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DEFAULT_PORT } from "../api/index.ts";
import type { Access } from "../server/index.ts";
import type { StoreReader } from "../store/index.ts";
import { imageType } from "../tfevents/index.ts";
import {
  correctionsFileOf,
  createDerivationProgress,
  createDescriber,
  createDiagnoser,
  createRoleReader,
  openValueReader,
} from "../watch/index.ts";
import { type DataSettings, openBoardData } from "./board-data.ts";
import { openProjections } from "./board-projections.ts";
import { encoderFlags } from "./encoder-flags.ts";
import type { Terminal } from "./terminal.ts";
import { usageError } from "./usage.ts";

export interface BoardSettings extends DataSettings {
  readonly host: string;
  /** undefined: the default port, or the next free one. */
  readonly port: number | undefined;
  readonly allowedHosts: readonly string[];
  readonly pathPrefix: string;
  readonly windowTitle: string;
  /** Where events sent by HTTP are written; one of the log directories. */
  readonly intakeDirectory: string | undefined;
}

export interface OpenBoard {
  /** The address to open, with its token when it has one. */
  readonly url: string;
  readonly store: StoreReader;
  /** Resolves when everything that lay in the log directories at the start has been read. */
  readonly firstPass: Promise<void>;
  close(): Promise<void>;
}

const LOOPBACK_HOSTS = new Set(["127.0.0.1", "localhost", "::1"]);
const TOKEN_BYTES = 18;
const PAGE_FOLDER = fileURLToPath(new URL("../web", import.meta.url));

export async function openBoard(settings: BoardSettings, terminal: Terminal): Promise<OpenBoard> {
  // The server is loaded while another thread begins to read.
  const [data, { createApp, listen, loadPage }] = await Promise.all([
    openBoardData(settings, (line) => terminal.say(line)),
    import("../server/index.ts"),
  ]);
  const { store } = data;
  const values = openValueReader(store);
  const { logDirectories, windowTitle, pathPrefix, intakeDirectory } = settings;
  const projections = openProjections(store, values);
  const closeAll = async () => {
    await projections.close();
    await values.close();
    await data.close();
  };
  try {
    const access = accessFor(settings);
    const file = correctionsFileOf(logDirectories);
    const corrections = () => file.read();
    const rolesOf = createRoleReader(store, corrections);
    const describe = createDescriber(store, values, { corrections, readRoles: rolesOf });
    const board = {
      ...{ store, values, imageType, logDirectories, windowTitle, describe, rolesOf, projections },
      corrections,
      isLoading: () => data.isLoading(),
      diagnose: createDiagnoser({ store, describe, corrections }),
      derivationsOf: createDerivationProgress({ store, describe }),
    };
    const app = createApp({
      board,
      page: loadPage(PAGE_FOLDER),
      access,
      pathPrefix,
      intakeDirectory,
      corrections: file,
    });
    const server = await listen(app, {
      host: settings.host,
      port: settings.port ?? DEFAULT_PORT,
      mayTakeNext: settings.port === undefined,
    });
    const url = addressOf(settings, server.port, access);
    const close = async () => {
      await server.close();
      await closeAll();
    };
    return { url, store, firstPass: data.firstPass, close };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function accessFor({ host, allowedHosts }: BoardSettings): Access {
  if (LOOPBACK_HOSTS.has(host)) return { kind: "loopback", allowedHosts };
  return { kind: "token", token: randomBytes(TOKEN_BYTES).toString("base64url") };
}

function addressOf({ host, pathPrefix }: BoardSettings, port: number, access: Access): string {
  const name = host.includes(":") ? `[${host}]` : host;
  const query = access.kind === "token" ? `?token=${access.token}` : "";
  return `http://${name}:${port}${pathPrefix}/${query}`;
}

/** Reads the flags that every command with a board has. */
export function boardSettings(
  flags: Readonly<Record<string, string | boolean | undefined>>,
  logDirectories: readonly string[],
): BoardSettings {
  const text = (name: string) => (typeof flags[name] === "string" ? flags[name] : undefined);
  const storeKind = text("store") ?? "lmdb";
  if (storeKind !== "lmdb" && storeKind !== "memory") {
    throw usageError(`--store ${storeKind} is not known.`, "Use --store lmdb or --store memory.");
  }
  const reloadSeconds = numberFlag("reload-interval", text("reload-interval"));
  const intakeDirectory = text("intake");
  if (intakeDirectory !== undefined) mkdirSync(intakeDirectory, { recursive: true });
  return {
    logDirectories: withIntake(logDirectories, intakeDirectory),
    intakeDirectory,
    host: text("host") ?? (flags["bind-all"] === true ? "0.0.0.0" : "127.0.0.1"),
    port: portFlag(text("port")),
    allowedHosts: text("allow-host")?.toLowerCase().split(",") ?? [],
    pathPrefix: prefixFlag(text("path-prefix") ?? ""),
    windowTitle: text("window-title") ?? "Nashboard",
    pollMilliseconds: reloadSeconds === undefined || reloadSeconds <= 0 ? undefined : reloadSeconds * 1000,
    storeKind,
    encoder: encoderFlags(flags),
    memoryLimitBytes: sizeFlag("memory-limit", text("memory-limit")),
  };
}

function withIntake(logDirectories: readonly string[], intake: string | undefined): readonly string[] {
  return intake === undefined || logDirectories.includes(intake)
    ? logDirectories
    : [...logDirectories, intake];
}

const HIGHEST_PORT = 65_535;

export function portFlag(given: string | undefined): number | undefined {
  const port = numberFlag("port", given);
  if (port === undefined || (Number.isInteger(port) && port >= 0 && port <= HIGHEST_PORT)) return port;
  throw usageError(`--port ${given} is not a port.`, `Use a whole number from 0 to ${HIGHEST_PORT}.`);
}

function numberFlag(name: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (given.trim() === "" || !Number.isFinite(value)) {
    throw usageError(`--${name} ${given} is not a number.`, `Give a number after --${name}.`);
  }
  return value;
}

const BYTES_A_UNIT: Readonly<Record<string, number>> = { "": 1, KB: 1e3, MB: 1e6, GB: 1e9 };
/** Below this the reading thread cannot start. */
const SMALLEST_MEMORY_LIMIT_BYTES = 64e6;

/** Bytes from "512MB", "2 GB" or a plain number of bytes. */
function sizeFlag(name: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const [, number, unit = ""] = /^\s*(\d+(?:\.\d+)?)\s*([KMG]B)?\s*$/i.exec(given) ?? [];
  const bytes = Number(number) * (BYTES_A_UNIT[unit.toUpperCase()] ?? Number.NaN);
  if (bytes >= SMALLEST_MEMORY_LIMIT_BYTES) return bytes;
  throw usageError(
    `--${name} ${given} is not a size of at least ${SMALLEST_MEMORY_LIMIT_BYTES / 1e6} MB.`,
    `Give bytes or a size such as 512MB after --${name}.`,
  );
}

/** "/a/b" from any of "a/b", "/a/b", "/a/b/". */
function prefixFlag(given: string): string {
  const trimmed = given.replace(/^\/+|\/+$/g, "");
  return trimmed === "" ? "" : `/${trimmed}`;
}
