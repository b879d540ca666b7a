/** A bank cut into slices that take turns. */
import { rowsOf } from "./probe-outputs.ts";
import type { Tensor, TensorFlow } from "./tensorflow.ts";

/** Cut once, when first asked for: TensorFlow.js' WebAssembly backend copies a whole tensor to take a slice of it. */
export class BankSlices {
  readonly #tf: TensorFlow;
  readonly #bank: Tensor;
  readonly #size: number;
  #slices: readonly Tensor[] = [];

  constructor(tf: TensorFlow, bank: Tensor, size: number) {
    this.#tf = tf;
    this.#bank = bank;
    this.#size = size;
  }

  /** The slice whose turn it is; the last of a bank may be smaller. It stays the bank's. */
  at(turn: number): Tensor {
    if (this.#slices.length === 0) this.#slices = this.#cut();
    return this.#slices[turn % this.#slices.length] ?? this.#bank;
  }

  dispose(): void {
    for (const slice of this.#slices) slice.dispose();
    this.#slices = [];
  }

  #cut(): Tensor[] {
    const total = this.#bank.shape[0] ?? 0;
    return Array.from({ length: Math.ceil(total / this.#size) }, (_, i) =>
      this.#tf.keep(rowsOf(this.#tf, this.#bank, { from: i * this.#size, count: this.#size })),
    );
  }
}
