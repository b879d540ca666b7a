/** What the words on the command line mean: which directory, and what its runs are called after. */
import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";

export interface LogDirectory {
  /** Absolute. A directory, or one event file. */
  readonly path: string;
  /** First component of its runs' names; "" where the directory is alone and was given no name. */
  readonly name: string;
}

/**
 * `path` or `name=path`, each. Of several without names each is called by its last component, or by its whole
 * path where two end alike. A path that exists as typed is itself, "=" and all.
 */
export function logDirectoriesOf(specs: readonly string[]): LogDirectory[] {
  const named = specs.map(splitName);
  const lastComponents = named.map(({ path }) => basename(path));
  return named.map(({ path, name }, i) => {
    if (name !== "" || named.length === 1) return { path, name };
    const last = lastComponents[i] ?? "";
    const isUnique = lastComponents.indexOf(last) === lastComponents.lastIndexOf(last);
    return { path, name: isUnique ? last : withoutRoot(path) };
  });
}

function splitName(spec: string): LogDirectory {
  const equals = spec.indexOf("=");
  if (equals <= 0 || existsSync(spec)) return { path: resolve(spec), name: "" };
  return { path: resolve(spec.slice(equals + 1)), name: spec.slice(0, equals) };
}

function withoutRoot(path: string): string {
  return path
    .split(/[\\/]+/)
    .filter((part) => part !== "")
    .join("/");
}
