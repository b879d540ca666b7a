/** Puts every fast kernel in its place in TensorFlow.js. */
import { registerConvolutionGradients } from "./convolution-gradients.ts";
import { registerMatrixMultiplication } from "./matrix-multiplication.ts";
import type { KernelRuntime } from "./runtime.ts";
import { registerSecondOrderGradients } from "./second-order.ts";

/** Once a process: a second call would wrap what the first one registered. */
export function registerFastKernels(runtime: KernelRuntime): void {
  registerMatrixMultiplication(runtime);
  registerConvolutionGradients(runtime);
  registerSecondOrderGradients(runtime.tf);
}
