/** The corrections that hold for these log directories. */
import { cacheDirectoryFor } from "../../store/index.ts";
import { once } from "../once.ts";
import type { CorrectionsReader } from "../roles-of-runs.ts";
import { CorrectionsFile } from "./corrections-file.ts";

/** `notice` takes a line for each file of corrections that is there and does not hold, once. */
export function correctionsOf(
  logDirectories: readonly string[],
  notice: (line: string) => void,
): CorrectionsReader {
  const file = correctionsFileOf(logDirectories);
  const say = once(notice);
  return async () => {
    const { corrections, problems } = await file.readAndProblems();
    for (const { what, why, fix, where = "" } of problems) say(`${what} ${why} ${fix} ${where}`);
    return corrections;
  };
}

export function correctionsFileOf(logDirectories: readonly string[]): CorrectionsFile {
  return new CorrectionsFile({
    logDirectories,
    cacheDirectory: cacheDirectoryFor(logDirectories, process.env),
  });
}
