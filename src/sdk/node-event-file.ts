/** Appends event bytes to a file named as TensorBoard expects, on Node's file system. */
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { eventFileName } from "./event-file-name.ts";
import type { EventSink } from "./event-log.ts";
import { explainedFileFailure, systemCodeOf } from "./file-failure.ts";

export interface NodeEventFileOptions {
  /** The run's directory; made if it does not exist. */
  readonly directory: string;
  /** Seconds since the epoch, for the name; the clock by default. */
  readonly startSeconds?: number;
}

export interface NodeEventFile extends EventSink {
  readonly path: string;
}

const APPEND_TO_NEW_FILE = "ax";

/** Opens a new event file; never touches one that is there. Throws `SDK_EVENT_FILE` with cause and remedy. */
export function openNodeEventFile(options: NodeEventFileOptions): NodeEventFile {
  return nodeEventFile(openedFile(options));
}

/** Descriptors belong to the process: any of its threads may write to one. */
export interface OpenFile {
  readonly descriptor: number;
  readonly path: string;
}

export function openedFile(options: NodeEventFileOptions): OpenFile {
  const { directory } = options;
  const name = eventFileName({
    host: hostname(),
    writerId: process.pid,
    ...(options.startSeconds === undefined ? {} : { startSeconds: options.startSeconds }),
  });
  return opened(directory, name);
}

export function nodeEventFile({ descriptor, path }: OpenFile): NodeEventFile {
  return {
    path,
    append: (bytes) => appendAll(descriptor, bytes, path),
    close: () => explaining(path, () => closeSync(descriptor)),
  };
}

/** A name already taken (two logs of one process in one second) gets a number behind it. */
function opened(directory: string, name: string): OpenFile {
  explaining(directory, () => mkdirSync(directory, { recursive: true }));
  for (let attempt = 0; ; attempt++) {
    const path = join(directory, attempt === 0 ? name : `${name}.${attempt}`);
    try {
      return { descriptor: openSync(path, APPEND_TO_NEW_FILE), path };
    } catch (error) {
      if (systemCodeOf(error) !== "EEXIST") throw explainedFileFailure(error, path);
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
    throw explainedFileFailure(error, path);
  }
}
