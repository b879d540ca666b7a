/** Runs the same computation on our kernels and on the plain JavaScript backend that they are held to. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { loadTensorFlow, type TensorFlow } from "../../tensorflow.ts";
import type { Tensor, Tf } from "../runtime.ts";

export type BackendName = "wasm" | "cpu";

/** Loads TensorFlow.js with our kernels, compiled from the sources as they are. */
export async function loadWithKernels(): Promise<TensorFlow> {
  await buildIfStale();
  const runtime = await loadTensorFlow();
  if (runtime.kernels === null) throw new Error(runtime.notice ?? "The kernels did not load.");
  // Keeps the cpu backend from advertising tfjs-node.
  runtime.tf.env().set("IS_TEST", true);
  return runtime;
}

/** Values of what `compute` answers on one backend; everything it allocates is disposed. */
export function valuesOn(tf: Tf, backend: BackendName, compute: () => Tensor): Float32Array {
  // Both backends are initialised synchronously by now, or have no asynchronous part.
  void tf.setBackend(backend);
  try {
    return tf.tidy(() => Float32Array.from(compute().dataSync()));
  } finally {
    void tf.setBackend("wasm");
  }
}

/** Uniform in [−1, 1), the same for the same seed (mulberry32, Tommy Ettinger, public domain). */
export function randomValues(length: number, seed: number): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length }, () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1;
  });
}

export function randomTensor(tf: Tf, shape: number[], seed: number): Tensor {
  return tf.tensor(
    randomValues(
      shape.reduce((product, size) => product * size, 1),
      seed,
    ),
    shape,
  );
}

/** The source lies beside the tests, its compiler under scripts/; both sides of that path are in the repository. */
async function buildIfStale(): Promise<void> {
  const script = new URL("../../../../scripts/build-kernels.mjs", import.meta.url).href;
  // A JavaScript module without types: these are its documented exports.
  const { buildKernels, inputs, output } = (await import(script)) as {
    readonly buildKernels: () => Promise<void>;
    readonly inputs: readonly string[];
    readonly output: string;
  };
  const newest = Math.max(...inputs.flatMap(filesOf).map((path) => statSync(path).mtimeMs));
  if (!existsSync(output) || statSync(output).mtimeMs < newest) await buildKernels();
}

function filesOf(path: string): string[] {
  return statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path];
}
