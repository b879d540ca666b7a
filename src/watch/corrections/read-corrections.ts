/** Reads one file of corrections; what keeps it from holding is an answer, so that a board goes on without it. */
import { readFile, stat } from "node:fs/promises";
import { ExplainedError } from "../../model/index.ts";
import { type Corrections, NO_CORRECTIONS } from "../../roles/index.ts";
import { errorCodeOf } from "../error-code.ts";

export interface ReadCorrections {
  readonly path: string;
  /** Changes whenever the file does; "" where there is none. */
  readonly version: string;
  readonly corrections: Corrections;
  /** Why those in the file do not hold; null: they do, or there are none. */
  readonly problem: ExplainedError | null;
}

/** Of a file that cannot even be looked at. */
const UNSEEN = "unseen";

/** `before`, which must be of the same path, where the file is as it was then. */
export async function readCorrections(
  path: string,
  before: ReadCorrections | undefined,
): Promise<ReadCorrections> {
  let version = UNSEEN;
  try {
    version = await versionOf(path);
    if (before?.version === version) return before;
    if (version === "") return { path, version, corrections: NO_CORRECTIONS, problem: null };
    // Loaded only where there is something to parse: most logs are never corrected.
    const { parseCorrectionsText } = await import("./parse-corrections.ts");
    const corrections = parseCorrectionsText(await readFile(path, "utf8"), path);
    return { path, version, corrections, problem: null };
  } catch (cause) {
    const problem = cause instanceof ExplainedError ? cause : unreadable(path, cause);
    return { path, version, corrections: NO_CORRECTIONS, problem };
  }
}

/** A log directory may be a file, which holds no other. */
const ABSENT: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "EACCES"]);

async function versionOf(path: string): Promise<string> {
  try {
    const { mtimeNs, size, ino } = await stat(path, { bigint: true });
    return `${mtimeNs} ${size} ${ino}`;
  } catch (cause) {
    if (ABSENT.has(errorCodeOf(cause))) return "";
    throw cause;
  }
}

function unreadable(path: string, cause: unknown): ExplainedError {
  return new ExplainedError({
    code: "CORRECTIONS_UNREADABLE",
    what: `Corrections of roles cannot be read (${cause instanceof Error ? cause.message : String(cause)}).`,
    why: "None of them holds; roles are those that Nashboard recognises by itself.",
    fix: "Make the file readable, or remove it and correct on the page.",
    cause,
    where: path,
  });
}
