/** Loads our kernels, or says what training without them is like. */
import { type KernelModule, loadKernelModule } from "./kernel-module.ts";
import type { TensorHeap } from "./tensor-heap.ts";

type Outcome =
  | { readonly kernels: KernelModule; readonly notice: null }
  | { readonly kernels: null; readonly notice: string };

export async function kernelsOrNotice(path: string, heap: TensorHeap): Promise<Outcome> {
  try {
    return { kernels: await loadKernelModule(path, heap), notice: null };
  } catch (error) {
    const notice =
      `The demo's SIMD kernels did not load (${error instanceof Error ? error.message : String(error)}). ` +
      "Training goes on with stock kernels at about half the speed, and convolutions cannot be trained. " +
      `Build them with npm run build. ${path}`;
    return { kernels: null, notice };
  }
}
