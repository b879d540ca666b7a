/** Adam in one pass over each weight, on gradients the caller already holds and may log. */
import { type AdamStep, adamStepBySimd, adamStepInTypeScript } from "./adam-step.ts";
import type { KernelRuntime, NamedTensors, Tensor, Variable } from "./runtime.ts";
import { type Allocation, FLOAT_BYTES } from "./tensor-heap.ts";

export interface AdamOptions {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** Betas of Kingma & Ba 2015 (arXiv:1412.6980); learning rate and epsilon as TensorFlow.js has them for GANs here. */
export const DEFAULT_ADAM: AdamOptions = { learningRate: 1e-4, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** First and second moment of one variable, on the backend's heap, side by side. */
interface Moments {
  readonly allocation: Allocation;
  readonly length: number;
}

/** One optimiser per player: it owns moments on the heap until `dispose`. */
export class FusedAdam {
  readonly #runtime: KernelRuntime;
  readonly #options: AdamOptions;
  readonly #moments = new Map<Variable, Moments>();
  #stepCount = 0;

  constructor(runtime: KernelRuntime, options: Partial<AdamOptions> = {}) {
    this.#runtime = runtime;
    this.#options = { ...DEFAULT_ADAM, ...options };
  }

  /**
   * Moves each variable against its gradient (by variable name); the gradients stay the caller's to dispose.
   * `rateFactor` multiplies the learning rate of this step.
   */
  apply(variables: readonly Variable[], gradients: NamedTensors, rateFactor = 1): void {
    this.#stepCount += 1;
    for (const variable of variables) {
      const gradient = gradients[variable.name];
      if (gradient === undefined)
        throw new Error(`Adam got no gradient for ${variable.name}: does the loss depend on it?`);
      const renewed = this.#renewed(variable, gradient, rateFactor);
      variable.assign(renewed);
      renewed.dispose();
    }
  }

  dispose(): void {
    for (const { allocation } of this.#moments.values()) allocation.free();
    this.#moments.clear();
  }

  /** The weight after the step, as a tensor of its own: XNNPACK caches packed weights by tensor id, so writing in place would train on stale ones. */
  #renewed(variable: Variable, gradient: Tensor, rateFactor: number): Tensor {
    const { tf, heap, kernels } = this.#runtime;
    const { length, allocation } = this.#momentsOf(variable);
    const output = heap.backend.makeOutput(variable.shape, "float32");
    const step: AdamStep = {
      weight: heap.addressOf(variable),
      gradient: heap.addressOf(gradient),
      mean: allocation.address,
      variance: allocation.address + length * FLOAT_BYTES,
      target: heap.addressOf(output),
      ...{ length, ...this.#correctedOptions(rateFactor) },
    };
    if (kernels === null) adamStepInTypeScript(heap, step);
    else adamStepBySimd(kernels, heap, step);
    return tf.engine().makeTensorFromTensorInfo(output);
  }

  /** Both bias corrections folded into rate and epsilon (Kingma & Ba 2015, end of section 2). */
  #correctedOptions(rateFactor: number) {
    const { learningRate, beta1, beta2, epsilon } = this.#options;
    const varianceCorrection = Math.sqrt(1 - beta2 ** this.#stepCount);
    const rate = (rateFactor * learningRate * varianceCorrection) / (1 - beta1 ** this.#stepCount);
    return { rate, epsilon: epsilon * varianceCorrection, beta1, beta2 };
  }

  #momentsOf(variable: Variable): Moments {
    const known = this.#moments.get(variable);
    if (known !== undefined) return known;
    const length = variable.size;
    const allocation = this.#runtime.heap.allocate(2 * length * FLOAT_BYTES);
    this.#runtime.heap.floats(allocation.address, 2 * length).fill(0);
    const moments = { allocation, length };
    this.#moments.set(variable, moments);
    return moments;
  }
}
