/** A file that appears under its name only when it is whole, and never over another one unasked. */
import { existsSync } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { ExplainedError } from "../model/index.ts";

export interface PartialFile {
  write(bytes: Uint8Array | string): Promise<void>;
  /** Gives it its name. */
  finish(): Promise<void>;
  /** Removes it. */
  discard(): Promise<void>;
}

/** Written beside its place under a name that no reader of logs looks at; the directories are made. Throws where something of that name exists, unless `mayReplace`. */
export async function openPartialFile(path: string, mayReplace: boolean): Promise<PartialFile> {
  const where = resolve(path);
  assertFree(where, mayReplace);
  const partialPath = join(dirname(where), `.nashboard-${process.pid}.partial`);
  try {
    await mkdir(dirname(where), { recursive: true });
    const handle = await open(partialPath, "w");
    return {
      async write(bytes) {
        await handle.appendFile(bytes).catch((cause: unknown) => fail(where, cause));
      },
      async finish() {
        await handle.close();
        await rename(partialPath, where).catch((cause: unknown) => fail(where, cause));
      },
      async discard() {
        await handle.close();
        await rm(partialPath, { force: true });
      },
    };
  } catch (cause) {
    return fail(where, cause);
  }
}

export function assertFree(path: string, mayReplace: boolean): void {
  if (mayReplace || !existsSync(path)) return;
  throw new ExplainedError({
    code: "OUTPUT_EXISTS",
    what: `There is something called ${basename(path)} already.`,
    why: "Nothing is overwritten unasked.",
    fix: "Choose another --output, or replace it with --force.",
    where: path,
  });
}

function fail(where: string, cause: unknown): never {
  throw new ExplainedError({
    code: "OUTPUT_FAILED",
    what: `The output could not be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
    why: "The export is incomplete, and its partial file is removed.",
    fix: "Check the permission and the free space there, or choose another --output.",
    where,
    cause,
  });
}
