/** Opens the cache's database, and begins it anew where it is of another make or broken: it can be read again. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { type Database, open, type RootDatabase } from "lmdb";
import type { FileInRun } from "../file-in-run.ts";
import type { TagInFile } from "../tag-in-file.ts";
import type { ChunkSummary } from "./chunks.ts";
import { unreadableBecause } from "./data-file.ts";

/** Raised whenever what is written changes shape; an older cache is then built again. */
export const SCHEMA_VERSION = 2;

const DATA_FILE = "data.mdb";
const LOCK_FILE = "lock.mdb";
const SCHEMA_KEY = "schema";
const SEQ_KEY = "seq";
const MOST_DATABASES = 16;

export interface TagRow extends TagInFile {
  readonly path: string;
}

/** Keys are made by `keyOf`; what they are made from is said at each. */
export interface CacheDatabase {
  readonly root: RootDatabase<number, string>;
  /** (run) → its name. */
  readonly runs: Database<string, Buffer>;
  /** (run, path) */
  readonly files: Database<FileInRun, Buffer>;
  /** (run, tag, path) */
  readonly tags: Database<TagRow, Buffer>;
  /** (run, tag, path) and chunk index, for these three. */
  readonly scalarChunks: Database<Buffer, Buffer>;
  readonly scalarSummaries: Database<ChunkSummary, Buffer>;
  readonly blobChunks: Database<Buffer, Buffer>;
}

/** Takes one line for the user: what happened, what it means, where. */
export type Notice = (line: string) => void;

/** The directory must exist. */
export async function openDatabase(directory: string, notice: Notice): Promise<CacheDatabase> {
  const reason = unreadableBecause(join(directory, DATA_FILE));
  if (reason !== null) {
    deleteDatabase(directory);
    notice(rebuilding(directory, `The cache cannot be read: ${reason}.`));
  }
  const database = openFiles(directory);
  const version = database.root.get(SCHEMA_KEY);
  if (version === SCHEMA_VERSION) return database;
  if (version === undefined && database.runs.getKeysCount() === 0) return withSchema(database);
  await database.root.close();
  deleteDatabase(directory);
  notice(rebuilding(directory, `The cache has schema ${version}; this version reads ${SCHEMA_VERSION}.`));
  return withSchema(openFiles(directory));
}

function withSchema(database: CacheDatabase): CacheDatabase {
  database.root.putSync(SCHEMA_KEY, SCHEMA_VERSION);
  return database;
}

function openFiles(directory: string): CacheDatabase {
  const root = open<number, string>({ path: directory, maxDbs: MOST_DATABASES });
  const keyed = { keyEncoding: "binary" } as const;
  const bytes = { keyEncoding: "binary", encoding: "binary" } as const;
  return {
    root,
    runs: root.openDB({ name: "runs", ...keyed }),
    files: root.openDB({ name: "files", ...keyed }),
    tags: root.openDB({ name: "tags", ...keyed }),
    scalarChunks: root.openDB({ name: "scalar chunks", ...bytes }),
    scalarSummaries: root.openDB({ name: "scalar summaries", ...keyed }),
    blobChunks: root.openDB({ name: "blob chunks", ...bytes }),
  };
}

function deleteDatabase(directory: string): void {
  for (const name of [DATA_FILE, LOCK_FILE]) rmSync(join(directory, name), { force: true });
}

function rebuilding(directory: string, what: string): string {
  return `${what} It is begun anew and the event files are read again, which takes longer this once: ${directory}`;
}

export function storedSeq({ root }: CacheDatabase): number {
  return root.get(SEQ_KEY) ?? 0;
}

export function storeSeq({ root }: CacheDatabase, seq: number): Promise<boolean> {
  return root.put(SEQ_KEY, seq);
}
