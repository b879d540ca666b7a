/** Runs a TypeScript source in a process of its own, because the oldest supported Node cannot read its types. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { build } from "rolldown";

/** `source` is bundled into `directory`; native packages stay where they are. */
export async function runSource(
  source: string,
  { directory, args }: { readonly directory: string; readonly args: readonly string[] },
): Promise<ChildProcessByStdio<null, Readable, null>> {
  const file = join(directory, "child.mjs");
  await build({
    input: source,
    platform: "node",
    external: ["lmdb"],
    output: { file, format: "esm", paths: { lmdb: import.meta.resolve("lmdb") } },
    logLevel: "silent",
  });
  return spawn(process.execPath, [file, ...args], { stdio: ["ignore", "pipe", "inherit"] });
}
