/** What every fast kernel stands on: TensorFlow.js, the heap its wasm backend keeps tensors in, and our own module beside it. */
import type * as everything from "@tensorflow/tfjs";
import type { KernelModule } from "./kernel-module.ts";
import type { TensorHeap } from "./tensor-heap.ts";

/** The parts of TensorFlow.js that the bundle keeps: no data loading, no model conversion, no WebGL. */
export type Tf = Omit<
  typeof everything,
  "data" | "loadGraphModel" | "loadGraphModelSync" | "GraphModel" | "MathBackendCPU" | "webgl" | "version"
>;

export type Tensor = everything.Tensor;
export type Variable = everything.Variable;
export type NamedTensors = Readonly<Record<string, Tensor>>;

export interface KernelRuntime {
  readonly tf: Tf;
  readonly heap: TensorHeap;
  /** null where `kernels.wasm` could not be loaded: everything then runs on stock kernels, slower. */
  readonly kernels: KernelModule | null;
}
