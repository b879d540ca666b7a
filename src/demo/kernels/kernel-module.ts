/** Our own wasm module, running in the memory of the TensorFlow.js backend, and what it exports. */
import { readFile } from "node:fs/promises";
import type { TensorHeap } from "./tensor-heap.ts";
import { webAssembly } from "./web-assembly.ts";

/** All arguments are byte addresses in the shared memory unless the name says otherwise. */
export interface KernelModule {
  adam(step: number): void;
}

export async function loadKernelModule(path: string, heap: TensorHeap): Promise<KernelModule> {
  const { instance } = await webAssembly.instantiate(await readFile(path), { env: { memory: heap.memory } });
  // The build writes this file from `assembly/`; its signatures are held by the tests beside each kernel.
  return instance.exports as KernelModule;
}
