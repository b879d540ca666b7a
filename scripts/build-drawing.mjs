/** Lays the rasteriser's WebAssembly and its font into dist/drawing/, so that figures look the same on every machine. */
import { cp, mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TARGET = join(ROOT, "dist", "drawing");
const require = createRequire(import.meta.url);
const FONTS = dirname(require.resolve("dejavu-fonts-ttf/package.json"));
const COPIES = {
  "resvg.wasm": require.resolve("@resvg/resvg-wasm/index_bg.wasm"),
  "DejaVuSans.ttf": join(FONTS, "ttf", "DejaVuSans.ttf"),
  "DejaVuSans-Bold.ttf": join(FONTS, "ttf", "DejaVuSans-Bold.ttf"),
  "DejaVuSans-LICENSE": join(FONTS, "LICENSE"),
};

/** Files whose newer contents make the output stale; the lock file stands for all of node_modules. */
export const inputs = [fileURLToPath(import.meta.url), join(ROOT, "package-lock.json")];
export const output = join(TARGET, "resvg.wasm");

export async function buildDrawing() {
  await mkdir(TARGET, { recursive: true });
  for (const [name, source] of Object.entries(COPIES)) await cp(source, join(TARGET, name));
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) await buildDrawing();
