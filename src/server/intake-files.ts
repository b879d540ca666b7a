/** The event files that trainers elsewhere send: appended to, never rewritten, never outside their directory. */
import { constants } from "node:fs";
import { type FileHandle, lstat, mkdir, open, stat } from "node:fs/promises";
import { join } from "node:path";
import { ExplainedError } from "../model/index.ts";

export interface IntakePlace {
  /** Relative path of the run, parts between slashes. */
  readonly run: string;
  readonly file: string;
}

export interface IntakeAnswer {
  /** Bytes that the file has. */
  readonly size: number;
  /** False where the offset was another than the file's size, so that nothing was appended. */
  readonly isAppended: boolean;
}

/** A trainer that logs everything writes some 100 MB a day. */
export const LARGEST_FILE_BYTES = 4 * 2 ** 30;
/** No part may begin with a dot, so none is `..` and none is hidden. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N} _.=,+@()-]{0,127}$/u;
const DEEPEST_RUN = 8;
const EVENT_FILE_NAME = /^events\.out\.tfevents\.[\w.-]{1,200}$/;

export class IntakeFiles {
  readonly #directory: string;
  /** The last write to each path: writes to one file follow one another. */
  readonly #writing = new Map<string, Promise<unknown>>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** 0 where there is no such file yet. */
  async sizeOf(place: IntakePlace): Promise<number> {
    const path = join(this.#directory, ...checkedParts(place));
    const stats = await stat(path).catch(() => null);
    return stats?.size ?? 0;
  }

  /** Appends where `offset` is the file's size; says the size in any case. */
  async append(place: IntakePlace, offset: number, bytes: Uint8Array): Promise<IntakeAnswer> {
    const parts = checkedParts(place);
    const key = parts.join("/");
    const before = this.#writing.get(key) ?? Promise.resolve();
    const writing = before.catch(() => {}).then(() => this.#appendNow(parts, offset, bytes));
    this.#writing.set(key, writing);
    try {
      return await writing;
    } finally {
      if (this.#writing.get(key) === writing) this.#writing.delete(key);
    }
  }

  async #appendNow(parts: readonly string[], offset: number, bytes: Uint8Array): Promise<IntakeAnswer> {
    const folder = join(this.#directory, ...parts.slice(0, -1));
    try {
      await this.#makeFolders(parts.slice(0, -1));
      // A symbolic link in place of the file is not followed.
      const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW;
      const handle = await open(join(folder, parts.at(-1) ?? ""), flags);
      try {
        return await appendTo(handle, offset, bytes);
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw error instanceof ExplainedError ? error : cannotWrite(error, folder);
    }
  }

  /** Folder by folder, none of them a symbolic link, which could lead out of the directory. */
  async #makeFolders(names: readonly string[]): Promise<void> {
    await mkdir(this.#directory, { recursive: true });
    let folder = this.#directory;
    for (const name of names) {
      folder = join(folder, name);
      await mkdir(folder).catch(passOverExisting);
      if ((await lstat(folder)).isDirectory()) continue;
      throw refused("INTAKE_NAME", `“${name}” is there and is no folder.`, "Choose another run.");
    }
  }
}

function passOverExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}

async function appendTo(handle: FileHandle, offset: number, bytes: Uint8Array): Promise<IntakeAnswer> {
  const { size } = await handle.stat();
  if (size !== offset) return { size, isAppended: false };
  if (size + bytes.length > LARGEST_FILE_BYTES) {
    throw refused(
      "INTAKE_TOO_LARGE",
      `The event file would be larger than ${LARGEST_FILE_BYTES} bytes.`,
      "Go on in a new event file of the same run.",
    );
  }
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, size + done);
    done += bytesWritten;
  }
  return { size: size + bytes.length, isAppended: true };
}

function checkedParts({ run, file }: IntakePlace): readonly string[] {
  const parts = run.split("/");
  const isRun = parts.length <= DEEPEST_RUN && parts.every((part) => NAME.test(part));
  if (!isRun) {
    throw refused(
      "INTAKE_NAME",
      `“${run}” cannot be the name of a sent run.`,
      `Use up to ${DEEPEST_RUN} parts between slashes, each of letters, digits, spaces and _ . = , + @ ( ) -, none beginning with a dot.`,
    );
  }
  if (EVENT_FILE_NAME.test(file)) return [...parts, file];
  throw refused(
    "INTAKE_NAME",
    `“${file}” is not the name of an event file.`,
    "Call it events.out.tfevents. and then letters, digits, dots and dashes.",
  );
}

function refused(code: "INTAKE_NAME" | "INTAKE_TOO_LARGE", what: string, fix: string): ExplainedError {
  return new ExplainedError({ code, what, why: "Only event files below --intake are written.", fix });
}

function cannotWrite(cause: unknown, where: string): ExplainedError {
  return new ExplainedError({
    code: "INTAKE_FAILED",
    what: `The sent events could not be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
    why: "The sender keeps them and tries again; it drops and counts what its queue cannot hold.",
    fix: "Check that the intake directory's disk has room and may be written.",
    where,
    cause,
  });
}
