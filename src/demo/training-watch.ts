/** Watches the demo's training as anyone would watch theirs: with the SDK. */
import { deflateSync } from "node:zlib";
import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import {
  type Cadence,
  type GameWatch,
  type Hyperparameters,
  type WatchLog,
  watchGame,
} from "../sdk/index.ts";
import { bankRows, imageTensor } from "./batches.ts";
import { type Game, type GameInputs, noiseTensor } from "./game.ts";
import { LOSSES } from "./losses/registry.ts";
import type { ModelName } from "./recipe.ts";
import { SeededRandom, STREAMS } from "./seeded-random.ts";
import { inTensorScope } from "./tensor-scope.ts";

interface WatchSettings {
  /** Samples a side for the logits. */
  readonly bankSize: number;
  readonly everySteps: number;
  readonly directionEverySteps: number;
}

/**
 * Probes may take a tenth of the training time. An MLP round takes 6 ms here, a probe of 512 a side with its
 * layers 30; a convolutional round 105 ms, a probe of 128 a side 160: 5 and 8 %.
 */
const SETTINGS: Readonly<Record<ModelName, WatchSettings>> = {
  mlp: { bankSize: 512, everySteps: 100, directionEverySteps: 50 },
  dcgan: { bankSize: 128, everySteps: 20, directionEverySteps: 20 },
};
const SHOWN_SAMPLES = 64;
/**
 * Fréchet distance and mode histogram want many samples: 512 give the distance of 64 features its chance level, and
 * show a digit that one sample in a hundred is. They take some 60 ms to draw and to compress, as long as ten MLP rounds.
 */
const COMPARED_SAMPLES = 512;
const COMPARED_EVERY_PROBES = 10;

function cadenceOf(model: ModelName): Cadence {
  const { everySteps, directionEverySteps } = SETTINGS[model];
  return {
    losses: 1,
    layers: everySteps,
    direction: directionEverySteps,
    probes: everySteps,
    samples: everySteps,
    random: COMPARED_EVERY_PROBES * everySteps,
    // The board's encoder of digits gives features that do not change with the discriminator.
    features: 0,
    wholeBanks: everySteps,
  };
}

export interface WatchInputs extends GameInputs {
  readonly game: Game;
  readonly log: WatchLog;
  readonly hyperparameters: Hyperparameters;
}

/** The banks are drawn with a seed of their own, so that the training goes as it would unwatched. */
export function watchTraining(inputs: WatchInputs): GameWatch {
  const { tensorflow, recipe, data, game, log, hyperparameters } = inputs;
  const { tf } = tensorflow;
  const loss = LOSSES[recipe.loss];
  const random = new SeededRandom(recipe.seed, STREAMS.banks);
  const bankOf = (rows: Uint32Array, count: number): Tensor4D =>
    imageTensor(tf, {
      digits: data.digits,
      rows: bankRows(rows, count, random),
      range: recipe.dataRange,
    });
  const { bankSize } = SETTINGS[recipe.model];
  return inTensorScope(tf, () =>
    watchGame<Tensor>({
      ...{ tf, log, hyperparameters },
      generator: game.players.generator.model,
      discriminator: game.players.discriminator.model,
      generatorOptimizer: game.optimisers.generator,
      discriminatorOptimizer: game.optimisers.discriminator,
      real: bankOf(data.trainingRows, bankSize),
      heldOut: bankOf(data.heldOutRows, bankSize),
      shownReal: bankOf(data.trainingRows, COMPARED_SAMPLES),
      drawNoise: (count) => noiseTensor(inputs, random, count),
      generatorLoss: (outputs) => loss.generator(tf, outputs),
      decisionThreshold: loss.decisionThreshold,
      cadence: cadenceOf(recipe.model),
      shownSamples: SHOWN_SAMPLES,
      randomSamples: COMPARED_SAMPLES,
      pixelRange: recipe.dataRange,
      deflate: deflateSync,
    }),
  );
}
