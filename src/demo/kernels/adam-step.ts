/** One step of Adam over one weight, twice: by our SIMD kernel, and in plain TypeScript for where it could not be loaded. */
import type { KernelModule } from "./kernel-module.ts";
import type { TensorHeap } from "./tensor-heap.ts";

/** Addresses of arrays of `length` floats; `mean` and `variance` are changed, `target` gets the moved weight. */
export interface AdamStep {
  readonly weight: number;
  readonly gradient: number;
  readonly mean: number;
  readonly variance: number;
  readonly target: number;
  readonly length: number;
  /** Learning rate with both bias corrections in it. */
  readonly rate: number;
  readonly epsilon: number;
  readonly beta1: number;
  readonly beta2: number;
}

export function adamStepBySimd(kernels: KernelModule, heap: TensorHeap, step: AdamStep): void {
  const { weight, gradient, mean, variance, target, length, rate, epsilon, beta1, beta2 } = step;
  const integers = [weight, gradient, mean, variance, target, length];
  // 1 − β goes along because single precision would lose four digits of it: 1 − 0.999f is 0.00100005.
  const floats = [rate, epsilon, beta1, 1 - beta1, beta2, 1 - beta2];
  heap.integers(kernels.argumentBlock, integers.length).set(integers);
  const behind = kernels.argumentBlock + integers.length * Int32Array.BYTES_PER_ELEMENT;
  heap.floats(behind, floats.length).set(floats);
  kernels.run.adam(kernels.argumentBlock);
}

export function adamStepInTypeScript(heap: TensorHeap, step: AdamStep): void {
  const { length, rate, epsilon, beta1, beta2 } = step;
  const view = (address: number) => heap.floats(address, length);
  const [weight, gradient, target] = [view(step.weight), view(step.gradient), view(step.target)];
  const [mean, variance] = [view(step.mean), view(step.variance)];
  for (let i = 0; i < length; i++) {
    // `as number`: i is below the length of all five.
    const slope = gradient[i] as number;
    const newMean = beta1 * (mean[i] as number) + (1 - beta1) * slope;
    const newVariance = beta2 * (variance[i] as number) + (1 - beta2) * slope * slope;
    mean[i] = newMean;
    variance[i] = newVariance;
    target[i] = (weight[i] as number) - (rate * newMean) / (Math.sqrt(newVariance) + epsilon);
  }
}
