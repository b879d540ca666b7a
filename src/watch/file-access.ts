/** How event files are reached: without waiting in a thread that only reads them, patiently where others share it. */
import {
  type BigIntStats,
  closeSync,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
} from "node:fs";
import { open, readdir, stat } from "node:fs/promises";

type Soon<T> = T | Promise<T>;

export interface OpenedFile {
  facts(): Soon<BigIntStats>;
  /** Fills as much of `into` as the file has from byte `at` on; how many bytes that were. */
  read(into: Uint8Array, at: number): Soon<number>;
  close(): Soon<void>;
}

export interface FileAccess {
  facts(path: string): Soon<BigIntStats>;
  entries(path: string): Soon<Dirent[]>;
  open(path: string): Soon<OpenedFile>;
}

/** Each call waits for the disk: handing it to another thread takes longer than most of them do. */
export const BLOCKING_ACCESS: FileAccess = {
  facts: (path) => statSync(path, { bigint: true }),
  entries: (path) => readdirSync(path, { withFileTypes: true }),
  open(path) {
    const file = openSync(path, "r");
    return {
      facts: () => fstatSync(file, { bigint: true }),
      read: (into, at) => readSync(file, into, 0, into.length, at),
      close: () => closeSync(file),
    };
  },
};

export const PATIENT_ACCESS: FileAccess = {
  facts: (path) => stat(path, { bigint: true }),
  entries: (path) => readdir(path, { withFileTypes: true }),
  async open(path) {
    const file = await open(path, "r");
    return {
      facts: () => file.stat({ bigint: true }),
      read: async (into, at) => (await file.read(into, 0, into.length, at)).bytesRead,
      close: () => file.close(),
    };
  },
};
