/** Makes a directory and those above it, step by step. */
import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Instead of Node's own recursive `mkdir`, which never returns where making a directory is refused as if the one
 * above were missing, as below /proc (nodejs/node: `MKDirpAsync` tries the parent again and again).
 */
export function makeDirectories(path: string): void {
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at) && at !== dirname(at); at = dirname(at)) missing.push(at);
  for (const directory of missing.reverse()) makeOne(directory);
}

/** Another process may make the same at the same time. */
function makeOne(directory: string): void {
  try {
    mkdirSync(directory);
  } catch (error) {
    if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
