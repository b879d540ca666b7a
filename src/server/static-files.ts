/** Serves the built page; nothing outside its folder can be named. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ExplainedError } from "../model/index.ts";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  woff2: "font/woff2",
  map: "application/json",
};
const ONE_YEAR_SECONDS = 31_536_000;

export interface StaticFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Record<string, string>;
}

/** Reads the folder once; the keys are the only paths that exist. Throws WEB_NOT_BUILT when it is not there. */
export function loadPage(folder: string): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  for (const entry of listFiles(folder)) {
    const path = join(entry.parentPath, entry.name);
    const key = path.slice(folder.length + 1).replaceAll("\\", "/");
    const extension = entry.name.split(".").at(-1) ?? "";
    files.set(key, {
      bytes: new Uint8Array(readFileSync(path)),
      headers: {
        "content-type": TYPES[extension] ?? "application/octet-stream",
        // Vite puts a hash of the content into every name but the page's own.
        "cache-control": key.startsWith("assets/")
          ? `public, max-age=${ONE_YEAR_SECONDS}, immutable`
          : "no-cache",
      },
    });
  }
  return files;
}

function listFiles(folder: string) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  } catch (cause) {
    throw new ExplainedError({
      code: "WEB_NOT_BUILT",
      what: "The board's page has not been built.",
      why: "The server has nothing to show in a browser.",
      fix: "Run `npm run build` in the checkout, or install the published package again.",
      where: folder,
      cause,
    });
  }
}
