/** Where an export goes and in which format, checked before anything is read. */
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { ExplainedError } from "../model/index.ts";
import { editDistance, type Typed } from "./arguments.ts";
import { pathOfSpec } from "./log-directories.ts";
import { assertFree } from "./partial-file.ts";
import { usageError } from "./usage.ts";

const FORMATS = ["csv", "json", "parquet", "tfevents", "svg", "png"] as const;
export type Format = (typeof FORMATS)[number];
/** Formats of pictures rather than of points. */
export type FigureFormat = Extract<Format, "svg" | "png">;

export function isFigureFormat(format: Format): format is FigureFormat {
  return format === "svg" || format === "png";
}

export interface Target {
  readonly format: Format;
  /** A file, or for tfevents and figures a directory; null: stdout. */
  readonly output: string | null;
  readonly mayReplace: boolean;
}

export function targetOf({ flags }: Typed, logDirectories: readonly string[]): Target {
  const format = formatOf(flags.format);
  const output = typeof flags.output === "string" ? flags.output : null;
  const mayReplace = flags.force === true;
  if (output === null) {
    if (format === "csv" || format === "json") return { format, output, mayReplace };
    const what = format === "parquet" ? "FILE.parquet" : "DIRECTORY";
    throw usageError(`--format ${format} is not for a terminal or a pipe.`, `Add --output ${what}.`);
  }
  if (isFigureFormat(format)) return { format, output, mayReplace };
  if (format !== "tfevents") assertFree(resolve(output), mayReplace);
  else {
    assertEmpty(output, mayReplace);
    for (const spec of logDirectories) assertApart(output, pathOfSpec(spec));
  }
  return { format, output, mayReplace };
}

function formatOf(given: string | boolean | undefined): Format {
  const format = FORMATS.find((known) => known === given);
  if (format !== undefined) return format;
  const near = FORMATS.find((known) => typeof given === "string" && editDistance(known, given) <= 2);
  const all = `Use --format ${FORMATS.join(", ")}.`;
  throw usageError(
    given === undefined ? "No --format was given." : `There is no format “${given}”.`,
    near === undefined ? all : `Did you mean --format ${near}? ${all}`,
  );
}

/** Event files beside others become one run with them. */
function assertEmpty(directory: string, mayReplace: boolean): void {
  if (!mayReplace && existsSync(directory) && readdirSync(directory).length > 0) {
    throw new ExplainedError({
      code: "OUTPUT_EXISTS",
      what: "The directory for the clean log is not empty.",
      why: "All event files in a directory are one run, so that old and new values would be mixed.",
      fix: "Choose another --output, or write into it all the same with --force.",
      where: resolve(directory),
    });
  }
}

/** A copy within the log would be found as further runs of it. */
function assertApart(directory: string, logDirectory: string): void {
  const inside = relative(realpathSync(logDirectory), realPathOfExisting(resolve(directory)));
  if (/^\.\.(?:[\\/]|$)/.test(inside) || isAbsolute(inside)) return;
  throw new ExplainedError({
    code: "OUTPUT_INSIDE_LOG",
    what: "The clean log would lie inside the log that it is made from.",
    why: "It would show up there as more runs with the same values; Nashboard never writes to a log directory.",
    fix: "Choose an --output outside of it.",
    where: resolve(directory),
  });
}

/** With the links of what exists already resolved. */
function realPathOfExisting(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const above = dirname(path);
  return above === path ? path : join(realPathOfExisting(above), relative(above, path));
}
