/** Our own wasm module, running in the memory of the TensorFlow.js backend, and the working memory it is given there. */
import { readFile } from "node:fs/promises";
import type { TensorHeap } from "./tensor-heap.ts";
import { webAssembly } from "./web-assembly.ts";

/** What assembly/index.ts exports. Arguments are byte addresses in the shared memory unless named otherwise. */
interface KernelExports {
  readonly MULTIPLY_SCRATCH_BYTES: { readonly value: number };
  multiply(product: number): void;
  gatherPatches(convolution: number, imageCount: number, images: number, patches: number): void;
  scatterPatches(convolution: number, imageCount: number, images: number, patches: number): void;
  /** `cutAtZero` is 1 for ReLU. */
  addBias(values: number, bias: number, rows: number, columns: number, cutAtZero: number): void;
  adam(step: number): void;
}

export interface KernelModule {
  readonly run: KernelExports;
  /** Address of room for the argument block of one call: up to 16 fields of four bytes. */
  readonly argumentBlock: number;
  readonly multiplyScratch: number;
  /** Where convolution gradients unfold images, a few at a time: `PATCHES_BYTES`, more for images that need it. */
  patches(sizeBytes: number): number;
}

const ARGUMENT_BLOCK_BYTES = 64;

/** As much as stays in a second-level cache between unfolding and multiplying. */
export const PATCHES_BYTES = 1024 * 1024;

export async function loadKernelModule(path: string, heap: TensorHeap): Promise<KernelModule> {
  const { instance } = await webAssembly.instantiate(await readFile(path), { env: { memory: heap.memory } });
  // The build writes this file from assembly/; the tests beside each kernel hold its signatures.
  const run = instance.exports as KernelExports;
  let patches = heap.allocate(PATCHES_BYTES);
  return {
    run,
    argumentBlock: heap.allocate(ARGUMENT_BLOCK_BYTES).address,
    multiplyScratch: heap.allocate(run.MULTIPLY_SCRATCH_BYTES.value).address,
    patches(sizeBytes) {
      if (sizeBytes > patches.sizeBytes) {
        patches.free();
        patches = heap.allocate(sizeBytes);
      }
      return patches.address;
    },
  };
}
