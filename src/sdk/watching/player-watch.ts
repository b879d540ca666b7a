/** What watches one player's updates, wherever its tensors lie. */
import type { GivenGradients } from "./tensorflow.ts";

/** What is wanted of a player at a step. */
export interface StepDue {
  /** Gradient histograms and norms, update ratios. */
  readonly layers: boolean;
  /** The direction, compared with that of the step before. */
  readonly direction: boolean;
  /** The next step's direction will be. */
  readonly nextDirection: boolean;
}

export interface PlayerWatch {
  /** Makes ready for the step to come. */
  begin(due: StepDue): void;
  /** Gradients as they are before clipping; takes the place of those that the optimiser gets. */
  note(given: GivenGradients): void;
  /** Logs the step that was begun; call it in a tensor scope that lasts until readings are committed. */
  end(step: number, due: StepDue): void;
  /** Frees what no later step needs; after what was collected has been committed. */
  releaseUsed(): void;
  dispose(): void;
}

export function isAnyDue({ layers, direction, nextDirection }: StepDue): boolean {
  return layers || direction || nextDirection;
}
