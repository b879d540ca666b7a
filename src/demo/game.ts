/** One round of the game: the discriminator's updates, then the generator's, with what they measured. */
import type { Scalar, Tensor } from "@tensorflow/tfjs";
import type { GameAccuracy, GameLearningRates, GameLosses, Player } from "../sdk/index.ts";
import { BatchSampler, imageTensor } from "./batches.ts";
import type { AdversarialLoss, BatchOutputs } from "./losses/adversarial-loss.ts";
import { LOSSES } from "./losses/registry.ts";
import type { DigitSplit } from "./mnist.ts";
import { buildPlayers, type Players } from "./models.ts";
import { optimiserOf, type PlayerOptimiser } from "./player-optimiser.ts";
import type { Recipe } from "./recipe.ts";
import { SeededRandom, STREAMS } from "./seeded-random.ts";
import { inTensorScope } from "./tensor-scope.ts";
import type { TensorFlow } from "./tensorflow.ts";

export type RoundLosses = Required<Omit<GameLosses, "gradientPenalty">>;

export interface RoundReport {
  readonly losses: RoundLosses;
  /** As it enters the discriminator's loss; null where the loss has none. */
  readonly gradientPenalty: number | null;
  /** On the training batches, before their update; null where the loss has no decision threshold. */
  readonly accuracy: GameAccuracy | null;
  /** Where a schedule changes them. */
  readonly learningRates: GameLearningRates;
}

type DiscriminatorReport = Omit<RoundReport, "losses" | "learningRates"> & {
  readonly losses: Omit<RoundLosses, "generator">;
};

export interface GameInputs {
  readonly tensorflow: TensorFlow;
  readonly recipe: Recipe;
  readonly data: DigitSplit;
}

/** What the discriminator's loss is made of: scalars first, then both sides' outputs. */
interface Measured {
  readonly real: Tensor;
  readonly fake: Tensor;
  readonly penalty: Tensor | null;
  readonly outputs: BatchOutputs;
}

/** Both players with their optimisers and their sources of randomness; free its tensors with `dispose`. */
export class Game {
  readonly players: Players;
  readonly optimisers: Readonly<Record<Player, PlayerOptimiser>>;
  readonly #inputs: GameInputs;
  readonly #loss: AdversarialLoss;
  readonly #sampler: BatchSampler;
  readonly #noise: SeededRandom;
  readonly #blend: SeededRandom;
  readonly #labels: SeededRandom;

  constructor(inputs: GameInputs) {
    const { tensorflow, recipe, data } = inputs;
    this.#inputs = inputs;
    this.#loss = LOSSES[recipe.loss];
    this.players = buildPlayers(tensorflow.tf, recipe);
    const optimiserFor = (player: Player) =>
      optimiserOf(tensorflow, recipe.learning[player], this.players[player].variables);
    this.optimisers = {
      generator: optimiserFor("generator"),
      discriminator: optimiserFor("discriminator"),
    };
    this.#sampler = new BatchSampler(data.trainingRows, new SeededRandom(recipe.seed, STREAMS.batches));
    this.#noise = new SeededRandom(recipe.seed, STREAMS.noise);
    this.#blend = new SeededRandom(recipe.seed, STREAMS.penalty);
    this.#labels = new SeededRandom(recipe.seed, STREAMS.labels);
  }

  playRound(): RoundReport {
    const learningRates = this.#changingRates();
    const { discriminatorUpdates } = this.#inputs.recipe;
    for (let update = 1; update < discriminatorUpdates; update++) this.#updateDiscriminator();
    const { losses, ...discriminator } = this.#updateDiscriminator();
    const generator = this.#updateGenerator();
    return { losses: { ...losses, generator }, ...discriminator, learningRates };
  }

  dispose(): void {
    this.players.generator.dispose();
    this.players.discriminator.dispose();
    this.optimisers.generator.dispose();
    this.optimisers.discriminator.dispose();
  }

  #changingRates(): GameLearningRates {
    const { generator, discriminator } = this.optimisers;
    const { learning } = this.#inputs.recipe;
    return {
      ...(learning.generator.decay === 1 ? {} : { generator: generator.learningRate }),
      ...(learning.discriminator.decay === 1 ? {} : { discriminator: discriminator.learningRate }),
    };
  }

  #updateDiscriminator(): DiscriminatorReport {
    const { tensorflow, recipe, data } = this.#inputs;
    const { tf } = tensorflow;
    return inTensorScope(tf, () => {
      const rows = this.#sampler.nextRows(recipe.batchSize);
      const real = imageTensor(tf, { digits: data.digits, rows, range: recipe.dataRange });
      const fake = this.players.generator.apply(this.#drawNoise());
      const parts: Measured[] = [];
      const { value, grads } = tf.variableGrads(() => {
        const { total, measured } = this.#discriminatorLoss(real, fake);
        for (const tensor of tensorsOf(measured)) tf.keep(tensor);
        parts.push(measured);
        return total;
      }, this.players.discriminator.variables.slice());
      this.optimisers.discriminator.applyGradients(grads);
      const total = value.dataSync()[0] ?? Number.NaN;
      const [report] = parts.map((measured) => this.#read(total, measured));
      for (const tensor of parts.flatMap(tensorsOf)) tensor.dispose();
      if (report === undefined) throw new Error("TensorFlow.js took gradients without asking for the loss.");
      return report;
    });
  }

  #discriminatorLoss(real: Tensor, fake: Tensor): { readonly total: Scalar; readonly measured: Measured } {
    const { tensorflow, recipe } = this.#inputs;
    const { tf } = tensorflow;
    const discriminator = (images: Tensor) => this.players.discriminator.apply(images);
    const [realOutputs, fakeOutputs] = tf.split(discriminator(tf.concat([real, fake])), 2) as [
      Tensor,
      Tensor,
    ]; // split in 2
    const outputs = { real: realOutputs, fake: fakeOutputs };
    const parts = this.#loss.discriminator(tf, this.#labelled(outputs));
    const sum = tf.add<Scalar>(parts.real, parts.fake);
    if (this.#loss.penalty === null) return { total: sum, measured: { ...parts, penalty: null, outputs } };
    const blends = Float32Array.from({ length: recipe.batchSize }, () => this.#blend.uniform());
    const blend = tf.tensor4d(blends, [recipe.batchSize, 1, 1, 1]);
    const penalty = this.#loss.penalty(tf, { discriminator, real, fake, blend });
    return { total: tf.add<Scalar>(sum, penalty), measured: { ...parts, penalty, outputs } };
  }

  /** Outputs by the labels they are given, some of which the recipe may flip. */
  #labelled(outputs: BatchOutputs): BatchOutputs {
    const { tensorflow, recipe } = this.#inputs;
    if (recipe.flippedLabels === 0) return outputs;
    const { tf } = tensorflow;
    const isFlipped = Array.from(
      { length: recipe.batchSize },
      () => this.#labels.uniform() < recipe.flippedLabels,
    );
    const flipped = tf.tensor2d(isFlipped, [recipe.batchSize, 1], "bool");
    return {
      real: tf.where(flipped, outputs.fake, outputs.real),
      fake: tf.where(flipped, outputs.real, outputs.fake),
    };
  }

  #read(total: number, { real, fake, penalty, outputs }: Measured): DiscriminatorReport {
    const numberOf = (tensor: Tensor) => tensor.dataSync<"float32">()[0] ?? Number.NaN;
    const threshold = this.#loss.decisionThreshold;
    return {
      losses: {
        discriminator: total,
        discriminatorReal: numberOf(real),
        discriminatorFake: numberOf(fake),
      },
      gradientPenalty: penalty === null ? null : numberOf(penalty),
      accuracy:
        threshold === null
          ? null
          : {
              real: shareOf(outputs.real.dataSync<"float32">(), (output) => output > threshold),
              fake: shareOf(outputs.fake.dataSync<"float32">(), (output) => output < threshold),
            },
    };
  }

  #updateGenerator(): number {
    const { tf } = this.#inputs.tensorflow;
    const { generator, discriminator } = this.players;
    return inTensorScope(tf, () => {
      const noise = this.#drawNoise();
      const { value, grads } = tf.variableGrads(
        () => this.#loss.generator(tf, discriminator.apply(generator.apply(noise))),
        generator.variables.slice(),
      );
      this.optimisers.generator.applyGradients(grads);
      return value.dataSync()[0] ?? Number.NaN;
    });
  }

  #drawNoise(): Tensor {
    return noiseTensor(this.#inputs, this.#noise, this.#inputs.recipe.batchSize);
  }
}

/** [count × latentSize] */
export function noiseTensor({ tensorflow, recipe }: GameInputs, random: SeededRandom, count: number): Tensor {
  const { latentSize, noiseScale } = recipe;
  const values = random.normals(count * latentSize);
  if (noiseScale !== 1) for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) * noiseScale;
  return tensorflow.tf.tensor2d(values, [count, latentSize]);
}

function tensorsOf({ real, fake, penalty, outputs }: Measured): Tensor[] {
  return [real, fake, outputs.real, outputs.fake, ...(penalty === null ? [] : [penalty])];
}

function shareOf(outputs: Float32Array, isRight: (output: number) => boolean): number {
  return outputs.filter(isRight).length / outputs.length;
}
