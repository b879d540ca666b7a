/** The project's own source files, and what each imports. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Every file below `folder` whose name matches, as paths relative to the root, "/"-separated, sorted. */
export function filesBelow(folder: string, matches: (path: string) => boolean): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !path.includes("node_modules/") && matches(path))
    .sort();
}

export function isTypeScript(path: string): boolean {
  return /\.tsx?$/.test(path);
}

export function isTest(path: string): boolean {
  return path.includes(".test.") || path.includes("/testing/");
}

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** Module names as written in static imports, re-exports and dynamic imports. */
export function importsOf(path: string): string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s(?:[^;"'=]*?\sfrom\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;
  return [...textOf(path).matchAll(pattern)].map((match) => match[1] ?? match[2] ?? "");
}
