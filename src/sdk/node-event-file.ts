/** Appends event bytes to a file named as TensorBoard expects, on Node's file system. */
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { ExplainedError } from "../model/index.ts";
import type { EventSink } from "./event-log.ts";

export interface NodeEventFileOptions {
  /** The run's directory; made if it does not exist. */
  readonly directory: string;
  /** Seconds since the epoch, for the name; the clock by default. */
  readonly startSeconds?: number;
}

export interface NodeEventFile extends EventSink {
  readonly path: string;
}

const MILLISECONDS_A_SECOND = 1000;
/** TensorBoard sorts the files of a run by name, so the seconds have a fixed width. */
const SECONDS_DIGITS = 10;
const APPEND_TO_NEW_FILE = "ax";

/** Opens a new event file; never touches one that is there. Throws `SDK_EVENT_FILE` with cause and remedy. */
export function openNodeEventFile(options: NodeEventFileOptions): NodeEventFile {
  const { directory } = options;
  const startSeconds = Math.floor(options.startSeconds ?? Date.now() / MILLISECONDS_A_SECOND);
  const name = fileName(startSeconds);
  const { descriptor, path } = opened(directory, name);
  return {
    path,
    append: (bytes) => appendAll(descriptor, bytes, path),
    close: () => explaining(path, () => closeSync(descriptor)),
  };
}

function fileName(startSeconds: number): string {
  const seconds = String(startSeconds).padStart(SECONDS_DIGITS, "0");
  return `events.out.tfevents.${seconds}.${hostname()}.${process.pid}.nashboard`;
}

/** A name already taken (two logs of one process in one second) gets a number behind it. */
function opened(directory: string, name: string): { descriptor: number; path: string } {
  explaining(directory, () => mkdirSync(directory, { recursive: true }));
  for (let attempt = 0; ; attempt++) {
    const path = join(directory, attempt === 0 ? name : `${name}.${attempt}`);
    try {
      return { descriptor: openSync(path, APPEND_TO_NEW_FILE), path };
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw explained(error, path);
    }
  }
}

/** `writeSync` may take only part of the bytes. */
function appendAll(descriptor: number, bytes: Uint8Array, path: string): void {
  explaining(path, () => {
    for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
  });
}

function explaining(path: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw explained(error, path);
  }
}

const ADVICE: Readonly<Record<string, { readonly happened: string; readonly fix: string }>> = {
  EACCES: { happened: "permission was denied", fix: "Choose a log directory that you may write to." },
  EPERM: { happened: "permission was denied", fix: "Choose a log directory that you may write to." },
  EROFS: { happened: "the file system is read-only", fix: "Choose a log directory on a writable disk." },
  ENOSPC: { happened: "the disk is full", fix: "Free some space, or log to another disk." },
  EDQUOT: { happened: "your disk quota is used up", fix: "Free some space, or log to another disk." },
  ENOTDIR: {
    happened: "part of the path is a file",
    fix: "Choose another log directory, or move that file.",
  },
  EEXIST: { happened: "a file has that name", fix: "Choose another log directory, or move that file." },
};

function explained(error: unknown, path: string): ExplainedError {
  const code = codeOf(error);
  const advice = ADVICE[code] ?? {
    happened: `the system reported ${code === "" ? String(error) : code}`,
    fix: "Check that the path exists and that its disk works, then start again.",
  };
  return new ExplainedError({
    code: "SDK_EVENT_FILE",
    what: `The event file could not be written: ${advice.happened}.`,
    why: "Nothing logged from here on would be kept, so the log stops instead of losing it quietly.",
    fix: advice.fix,
    where: path,
    cause: error,
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
