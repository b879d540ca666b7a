/** The reading thread and a process that has one, as the built program runs them: no supported Node reads their types. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "rolldown";

export interface BundledIngest {
  /** Entry of the thread. */
  readonly workerFile: URL;
  /** Entry of the thread that scans for it. */
  readonly catchUpWorkerFile: URL;
  /** A program: `node FILE CACHE_DIRECTORY LOG_DIRECTORY`. */
  readonly childFile: string;
}

/** Into a directory of its own; native packages stay where they are. */
export async function bundleIngest(directory: string): Promise<BundledIngest> {
  const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  await build({
    input: {
      "ingest-worker": source("../ingest-worker.ts"),
      "catch-up-worker": source("../catch-up-worker.ts"),
      child: source("./ingesting-child.ts"),
    },
    platform: "node",
    external: ["lmdb"],
    output: {
      dir: directory,
      entryFileNames: "[name].js",
      format: "esm",
      paths: { lmdb: import.meta.resolve("lmdb") },
    },
    logLevel: "silent",
  });
  await writeFile(join(directory, "package.json"), '{ "type": "module" }');
  return {
    workerFile: pathToFileURL(join(directory, "ingest-worker.js")),
    catchUpWorkerFile: pathToFileURL(join(directory, "catch-up-worker.js")),
    childFile: join(directory, "child.js"),
  };
}
