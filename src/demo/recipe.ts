/** Everything that decides how a training goes, as plain data: what a fault changes and the log records. */
import type { Player } from "../sdk/index.ts";

export const MODEL_NAMES = ["mlp", "dcgan"] as const;
export type ModelName = (typeof MODEL_NAMES)[number];

export const LOSS_NAMES = ["bce", "hinge", "lsgan", "wgan-gp"] as const;
export type LossName = (typeof LOSS_NAMES)[number];

/** A span of pixel values with the output activation that reaches exactly it. */
export interface PixelRange {
  readonly low: number;
  readonly high: number;
  readonly activation: "sigmoid" | "tanh";
}

/** Ink between none and full: what a sigmoid can draw. */
export const UNIT_RANGE: PixelRange = { low: 0, high: 1, activation: "sigmoid" };
/** Centred on zero: what a tanh can draw. */
export const SYMMETRIC_RANGE: PixelRange = { low: -1, high: 1, activation: "tanh" };

/** How a player learns. */
export interface Learning {
  readonly optimiser: "adam" | "gradient-descent";
  readonly learningRate: number;
  /** Of Adam. */
  readonly beta1: number;
  readonly beta2: number;
  /** 1: down its loss; −1: up it, as with a flipped sign; 0: nowhere, as with an optimiser that holds no weights. */
  readonly direction: 1 | -1 | 0;
  /** The learning rate is multiplied by it after each step; 1: it stays. */
  readonly decay: number;
}

/** The hidden layers of a dense network. */
export interface HiddenLayers {
  readonly count: number;
  readonly activation: "relu" | "sigmoid";
}

export type Duration =
  | { readonly unit: "steps"; readonly count: number }
  | { readonly unit: "epochs"; readonly count: number };

export interface Recipe {
  readonly model: ModelName;
  readonly loss: LossName;
  /** Name of the fault that was put in, or null. */
  readonly fault: string | null;
  readonly seed: number;
  readonly batchSize: number;
  readonly duration: Duration;
  /** Of the training set; null: all. */
  readonly trainingImages: number | null;
  /** The span real pixels are scaled to. */
  readonly dataRange: PixelRange;
  /** Dimensions of the noise the generator draws from. */
  readonly latentSize: number;
  /** Standard deviation of the noise. */
  readonly noiseScale: number;
  /** The span the generator's output activation reaches; must be `dataRange`, unless a fault is wanted. */
  readonly generatorRange: PixelRange;
  /** Of the MLP's players. */
  readonly hidden: Readonly<Record<Player, HiddenLayers>>;
  readonly learning: Readonly<Record<Player, Learning>>;
  /** Discriminator updates before each generator update. */
  readonly discriminatorUpdates: number;
  /** Share of the discriminator's labels, real or generated, that are flipped. */
  readonly flippedLabels: number;
}

/** Twenty epochs of batches of 32: an MLP draws legible digits in the first of them, and better ones to the end. */
const EPOCHS = 20;
const BATCH_SIZE = 32;
/** So that an MLP draws digits within 2,000 steps, where 1e-4 takes some 20,000; a convolutional pair swings at more than 2e-4. */
const LEARNING_RATES: Readonly<Record<ModelName, number>> = { mlp: 5e-4, dcgan: 2e-4 };
/** With 100 dimensions an MLP draws four of ten digits after a thousand steps and loses two again by nine thousand; with 32 it keeps all ten. */
const LATENT_SIZES: Readonly<Record<ModelName, number>> = { mlp: 32, dcgan: 100 };
/** Radford et al. 2015 (arXiv:1511.06434), § 4: with β₁ = 0.9 the game oscillates. */
const USUAL_BETAS = { beta1: 0.5, beta2: 0.999 } as const;
/** Gulrajani et al. 2017 (arXiv:1704.00028), algorithm 1: α 1e-4, β₁ 0, β₂ 0.9, five critic updates. */
const CRITIC_LEARNING_RATE = 1e-4;
const CRITIC_BETAS = { beta1: 0, beta2: 0.9 } as const;
const CRITIC_UPDATES = 5;
const HIDDEN: HiddenLayers = { count: 1, activation: "relu" };

/** What the caller may choose; everything else follows from the model and the loss. */
export interface RecipeChoices {
  readonly model?: ModelName;
  readonly loss?: LossName;
  readonly seed?: number;
  readonly batchSize?: number;
  readonly duration?: Duration;
}

/**
 * A recipe that works. Data stays in [0, 1] with a sigmoid generator: pixels are amounts of ink, most of them
 * exactly 0, and a sigmoid reaches no value that ink cannot have.
 */
export function recipeFor(choices: RecipeChoices = {}): Recipe {
  const loss = choices.loss ?? "bce";
  const isCritic = loss === "wgan-gp";
  const model = choices.model ?? "mlp";
  const learning: Learning = {
    optimiser: "adam",
    learningRate: isCritic ? CRITIC_LEARNING_RATE : LEARNING_RATES[model],
    ...(isCritic ? CRITIC_BETAS : USUAL_BETAS),
    direction: 1,
    decay: 1,
  };
  return {
    model,
    loss,
    fault: null,
    seed: choices.seed ?? 1,
    batchSize: choices.batchSize ?? BATCH_SIZE,
    duration: choices.duration ?? { unit: "epochs", count: EPOCHS },
    trainingImages: null,
    dataRange: UNIT_RANGE,
    latentSize: LATENT_SIZES[model],
    noiseScale: 1,
    generatorRange: UNIT_RANGE,
    hidden: { generator: HIDDEN, discriminator: HIDDEN },
    learning: { generator: learning, discriminator: learning },
    discriminatorUpdates: isCritic ? CRITIC_UPDATES : 1,
    flippedLabels: 0,
  };
}

/** The same with one player learning otherwise. */
export function withLearning(recipe: Recipe, player: Player, change: Partial<Learning>): Recipe {
  const learning = { ...recipe.learning, [player]: { ...recipe.learning[player], ...change } };
  return { ...recipe, learning };
}

/**
 * Generator updates until the duration is over. An epoch ends when as many real images as there are in the
 * training set have been shown, over all discriminator updates.
 */
export function totalStepsOf(recipe: Recipe, trainingImageCount: number): number {
  if (recipe.duration.unit === "steps") return recipe.duration.count;
  const imagesAStep = recipe.batchSize * recipe.discriminatorUpdates;
  return Math.max(1, Math.floor((recipe.duration.count * trainingImageCount) / imagesAStep));
}
