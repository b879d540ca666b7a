/** Compiles the scanner of plain scalars (AssemblyScript, src/tfevents/assembly/) into src/tfevents/scanner-module.ts. */
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { embeddedModule } from "./embed-assembly.mjs";

const TFEVENTS = join(dirname(dirname(fileURLToPath(import.meta.url))), "src", "tfevents");

export function scannerModule() {
  return embeddedModule({
    folder: join(TFEVENTS, "assembly"),
    constant: "SCANNER_MODULE",
    says: "scripts/build-scanner.mjs from assembly/: the scanner of plain scalars",
  });
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  await writeFile(join(TFEVENTS, "scanner-module.ts"), await scannerModule());
}
