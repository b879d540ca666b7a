/** Keeps one step's gradients until the next, to see whether a player goes on in the same direction. */
import type { Player } from "../../model/index.ts";
import type { EventLog } from "../event-log.ts";
import type { GradientTap } from "./gradient-tap.ts";
import { cosineOf, directionSums } from "./layer-measures.ts";
import type { Readings } from "./reading.ts";
import type { Tensor, TensorFlow } from "./tensorflow.ts";

export interface DirectionOptions {
  readonly tf: TensorFlow;
  readonly log: Pick<EventLog, "scalar">;
  readonly readings: Readings;
}

export interface DirectionDue {
  /** This step is compared with the one before. */
  readonly isDue: boolean;
  /** The next one will be. */
  readonly isNext: boolean;
}

/**
 * `<player>/gradient_cosine`: between the gradients of this step and the one before, −1…1. Exact, and computed
 * where the gradients lie; nothing but three sums is fetched.
 */
export class DirectionWatch {
  readonly #options: DirectionOptions;
  readonly #earlier = new Map<Player, ReadonlyMap<string, Tensor>>();
  #used: ReadonlyMap<string, Tensor>[] = [];

  constructor(options: DirectionOptions) {
    this.#options = options;
  }

  note(tap: GradientTap, step: number, { isDue, isNext }: DirectionDue): void {
    const { tf, log, readings } = this.#options;
    const { player } = tap;
    if (!isDue && !isNext) return;
    const later = tap.takeGradients();
    const earlier = this.#earlier.get(player);
    if (isDue && earlier !== undefined) {
      const sums = directionSums(tf, { earlier, later });
      readings.collect(sums, (values) => {
        const cosine = cosineOf(values.map(([sum]) => sum ?? Number.NaN));
        if (values.length > 0) log.scalar(`${player}/gradient_cosine`, step, cosine);
      });
    }
    if (earlier !== undefined) this.#used.push(earlier);
    this.#earlier.delete(player);
    if (isNext) this.#earlier.set(player, later);
    else this.#used.push(later);
  }

  /** Frees what the next comparison does not need; after what was collected has been committed. */
  releaseUsed(): void {
    for (const tensors of this.#used) disposeAll(tensors);
    this.#used = [];
  }

  dispose(): void {
    this.#used.push(...this.#earlier.values());
    this.#earlier.clear();
    this.releaseUsed();
  }
}

function disposeAll(tensors: ReadonlyMap<string, Tensor>): void {
  for (const tensor of tensors.values()) tensor.dispose();
}
