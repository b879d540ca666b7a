/** Writes an export to stdout, to a file or to a directory, and leaves nothing half-done behind. */
import { once } from "node:events";
import { ExplainedError } from "../model/index.ts";
import { openValueReader } from "../watch/index.ts";
import { csvOf } from "./export-csv.ts";
import { jsonOf } from "./export-json.ts";
import { writeParquet } from "./export-parquet.ts";
import type { ExportSource } from "./export-source.ts";
import type { FigureFormat, Target } from "./export-target.ts";
import { eventFilePath, writeEventFile } from "./export-tfevents.ts";
import { openPartialFile } from "./partial-file.ts";
import { INTERRUPTED } from "./until-stopped.ts";

/** Where points go, and not pictures. */
export type PointsTarget = Target & { readonly format: Exclude<Target["format"], FigureFormat> };

interface Writing {
  readonly target: PointsTarget;
  /** Stops the export; what was written of the current file is then removed. */
  readonly signal: AbortSignal;
}

type Write = (bytes: Uint8Array | string) => Promise<void>;

export async function writeExport(source: ExportSource, writing: Writing): Promise<void> {
  const { format, output } = writing.target;
  switch (format) {
    case "csv":
      return writeText(csvOf(source), writing);
    case "json":
      return writeText(jsonOf(source), writing);
    case "parquet":
      return intoFile(output ?? "", writing, (write) => writeParquet(source, write));
    case "tfevents":
      return writeLog(source, output ?? "", writing);
  }
}

async function writeText(pieces: AsyncIterable<string>, writing: Writing): Promise<void> {
  const { output } = writing.target;
  const writeTo = async (write: Write) => {
    for await (const piece of pieces) await write(piece);
  };
  if (output === null) await writeTo(toStdout);
  else await intoFile(output, writing, writeTo);
}

/** Waits where the reader of the pipe is slower. */
async function toStdout(text: Uint8Array | string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}

async function writeLog(source: ExportSource, directory: string, writing: Writing): Promise<void> {
  const values = openValueReader(source.store);
  try {
    for (const run of source.runs) {
      if (run.tags.length === 0) continue;
      const path = eventFilePath(directory, run);
      await intoFile(path, writing, (write) => writeEventFile(run, { source, values, write }));
    }
  } finally {
    await values.close();
  }
}

async function intoFile(
  path: string,
  { target, signal }: Writing,
  writeTo: (write: Write) => Promise<void>,
): Promise<void> {
  const file = await openPartialFile(path, target.mayReplace);
  try {
    await writeTo(async (bytes) => {
      assertRunning(signal);
      await file.write(bytes);
    });
    await file.finish();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

/** Throws once the user has asked to stop. */
export function assertRunning(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw new ExplainedError({
    code: INTERRUPTED,
    what: "Stopped before everything was written; the partial output is removed.",
    why: "Half an export is easily taken for a whole one.",
    fix: "Start it again; files that were finished before are whole.",
  });
}
