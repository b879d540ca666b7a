/** Which log directories were meant, checked before anything is opened. */
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { ExplainedError } from "../model/index.ts";
import { usageError } from "./usage.ts";

const DEFAULTS = ["runs", "logs", "lightning_logs"];

/** `path` or `name=path` per argument; the defaults that exist when there is none. */
export function chosenLogDirectories(given: readonly string[]): string[] {
  if (given.length > 0) {
    for (const spec of given) checkLogDirectory(pathOfSpec(spec));
    return [...given];
  }
  const found = existingDefaults();
  if (found.length > 0) return found;
  throw usageError(
    `No log directory was given, and none of ${DEFAULTS.map((name) => `./${name}`).join(", ")} exists here.`,
    "Name one: nashboard path/to/logs. To see a board without logs: nashboard demo.",
  );
}

/** The log directories taken where none is named. */
export function existingDefaults(): string[] {
  return DEFAULTS.filter((name) => existsSync(name));
}

/** The path of a `name=path` spec. A path that exists as typed is itself, "=" and all. */
export function pathOfSpec(spec: string): string {
  const equals = spec.indexOf("=");
  return equals < 0 || existsSync(spec) ? spec : spec.slice(equals + 1);
}

/** Throws where there is nothing that could be read. */
export function checkLogDirectory(path: string): void {
  const where = resolve(path);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new ExplainedError({
      code: "LOGDIR_MISSING",
      what: "There is no such file or directory.",
      why: "Nashboard reads TensorBoard event files from a log directory, and this one is not there.",
      fix: "Check the spelling and the current directory; create the directory first if training is yet to start.",
      where,
    });
  }
  try {
    accessSync(path, stats.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK);
  } catch (cause) {
    throw new ExplainedError({
      code: "LOGDIR_FORBIDDEN",
      what: "There is no permission to read it.",
      why: "The event files inside can't be listed or opened.",
      fix: "Give this user read permission (chmod -R u+rX), or run as the user who trains.",
      where,
      cause,
    });
  }
  if (stats.isFile() && !path.split(/[\\/]/).at(-1)?.includes("tfevents")) {
    throw new ExplainedError({
      code: "NOT_AN_EVENT_FILE",
      what: "This is a file whose name does not contain “tfevents”.",
      why: "TensorBoard's writers put that word into the name of every event file; other files hold no records.",
      fix: "Name the directory that holds the event files, or the event file itself.",
      where,
    });
  }
}
