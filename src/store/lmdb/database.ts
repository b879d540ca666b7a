/** Opens the cache's database, and begins it anew where it is of another make or broken: it can be read again. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Database, open, type RootDatabase } from "lmdb";
import type { DataLoss } from "../../model/index.ts";
import type { FileInRun } from "../file-in-run.ts";
import type { StoreChange } from "../store.ts";
import type { TagInFile } from "../tag-in-file.ts";
import { unreadableBecause } from "./data-file.ts";
import { unsavedBecause } from "./unsaved-mark.ts";

/** Raised whenever what is written changes shape; an older cache is then built again. */
export const SCHEMA_VERSION = 4;

export const DATA_FILE = "data.mdb";
const LOCK_FILE = "lock.mdb";
const SCHEMA_KEY = "schema";
const SEQ_KEY = "seq";
const LOADING_KEY = "loading";
const MOST_DATABASES = 16;

export interface TagRow extends TagInFile {
  readonly path: string;
}

/** The losses lie apart, so that an append need not write them again. */
export interface FileRow extends FileInRun {
  readonly lossCount: number;
}

/** Keys are made by `keyOf`; what they are made from is said at each. */
export interface CacheDatabase {
  readonly root: RootDatabase<number, string>;
  /** (run) → its name. */
  readonly runs: Database<string, Buffer>;
  /** (run, path) */
  readonly files: Database<FileRow, Buffer>;
  /** (run, path) and the number of the first of them. */
  readonly losses: Database<readonly DataLoss[], Buffer>;
  /** (run, tag, path) */
  readonly tags: Database<TagRow, Buffer>;
  /** (run, tag, path) and chunk index. */
  readonly scalarChunks: Database<Buffer, Buffer>;
  readonly blobChunks: Database<Buffer, Buffer>;
  /** (run, tag, path) and block index. */
  readonly scalarSummaries: Database<Buffer, Buffer>;
  /** By `seq`: the latest changes, for those who read in another thread or process. */
  readonly changes: Database<Omit<StoreChange, "seq">, number>;
}

/** Takes one line for the user: what happened, what it means, where. */
export type Notice = (line: string) => void;

/** For the one writer. The directory must exist. */
export async function openDatabase(directory: string, notice: Notice): Promise<CacheDatabase> {
  const unreadable = unreadableBecause(join(directory, DATA_FILE));
  const reason = unreadable === null ? unsavedBecause(directory) : `The cache cannot be read: ${unreadable}.`;
  if (reason !== null) {
    deleteDatabase(directory);
    notice(rebuilding(directory, reason));
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

/** For readers: in words why it cannot be read, where a writer would make it, or begin it anew. */
export async function openForReading(directory: string): Promise<CacheDatabase | string> {
  const path = join(directory, DATA_FILE);
  if (!existsSync(path)) return "there is none yet";
  const unreadable = unreadableBecause(path);
  if (unreadable !== null) return unreadable;
  const distrusted = unsavedBecause(directory);
  if (distrusted !== null) return distrusted;
  const database = openFiles(directory);
  const version = database.root.get(SCHEMA_KEY);
  if (version === SCHEMA_VERSION) return database;
  await database.root.close();
  return `it has schema ${version ?? "none"}; this version reads ${SCHEMA_VERSION}`;
}

function withSchema(database: CacheDatabase): CacheDatabase {
  database.root.putSync(SCHEMA_KEY, SCHEMA_VERSION);
  return database;
}

/** Commits are not forced to the disk one by one (a millisecond each): see the mark of what is unsaved. */
function openFiles(directory: string): CacheDatabase {
  const root = open<number, string>({
    path: directory,
    maxDbs: MOST_DATABASES,
    noSync: true,
    noMemInit: true,
  });
  const keyed = { keyEncoding: "binary" } as const;
  const bytes = { keyEncoding: "binary", encoding: "binary" } as const;
  return {
    root,
    runs: root.openDB({ name: "runs", ...keyed }),
    files: root.openDB({ name: "files", ...keyed }),
    losses: root.openDB({ name: "losses", ...keyed }),
    tags: root.openDB({ name: "tags", ...keyed }),
    scalarChunks: root.openDB({ name: "scalar chunks", ...bytes }),
    blobChunks: root.openDB({ name: "blob chunks", ...bytes }),
    scalarSummaries: root.openDB({ name: "scalar summaries", ...bytes }),
    changes: root.openDB({ name: "changes" }),
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

export function storeSeq({ root }: CacheDatabase, seq: number): void {
  root.putSync(SEQ_KEY, seq);
}

/** Whether the writer is still at what lay in the log directories when it began. */
export function storedIsLoading({ root }: CacheDatabase): boolean {
  return root.get(LOADING_KEY) === 1;
}

export function storeIsLoading({ root }: CacheDatabase, isLoading: boolean): void {
  root.putSync(LOADING_KEY, isLoading ? 1 : 0);
}
