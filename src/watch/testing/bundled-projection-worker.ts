/** The projecting thread as the built program runs it: no supported Node reads its types. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "rolldown";

/** Into a directory of its own; returns the entry. */
export async function bundleProjectionWorker(directory: string): Promise<URL> {
  await build({
    input: { "projection-worker": fileURLToPath(new URL("../projection-worker.ts", import.meta.url)) },
    platform: "node",
    output: { dir: directory, entryFileNames: "[name].js", format: "esm" },
    logLevel: "silent",
  });
  await writeFile(join(directory, "package.json"), '{ "type": "module" }');
  return pathToFileURL(join(directory, "projection-worker.js"));
}
