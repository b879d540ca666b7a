/** The parts of TensorFlow.js that watching needs, described by shape: the caller passes the library in. */

export interface Tensor {
  readonly shape: readonly number[];
  readonly size: number;
  /** A typed array of the tensor's type. */
  dataSync(): unknown;
  data(): Promise<unknown>;
  dispose(): void;
}

export interface Variable extends Tensor {
  readonly name: string;
  assign(value: Tensor): void;
}

export type NamedTensors = Readonly<Record<string, Tensor>>;

/**
 * `import * as tf from "@tensorflow/tfjs"`, or any bundle of it with these operations and their gradients. `Its`
 * is its own type of tensors, which callers' functions take; parameters are `never` since only it knows them.
 */
export type TensorFlowLibrary<Its extends Tensor> = {
  readonly [Operation in keyof TensorFlow]: (...given: never[]) => unknown;
} & { ones(shape: number[]): Its };

/** The same, as it is used here. */
export interface TensorFlow {
  getBackend(): string;
  engine(): { startScope(name?: string): void; endScope(): void };
  keep(tensor: Tensor): Tensor;
  clone(tensor: Tensor): Tensor;
  grad(loss: (input: Tensor) => Tensor): (input: Tensor) => Tensor;
  abs(tensor: Tensor): Tensor;
  cast(tensor: Tensor, type: "float32"): Tensor;
  concat(tensors: Tensor[], axis?: number): Tensor;
  greater(left: Tensor, right: number): Tensor;
  lessEqual(left: Tensor, right: number): Tensor;
  max(tensor: Tensor, axis?: number | number[]): Tensor;
  mean(tensor: Tensor, axis?: number | number[]): Tensor;
  mul(left: Tensor, right: Tensor): Tensor;
  reshape(tensor: Tensor, shape: number[]): Tensor;
  slice(tensor: Tensor, begin: number[], size: number[]): Tensor;
  sqrt(tensor: Tensor): Tensor;
  square(tensor: Tensor): Tensor;
  sub(left: Tensor, right: Tensor | number): Tensor;
  sum(tensor: Tensor, axis?: number | number[]): Tensor;
}

/** Any optimiser of TensorFlow.js; `minimize` goes through `applyGradients` too. */
export interface Optimizer {
  applyGradients(gradients: never): void;
}

/** What an optimiser is given: gradients by the names of their variables. */
export type GivenGradients = NamedTensors | readonly { readonly name: string; readonly tensor: Tensor }[];

/** Values of a tensor; null and foreign types are no tensors of numbers. */
export function numbersOf(data: unknown): Float32Array {
  if (data instanceof Float32Array) return data;
  if (data instanceof Int32Array || data instanceof Uint8Array) return Float32Array.from(data);
  throw new TypeError("A tensor of numbers was expected.");
}

/** Frees every tensor made meanwhile that was not kept. */
export function inTensorScope<Result>(tf: TensorFlow, act: () => Result): Result {
  tf.engine().startScope();
  try {
    return act();
  } finally {
    tf.engine().endScope();
  }
}
