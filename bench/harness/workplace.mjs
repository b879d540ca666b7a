/** A temporary directory that is gone afterwards, whatever happens. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export async function withWorkplace(work) {
  const directory = mkdtempSync(join(tmpdir(), "nashboard-bench-"));
  const clear = () => rmSync(directory, { recursive: true, force: true });
  process.on("exit", clear);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
  let caches = 0;
  const freshCache = () => join(directory, `cache-${caches++}`);
  try {
    return await work({ directory, freshCache });
  } finally {
    clear();
  }
}
