/** Compiles the inner loops of linear algebra (AssemblyScript, src/metrics/linear-algebra/assembly/) into algebra-module.ts beside it. */
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { embeddedModule } from "./embed-assembly.mjs";

const ALGEBRA = join(dirname(dirname(fileURLToPath(import.meta.url))), "src", "metrics", "linear-algebra");

export function algebraModule() {
  return embeddedModule({
    folder: join(ALGEBRA, "assembly"),
    constant: "ALGEBRA_MODULE",
    says: "scripts/build-algebra.mjs from assembly/: linear algebra",
    options: ["--enable", "simd"],
  });
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  await writeFile(join(ALGEBRA, "algebra-module.ts"), await algebraModule());
}
