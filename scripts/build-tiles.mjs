/** Compiles tiles of dot products (AssemblyScript, src/metrics/linear-algebra/assembly/) into tiles-module.ts beside it. */
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { embeddedModule } from "./embed-assembly.mjs";

const ALGEBRA = join(dirname(dirname(fileURLToPath(import.meta.url))), "src", "metrics", "linear-algebra");

export function tilesModule() {
  return embeddedModule({
    folder: join(ALGEBRA, "assembly"),
    constant: "TILES_MODULE",
    says: "scripts/build-tiles.mjs from assembly/: tiles of dot products",
    options: ["--enable", "simd"],
  });
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  await writeFile(join(ALGEBRA, "tiles-module.ts"), await tilesModule());
}
