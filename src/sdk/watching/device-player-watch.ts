/** Watches a player whose tensors lie on a device: copies stay there until a step's one fetch. */
import type { EventLog } from "../event-log.ts";
import type { GameLog } from "../game-log.ts";
import { DirectionWatch } from "./direction-watch.ts";
import { GradientTap, type TapOptions } from "./gradient-tap.ts";
import { measureLayers } from "./layer-measures.ts";
import { isAnyDue, type PlayerWatch, type StepDue } from "./player-watch.ts";
import type { Readings } from "./reading.ts";
import type { GivenGradients } from "./tensorflow.ts";

export interface DevicePlayerOptions extends TapOptions {
  readonly log: Pick<EventLog, "scalar">;
  readonly game: Pick<GameLog, "layer">;
  readonly readings: Readings;
}

/** A watch of tensors that are not in this process's memory: on WebGL and WebGPU. */

export class DevicePlayerWatch implements PlayerWatch {
  readonly #options: DevicePlayerOptions;
  readonly #tap: GradientTap;
  readonly #direction: DirectionWatch;

  constructor(options: DevicePlayerOptions) {
    this.#options = options;
    this.#tap = new GradientTap(options);
    this.#direction = new DirectionWatch(options);
  }

  begin(due: StepDue): void {
    if (isAnyDue(due)) this.#tap.arm({ keepsWeights: due.layers });
    else this.#tap.release();
  }

  note(given: GivenGradients): void {
    this.#tap.note(given);
  }

  end(step: number, due: StepDue): void {
    const { tf, game, readings } = this.#options;
    if (due.layers) measureLayers({ tf, log: game, readings }, this.#tap, step);
    this.#direction.note(this.#tap, step, { isDue: due.direction, isNext: due.nextDirection });
  }

  releaseUsed(): void {
    this.#direction.releaseUsed();
  }

  dispose(): void {
    this.#tap.dispose();
    this.#direction.dispose();
  }
}
