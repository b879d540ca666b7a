/** Keeps a step's gradients and weights on the device until they are fetched. */
import type { Player } from "../../model/index.ts";
import type { Parameter } from "./network.ts";
import { entriesOf, listenTo } from "./optimizer-tap.ts";
import type { GivenGradients, Optimizer, Tensor, TensorFlow } from "./tensorflow.ts";

/** One parameter of a step: all tensors are the tap's and live until `release`. */
export interface TappedParameter {
  readonly name: string;
  readonly gradient: Tensor;
  readonly before: Tensor;
  readonly after: Tensor;
}

export interface TapOptions {
  readonly tf: TensorFlow;
  readonly player: Player;
  readonly parameters: readonly Parameter[];
  readonly optimizer: Optimizer | undefined;
}

/**
 * Copies are references to the same device memory where the backend shares it (wasm copies). Of several
 * updates in one step the last counts.
 */
export class GradientTap {
  readonly #options: TapOptions;
  #isArmed = false;
  #keepsWeights = false;
  /** The gradients of the update to come were noted by the caller. */
  #isNoted = false;
  #before = new Map<string, Tensor>();
  #gradients = new Map<string, Tensor>();
  readonly #detach: () => void;

  constructor(options: TapOptions) {
    this.#options = options;
    this.#detach = listenTo(options.optimizer, (given) => this.#beforeUpdate(given));
  }

  get player(): Player {
    return this.#options.player;
  }

  /** From here on gradients are kept, and, if asked for, the weights as they are before the update. */
  arm({ keepsWeights }: { readonly keepsWeights: boolean }): void {
    this.release();
    this.#isArmed = true;
    this.#keepsWeights = keepsWeights;
    this.#keepWeights();
  }

  /** Gradients as they are before clipping; takes the place of those that the optimiser gets. */
  note(given: GivenGradients): void {
    if (!this.#isArmed) return;
    this.#keepGradients(given);
    this.#isNoted = true;
  }

  #keepGradients(given: GivenGradients): void {
    this.#freeGradients();
    for (const [name, gradient] of entriesOf(given)) this.#gradients.set(name, this.#kept(gradient));
  }

  /** What the step did, by parameter; a parameter without a gradient is left out. */
  parameters(): readonly TappedParameter[] {
    return this.#options.parameters.flatMap(({ name, variable }) => {
      const gradient = this.#gradients.get(variable.name);
      const before = this.#before.get(variable.name);
      if (gradient === undefined || before === undefined) return [];
      return [{ name, gradient, before, after: variable }];
    });
  }

  /** The gradients by parameter, handed over: the caller disposes of them. */
  takeGradients(): ReadonlyMap<string, Tensor> {
    const taken = this.#gradients;
    this.#gradients = new Map();
    return taken;
  }

  release(): void {
    this.#isArmed = false;
    this.#isNoted = false;
    this.#freeGradients();
    for (const tensor of this.#before.values()) tensor.dispose();
    this.#before = new Map();
  }

  dispose(): void {
    this.release();
    this.#detach();
  }

  #beforeUpdate(given: GivenGradients): void {
    if (!this.#isArmed) return;
    if (!this.#isNoted) this.#keepGradients(given);
    this.#isNoted = false;
    this.#keepWeights();
  }

  #keepWeights(): void {
    if (!this.#keepsWeights) return;
    for (const { variable } of this.#options.parameters) {
      this.#before.get(variable.name)?.dispose();
      this.#before.set(variable.name, this.#kept(variable));
    }
  }

  #freeGradients(): void {
    for (const tensor of this.#gradients.values()) tensor.dispose();
    this.#gradients = new Map();
  }

  #kept(tensor: Tensor): Tensor {
    const { tf } = this.#options;
    return tf.keep(tf.clone(tensor));
  }
}
