/** The corrections that hold for these log directories. */
import { cacheDirectoryFor } from "../store/index.ts";
import { CorrectionsFile, type CorrectionsReader } from "../watch/index.ts";

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
