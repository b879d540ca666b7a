/** Compiles the demo's SIMD kernels (AssemblyScript, src/demo/kernels/assembly/) to dist/demo/kernels/kernels.wasm. */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { argv, pid } from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const ASSEMBLY = join(ROOT, "src", "demo", "kernels", "assembly");

/** Files and directories whose newer contents make the output stale. */
export const inputs = [ASSEMBLY, fileURLToPath(import.meta.url), join(ROOT, "package-lock.json")];
export const output = join(ROOT, "dist", "demo", "kernels", "kernels.wasm");

const OPTIONS = [
  "--importMemory",
  "--noExportMemory",
  ...["--runtime", "stub", "--enable", "simd", "--optimizeLevel", "3", "--converge", "--noAssert"],
];
const DATA_SECTION = 11;

export async function buildKernels() {
  // Imported here: the compiler takes a second to load, and most builds don't need it.
  const { main } = await import("assemblyscript/asc");
  const files = new Map();
  const { error, stderr } = await main(
    ["index.ts", "--baseDir", ASSEMBLY, "--outFile", "kernels.wasm", ...OPTIONS],
    {
      readFile: (name, base) => readFile(join(base, name), "utf8").catch(() => null),
      writeFile: (name, contents) => files.set(name, contents),
    },
  );
  if (error)
    throw new Error(`The SIMD kernels do not compile: ${error.message}\n${stderr}`, { cause: error });
  const wasm = files.get("kernels.wasm");
  if (sectionsOf(wasm).includes(DATA_SECTION)) {
    throw new Error(
      "kernels.wasm has static data, which would overwrite the memory of TensorFlow.js that it runs in. " +
        "Keep strings, arrays and managed objects out of src/demo/kernels/assembly.",
    );
  }
  await mkdir(dirname(output), { recursive: true });
  // Under another name first: a test that loads the module meanwhile never sees half of it.
  const unfinished = `${output}.${pid}`;
  await writeFile(unfinished, wasm);
  await rename(unfinished, output);
}

/** Section identifiers in a wasm binary: after 8 bytes of header, each is an identifier, a LEB128 size and so many bytes. */
function sectionsOf(wasm) {
  const found = [];
  let at = 8;
  while (at < wasm.length) {
    found.push(wasm[at++]);
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++];
      size |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    at += size;
  }
  return found;
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) await buildKernels();
