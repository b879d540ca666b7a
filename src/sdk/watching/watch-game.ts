/** Watches an adversarial training in TensorFlow.js: called once a step, it logs what diagnosis needs. */
import type { Player } from "../../model/index.ts";
import type { Hyperparameters } from "../../tfevents/index.ts";
import type { EventLog } from "../event-log.ts";
import { GameLog, type GameSink } from "../game-log.ts";
import type { Deflate } from "../png.ts";
import { storedDeflate } from "../stored-deflate.ts";
import { type Cadence, cadenceOf, isDue } from "./cadence.ts";
import { DevicePlayerWatch } from "./device-player-watch.ts";
import { dueProbes } from "./due-probes.ts";
import { HostPlayerWatch } from "./host-player-watch.ts";
import { type FunctionNetwork, type LayersModel, type Network, networkOf } from "./network.ts";
import { type PixelRange, pixelRangeOf } from "./pixels.ts";
import type { PlayerWatch, StepDue } from "./player-watch.ts";
import { type Banks, Probe, type ProbeOptions } from "./probe.ts";
import { Readings } from "./reading.ts";
import { logRound, type RoundValues } from "./round-values.ts";
import { SliceProbe } from "./slice-probe.ts";
import {
  inTensorScope,
  type NamedTensors,
  numbersOf,
  type Optimizer,
  type Tensor,
  type TensorFlow,
  type TensorFlowLibrary,
} from "./tensorflow.ts";

/** Where a watch writes: an `EventLog`, or anything with these methods. */
export type WatchLog = Pick<
  EventLog,
  "scalar" | "histogram" | "images" | "tensor" | "hyperparameters" | "droppedWrites"
> & {
  /** Where the log measures plain values itself, as one on a thread of its own does. */
  readonly game?: GameSink;
};

/** `Its`: the tensors of the library that is passed in. */
export interface WatchOptions<Its extends Tensor = Tensor> {
  /** The library itself, so that the SDK depends on none. */
  readonly tf: TensorFlowLibrary<Its>;
  readonly log: WatchLog;
  readonly generator: LayersModel | FunctionNetwork<Its>;
  /** Answers logits: raw outputs, before any sigmoid. */
  readonly discriminator: LayersModel | FunctionNetwork<Its>;
  /** Their gradients are seen without further calls; without them pass gradients to `gradients`. */
  readonly generatorOptimizer?: Optimizer;
  readonly discriminatorOptimizer?: Optimizer;
  /** Some hundred real training samples, and as many that are never trained on. Copied. */
  readonly real: Tensor;
  readonly heldOut?: Tensor;
  /** New noise at each call, as the training draws it. */
  drawNoise(count: number): Tensor;
  /** The generator's loss of the discriminator's outputs; without it there is no signal at samples. */
  generatorLoss?(fakeOutputs: Its): Tensor;
  readonly cadence?: Partial<Cadence>;
  /** Steps done before, when a training goes on. */
  readonly firstStep?: number;
  /** Fixed-noise samples shown, at most as many as there are real ones; 64 by default. */
  readonly shownSamples?: number;
  /** New samples shown at a time; 16 by default. Distances and missing classes want some hundred. */
  readonly randomSamples?: number;
  /** Real samples shown, once; the first of `real` by default, as many as of generated ones. Copied. */
  readonly shownReal?: Tensor;
  /** Values drawn black and white; taken from the real samples by default. */
  readonly pixelRange?: PixelRange;
  /** Outputs above it mean “real”; null where outputs have no absolute meaning, as a critic's. 0 by default. */
  readonly decisionThreshold?: number | null;
  readonly hyperparameters?: Hyperparameters;
  /** `deflateSync` of `node:zlib` makes PNGs ten times smaller; without it they are stored. */
  readonly deflate?: Deflate;
}

/** The same with the library as it is used here. */
type UsedOptions = Omit<WatchOptions, "tf"> & { readonly tf: TensorFlow };

const SHOWN_SAMPLES = 64;
/** New samples say little that the fixed ones do not, unless there are many. */
const RANDOM_SAMPLES = 16;

export class GameWatch {
  readonly #options: UsedOptions;
  readonly #game: GameSink;
  readonly #readings: Readings;
  readonly #probe: Probe;
  readonly #slices: SliceProbe;
  readonly #banks: Banks;
  readonly #players: Readonly<Record<Player, PlayerWatch>>;
  readonly #cadence: Cadence;
  #step: number;
  #loggedDrops = 0;

  constructor(options: UsedOptions) {
    const { tf, log } = options;
    this.#options = options;
    this.#cadence = cadenceOf(options.cadence);
    this.#step = options.firstStep ?? 0;
    this.#game = log.game ?? new GameLog(log, { deflate: options.deflate ?? storedDeflate });
    this.#readings = new Readings(tf);
    const generator = networkOf(tf, options.generator);
    const discriminator = networkOf(tf, options.discriminator);
    this.#banks = keptBanks(options);
    const probed: ProbeOptions = {
      ...{ tf, log, generator, discriminator, banks: this.#banks },
      ...{ game: this.#game, readings: this.#readings },
      pixelRange: options.pixelRange ?? pixelRangeOf(numbersOf(options.real.dataSync())),
      shownSamples: options.shownSamples ?? SHOWN_SAMPLES,
      randomSamples: options.randomSamples ?? RANDOM_SAMPLES,
      drawNoise: (count) => options.drawNoise(count),
      ...(options.generatorLoss === undefined
        ? {}
        : { generatorLoss: (outputs: Tensor) => options.generatorLoss?.(outputs) ?? outputs }),
    };
    this.#probe = new Probe(probed);
    this.#slices = new SliceProbe(probed);
    const { generatorOptimizer, discriminatorOptimizer } = options;
    const watchOf = (watched: Watched) => this.#playerWatch(watched);
    this.#players = {
      generator: watchOf({ player: "generator", network: generator, optimizer: generatorOptimizer }),
      discriminator: watchOf({
        player: "discriminator",
        network: discriminator,
        optimizer: discriminatorOptimizer,
      }),
    };
    if (options.hyperparameters !== undefined) this.#game.hyperparameters(options.hyperparameters);
    inTensorScope(tf, () => this.#begin());
  }

  /** Steps done, counting those before `firstStep`. */
  get step(): number {
    return this.#step;
  }

  /** Measurements given up because the device or the connection was too far behind; they are logged too. */
  get dropped(): number {
    return this.#readings.dropped + this.#options.log.droppedWrites;
  }

  /** Gradients as they are before you clip them; needed only where you change them before the optimiser. */
  gradients(player: Player, gradients: NamedTensors): void {
    this.#players[player].note(gradients);
  }

  /**
   * Call it once at the end of each step, with the losses of that step. Values belong to the weights from which
   * the step began, as do the gradients; probes are of the weights as they are now, under the number of the next step.
   */
  endStep(values: RoundValues): void {
    inTensorScope(this.#options.tf, () => {
      this.#collectRound(values);
      this.#step += 1;
      this.#begin();
    });
  }

  /** Waits for what is being fetched, measures the final players, and frees the banks; the log stays open. */
  async close(): Promise<void> {
    const { random, features } = this.#cadence;
    const everything = { probes: true, samples: true, random: random > 0, features: features > 0 };
    inTensorScope(this.#options.tf, () => {
      this.#probe.measure(this.#step, everything);
      this.#readings.commit();
    });
    await this.#readings.settled();
    this.#logDrops();
    for (const player of Object.values(this.#players)) player.dispose();
    this.#slices.dispose();
    for (const bank of Object.values(this.#banks)) bank?.dispose();
  }

  #playerWatch({ player, network: { parameters }, optimizer }: Watched): PlayerWatch {
    const { tf, log } = this.#options;
    const readings = this.#readings;
    const watched = { player, parameters, optimizer, game: this.#game };
    return readings.isImmediate
      ? new HostPlayerWatch({ ...watched, readsCopies: readings.areCopies })
      : new DevicePlayerWatch({ ...watched, tf, log, readings });
  }

  #dueAt(step: number): StepDue {
    const { layers, direction } = this.#cadence;
    return {
      layers: isDue(layers, step),
      direction: isDue(direction, step),
      nextDirection: isDue(direction, step + 1),
    };
  }

  #collectRound(values: RoundValues): void {
    const step = this.#step;
    const { tf, decisionThreshold } = this.#options;
    const readings = this.#readings;
    const threshold = decisionThreshold === undefined ? 0 : decisionThreshold;
    if (isDue(this.#cadence.losses, step)) {
      logRound({ tf, game: this.#game, readings, threshold }, step, values);
    }
    for (const player of Object.values(this.#players)) player.end(step, this.#dueAt(step));
  }

  /** Probes the current step's weights, reads all that was collected, and makes ready for the step to come. */
  #begin(): void {
    const step = this.#step;
    const { whole, sliced } = dueProbes(this.#cadence, step);
    this.#probe.measure(step, whole);
    this.#slices.measure(step, sliced);
    this.#readings.commit();
    this.#slices.releaseUsed();
    this.#logDrops();
    for (const player of Object.values(this.#players)) {
      player.releaseUsed();
      player.begin(this.#dueAt(step));
    }
  }

  #logDrops(): void {
    if (this.dropped === this.#loggedDrops) return;
    this.#loggedDrops = this.dropped;
    this.#options.log.scalar("nashboard/dropped_measurements", this.#step, this.dropped);
  }
}

/** Three lines in a training loop: make it before the first step, `endStep` after each, `close` at the end. */
export function watchGame<Its extends Tensor>(options: WatchOptions<Its>): GameWatch {
  // Its tensors are the only ones there are; the types of a library that is not installed here cannot be named.
  return new GameWatch(options as unknown as UsedOptions);
}

interface Watched {
  readonly player: Player;
  readonly network: Network;
  readonly optimizer: Optimizer | undefined;
}

function keptBanks({ tf, real, heldOut, shownReal, drawNoise }: UsedOptions): Banks {
  return inTensorScope(tf, () => ({
    real: tf.keep(tf.clone(real)),
    heldOut: heldOut === undefined ? null : tf.keep(tf.clone(heldOut)),
    noise: tf.keep(drawNoise(real.shape[0] ?? 0)),
    shownReal: tf.keep(tf.clone(shownReal ?? real)),
  }));
}
