/** Trains a recipe and logs everything diagnosis needs. */
import type { GameAccuracy, GameLosses, Hyperparameters } from "../sdk/index.ts";
import { Game, type GameInputs, type RoundReport } from "./game.ts";
import type { DigitSplit } from "./mnist.ts";
import { isProbeStep, Probe } from "./probe.ts";
import { type Recipe, totalStepsOf } from "./recipe.ts";
import type { TrainingLog } from "./training-log.ts";

export interface TrainingStep {
  /** The round just played, counted from 0. */
  readonly step: number;
  readonly totalSteps: number;
  readonly losses: Required<GameLosses>;
  readonly accuracy: GameAccuracy | null;
}

export interface TrainingOptions extends GameInputs {
  readonly log: TrainingLog;
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
  const { recipe, data, log } = options;
  const totalSteps = totalStepsOf(recipe, data.trainingRows.length);
  log.hyperparameters(hyperparametersOf(recipe, data, totalSteps));
  const game = new Game(options);
  const probe = new Probe(options, game.players);
  try {
    const stepsDone = await playRounds({ ...options, game, probe, totalSteps });
    probe.measure(log, stepsDone, { isLast: true });
    return { stepsDone, totalSteps, wasStopped: stepsDone < totalSteps };
  } finally {
    probe.dispose();
    game.dispose();
  }
}

interface Rounds extends TrainingOptions {
  readonly game: Game;
  readonly probe: Probe;
  readonly totalSteps: number;
}

async function playRounds({ recipe, game, probe, log, totalSteps, onStep, signal }: Rounds): Promise<number> {
  for (let step = 0; step < totalSteps; step++) {
    if (signal?.aborted === true) return step;
    const isProbe = isProbeStep(recipe.model, step);
    if (isProbe) probe.measure(log, step);
    const report = game.playRound(isProbe);
    logRound(log, step, report);
    onStep?.({ step, totalSteps, losses: report.losses, accuracy: report.accuracy });
    await nextTurn();
  }
  return totalSteps;
}

function logRound(log: TrainingLog, step: number, { losses, accuracy, layers }: RoundReport): void {
  log.losses(step, losses);
  if (accuracy !== null) log.accuracy(step, accuracy);
  for (const layer of layers) log.layer(step, layer);
}

/** Lets messages in; a round itself blocks. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function hyperparametersOf(recipe: Recipe, data: DigitSplit, totalSteps: number): Hyperparameters {
  const { dataRange, generatorRange, adam } = recipe;
  return {
    model: recipe.model,
    loss: recipe.loss,
    fault: recipe.fault ?? "none",
    seed: recipe.seed,
    steps: totalSteps,
    batch_size: recipe.batchSize,
    learning_rate: adam.learningRate,
    beta_1: adam.beta1,
    beta_2: adam.beta2,
    latent_size: recipe.latentSize,
    discriminator_updates: recipe.discriminatorUpdates,
    data_range_low: dataRange.low,
    data_range_high: dataRange.high,
    output_activation: generatorRange.activation,
    training_images: data.trainingRows.length,
    held_out_images: data.heldOutRows.length,
  };
}
