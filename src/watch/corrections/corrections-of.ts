/** The corrections that hold for these log directories. */
import { cacheDirectoryFor } from "../../store/index.ts";
import type { CorrectionsReader } from "../roles-of-runs.ts";
import { CorrectionsFile } from "./corrections-file.ts";

export function correctionsOf(logDirectories: readonly string[]): CorrectionsReader {
  const file = correctionsFileOf(logDirectories);
  return () => file.read();
}

export function correctionsFileOf(logDirectories: readonly string[]): CorrectionsFile {
  return new CorrectionsFile({
    logDirectories,
    cacheDirectory: cacheDirectoryFor(logDirectories, process.env),
  });
}
