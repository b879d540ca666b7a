/** Trains a recipe and logs everything diagnosis needs. */
import type { GameAccuracy, GameWatch, Hyperparameters, RoundValues, WatchLog } from "../sdk/index.ts";
import { Game, type GameInputs, type RoundLosses, type RoundReport } from "./game.ts";
import type { DigitSplit } from "./mnist.ts";
import { type Recipe, totalStepsOf } from "./recipe.ts";
import { watchTraining } from "./training-watch.ts";

export interface TrainingStep {
  /** The round just played, counted from 0. */
  readonly step: number;
  readonly totalSteps: number;
  readonly losses: RoundLosses;
  readonly accuracy: GameAccuracy | null;
}

export interface TrainingOptions extends GameInputs {
  readonly log: WatchLog;
  readonly onStep?: (step: TrainingStep) => void;
  /** Ends the training after the round being played. */
  readonly signal?: AbortSignal;
}

export interface TrainingOutcome {
  readonly stepsDone: number;
  readonly totalSteps: number;
  /** True where the signal ended it. */
  readonly wasStopped: boolean;
}

/**
 * Step k is the round that starts from weights updated k times: its losses, gradients, logits and samples all
 * belong to those weights. After the last round the players are measured once more. Yields after each round.
 * Needs memory for the banks and both networks; frees it all.
 */
export async function trainGame(options: TrainingOptions): Promise<TrainingOutcome> {
  const { recipe } = options;
  const inputs = { ...options, data: shortened(options.data, recipe.trainingImages) };
  const totalSteps = totalStepsOf(recipe, inputs.data.trainingRows.length);
  const game = new Game(inputs);
  try {
    const hyperparameters = hyperparametersOf(recipe, inputs.data, totalSteps);
    const watch = watchTraining({ ...inputs, game, hyperparameters });
    const stepsDone = await playRounds({ ...inputs, game, watch, totalSteps });
    await watch.close();
    return { stepsDone, totalSteps, wasStopped: stepsDone < totalSteps };
  } finally {
    game.dispose();
  }
}

function shortened(data: DigitSplit, trainingImages: number | null): DigitSplit {
  return trainingImages === null
    ? data
    : { ...data, trainingRows: data.trainingRows.slice(0, trainingImages) };
}

interface Rounds extends TrainingOptions {
  readonly game: Game;
  readonly watch: GameWatch;
  readonly totalSteps: number;
}

async function playRounds({ game, watch, totalSteps, onStep, signal }: Rounds): Promise<number> {
  for (let step = 0; step < totalSteps; step++) {
    if (signal?.aborted === true) return step;
    const report = game.playRound();
    watch.endStep(valuesOf(report));
    onStep?.({ step, totalSteps, losses: report.losses, accuracy: report.accuracy });
    await nextTurn();
  }
  return totalSteps;
}

function valuesOf({ losses, gradientPenalty, accuracy, learningRates }: RoundReport): RoundValues {
  return {
    generatorLoss: losses.generator,
    discriminatorLoss: losses.discriminator,
    discriminatorLossReal: losses.discriminatorReal,
    discriminatorLossFake: losses.discriminatorFake,
    ...(gradientPenalty === null ? {} : { gradientPenalty }),
    ...(accuracy === null ? {} : { accuracy }),
    learningRates,
  };
}

/** Lets messages in; a round itself blocks. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function hyperparametersOf(recipe: Recipe, data: DigitSplit, totalSteps: number): Hyperparameters {
  const { dataRange, generatorRange, learning } = recipe;
  return {
    model: recipe.model,
    loss: recipe.loss,
    fault: recipe.fault ?? "none",
    seed: recipe.seed,
    steps: totalSteps,
    batch_size: recipe.batchSize,
    learning_rate: learning.generator.learningRate,
    discriminator_learning_rate: learning.discriminator.learningRate,
    beta_1: learning.generator.beta1,
    beta_2: learning.generator.beta2,
    latent_size: recipe.latentSize,
    discriminator_updates: recipe.discriminatorUpdates,
    data_range_low: dataRange.low,
    data_range_high: dataRange.high,
    output_activation: generatorRange.activation,
    training_images: data.trainingRows.length,
    held_out_images: data.heldOutRows.length,
  };
}
