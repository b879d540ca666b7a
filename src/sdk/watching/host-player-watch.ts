/** Watches a player whose tensors lie in this process's memory: they are read as they pass, and nothing is kept on a device. */
import type { Player } from "../../model/index.ts";
import type { GameLog } from "../game-log.ts";
import type { LayerStep } from "../step-ledger.ts";
import type { Parameter } from "./network.ts";
import { entriesOf, listenTo } from "./optimizer-tap.ts";
import { isAnyDue, type PlayerWatch, type StepDue } from "./player-watch.ts";
import { type GivenGradients, numbersOf, type Optimizer } from "./tensorflow.ts";

export interface HostPlayerOptions {
  readonly player: Player;
  readonly parameters: readonly Parameter[];
  readonly optimizer: Optimizer | undefined;
  readonly game: Pick<GameLog, "playerStep">;
  /** What is read belongs to the reader. */
  readonly readsCopies: boolean;
}

type Values = ReadonlyMap<string, Float32Array>;

const NOTHING: StepDue = { layers: false, direction: false, nextDirection: false };

/**
 * Gradients and weights are read once each. Where the step before was read too, its weights are not read again
 * as those that this one starts from. Of several updates in one step the last counts.
 */
export class HostPlayerWatch implements PlayerWatch {
  readonly #options: HostPlayerOptions;
  readonly #detach: () => void;
  #due = NOTHING;
  #updates = 0;
  #isNoted = false;
  #gradients: Values = new Map();
  /** Before the update; null: as the step before left them. */
  #before: Values | null = null;
  #hasLeftWeights = false;

  constructor(options: HostPlayerOptions) {
    this.#options = options;
    this.#detach = listenTo(options.optimizer, (given) => this.#beforeUpdate(given));
  }

  begin(due: StepDue): void {
    this.#due = due;
    this.#updates = 0;
    this.#isNoted = false;
    this.#gradients = new Map();
    this.#before = due.layers && !this.#hasLeftWeights ? this.#weights() : null;
  }

  note(given: GivenGradients): void {
    if (!isAnyDue(this.#due)) return;
    this.#readGradients(given);
    this.#isNoted = true;
  }

  end(step: number, due: StepDue): void {
    const { player, game, readsCopies } = this.#options;
    this.#hasLeftWeights = false;
    if (!isAnyDue(due) || this.#gradients.size === 0) return;
    this.#hasLeftWeights = due.layers;
    game.playerStep(step, {
      player,
      layers: this.#layers(due.layers),
      logs: { layers: due.layers, direction: due.direction },
      isHandedOver: readsCopies,
    });
  }

  releaseUsed(): void {}

  dispose(): void {
    this.begin(NOTHING);
    this.#detach();
  }

  #beforeUpdate(given: GivenGradients): void {
    if (!isAnyDue(this.#due)) return;
    this.#updates += 1;
    if (!this.#isNoted) this.#readGradients(given);
    this.#isNoted = false;
    if (this.#due.layers && this.#updates > 1) this.#before = this.#weights();
  }

  #readGradients(given: GivenGradients): void {
    this.#gradients = new Map(entriesOf(given).map(([name, tensor]) => [name, numbersOf(tensor.dataSync())]));
  }

  #weights(): Values {
    const { parameters } = this.#options;
    return new Map(parameters.map(({ variable }) => [variable.name, numbersOf(variable.dataSync())]));
  }

  #layers(withWeights: boolean): LayerStep[] {
    return this.#options.parameters.flatMap(({ name, variable }): LayerStep[] => {
      const gradient = this.#gradients.get(variable.name);
      if (gradient === undefined) return [];
      if (!withWeights) return [{ layer: name, gradient }];
      const before = this.#before?.get(variable.name) ?? "as left";
      return [{ layer: name, gradient, weights: { before, after: numbersOf(variable.dataSync()) } }];
    });
  }
}
