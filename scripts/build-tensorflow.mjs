/** Bundles the parts of TensorFlow.js that the demo trains with (core, gradients, layers, wasm backend) into dist/demo/. */
import { copyFile, mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DEMO = join(ROOT, "dist", "demo");

/** Files whose newer contents make the output stale; the lock file stands for all of node_modules. */
export const inputs = [fileURLToPath(import.meta.url), join(ROOT, "package-lock.json")];
export const output = join(DEMO, "tensorflow.cjs");

const ENTRY = "nashboard:tensorflow";
/** The published entry points leave out gradients and chained operations, or bring two more backends along. */
const ENTRY_SOURCE = `
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops";
export * from "@tensorflow/tfjs-core";
export * from "@tensorflow/tfjs-layers";
export { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
`;
const WASM_FILES = ["tfjs-backend-wasm.wasm", "tfjs-backend-wasm-simd.wasm"];

export async function buildTensorFlow() {
  const { rolldown } = await import("rolldown");
  const bundle = await rolldown({
    input: ENTRY,
    platform: "node",
    // Its ES modules throughout: one copy of the core, where gradients and kernels register themselves.
    resolve: { mainFields: ["module", "main"] },
    plugins: [entryPlugin()],
    onwarn: sayWarning,
  });
  // CommonJS: the wasm backend's loader reads __dirname, which an ES module lacks.
  // Names and lines stay: Node prints the line that threw, and a minified one is a page long.
  const minify = { compress: true, mangle: false, codegen: { removeWhitespace: false } };
  await bundle.write({ file: output, format: "cjs", minify, sourcemap: false });
  await bundle.close();
  await copyWasmFiles();
}

async function copyWasmFiles() {
  const backend = dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm"));
  await mkdir(DEMO, { recursive: true });
  await Promise.all(WASM_FILES.map((name) => copyFile(join(backend, name), join(DEMO, name))));
}

function entryPlugin() {
  return {
    name: "tensorflow-entry",
    resolveId: (id) => (id === ENTRY ? join(ROOT, "tensorflow-entry.mjs") : null),
    load: (id) => (id === join(ROOT, "tensorflow-entry.mjs") ? ENTRY_SOURCE : null),
  };
}

function sayWarning(warning) {
  process.stderr.write(`${warning.code}: ${warning.message}\n`);
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) await buildTensorFlow();
