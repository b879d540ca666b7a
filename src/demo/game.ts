/** One round of the game: the discriminator's updates, then the generator's, with what they measured. */
import type { Scalar, Tensor } from "@tensorflow/tfjs";
import type { GameAccuracy, GameLosses, LayerMeasurement, Player } from "../sdk/index.ts";
import { BatchSampler, imageTensor } from "./batches.ts";
import type { FusedAdam, WeightChange } from "./kernels/fused-adam.ts";
import type { NamedTensors } from "./kernels/runtime.ts";
import type { AdversarialLoss } from "./losses/adversarial-loss.ts";
import { LOSSES } from "./losses/registry.ts";
import type { DigitSplit } from "./mnist.ts";
import { buildPlayers, type Players } from "./models.ts";
import type { Network } from "./networks/network.ts";
import type { Recipe } from "./recipe.ts";
import { SeededRandom, STREAMS } from "./seeded-random.ts";
import { inTensorScope } from "./tensor-scope.ts";
import type { TensorFlow } from "./tensorflow.ts";

export interface RoundReport {
  readonly losses: Required<GameLosses>;
  /** On the training batches, before their update; null where the loss has no decision threshold. */
  readonly accuracy: GameAccuracy | null;
  /** Both players' layers, if they were asked for. */
  readonly layers: readonly LayerMeasurement[];
}

interface DiscriminatorReport {
  readonly losses: Omit<Required<GameLosses>, "generator">;
  readonly accuracy: GameAccuracy | null;
  readonly layers: readonly LayerMeasurement[];
}

export interface GameInputs {
  readonly tensorflow: TensorFlow;
  readonly recipe: Recipe;
  readonly data: DigitSplit;
}

/** Both players with their optimisers and their sources of randomness; free its tensors with `dispose`. */
export class Game {
  readonly players: Players;
  readonly #inputs: GameInputs;
  readonly #loss: AdversarialLoss;
  readonly #optimisers: Readonly<Record<Player, FusedAdam>>;
  readonly #sampler: BatchSampler;
  readonly #noise: SeededRandom;
  readonly #blend: SeededRandom;

  constructor(inputs: GameInputs) {
    const { tensorflow, recipe, data } = inputs;
    this.#inputs = inputs;
    this.#loss = LOSSES[recipe.loss];
    this.players = buildPlayers(tensorflow.tf, recipe);
    this.#optimisers = {
      generator: tensorflow.adam(recipe.adam),
      discriminator: tensorflow.adam(recipe.adam),
    };
    this.#sampler = new BatchSampler(data.trainingRows, new SeededRandom(recipe.seed, STREAMS.batches));
    this.#noise = new SeededRandom(recipe.seed, STREAMS.noise);
    this.#blend = new SeededRandom(recipe.seed, STREAMS.penalty);
  }

  /** With `measureLayers`, also each layer's training gradient and how far its update moved it. */
  playRound(measureLayers: boolean): RoundReport {
    const { discriminatorUpdates } = this.#inputs.recipe;
    for (let update = 1; update < discriminatorUpdates; update++) this.#updateDiscriminator(false);
    const discriminator = this.#updateDiscriminator(measureLayers);
    const generator = this.#updateGenerator(measureLayers);
    return {
      losses: { ...discriminator.losses, generator: generator.loss },
      accuracy: discriminator.accuracy,
      layers: [...generator.layers, ...discriminator.layers],
    };
  }

  dispose(): void {
    this.players.generator.dispose();
    this.players.discriminator.dispose();
    this.#optimisers.generator.dispose();
    this.#optimisers.discriminator.dispose();
  }

  #updateDiscriminator(measureLayers: boolean): DiscriminatorReport {
    const { tensorflow, recipe, data } = this.#inputs;
    const { tf } = tensorflow;
    return inTensorScope(tf, () => {
      const rows = this.#sampler.nextRows(recipe.batchSize);
      const real = imageTensor(tf, { digits: data.digits, rows, range: recipe.dataRange });
      const fake = this.players.generator.apply(this.#drawNoise());
      const measured: Tensor[] = [];
      const { value, grads } = tf.variableGrads(
        () => this.#discriminatorLoss(real, fake, measured),
        variablesOf(this.players.discriminator),
      );
      const layers = this.#learn("discriminator", grads, measureLayers);
      const total = value.dataSync()[0] ?? Number.NaN;
      return { layers, ...this.#readDiscriminator(total, measured) };
    });
  }

  /** The total to minimise; the parts and outputs go to `measured`, kept beyond the gradient's own scope. */
  #discriminatorLoss(real: Tensor, fake: Tensor, measured: Tensor[]): Scalar {
    const { tf } = this.#inputs.tensorflow;
    const { batchSize } = this.#inputs.recipe;
    const discriminator = (images: Tensor) => this.players.discriminator.apply(images);
    const [realOutputs, fakeOutputs] = tf.split(discriminator(tf.concat([real, fake])), 2) as [
      Tensor,
      Tensor,
    ]; // split in 2
    const parts = this.#loss.discriminator(tf, { real: realOutputs, fake: fakeOutputs });
    for (const tensor of [parts.real, parts.fake, realOutputs, fakeOutputs]) measured.push(tf.keep(tensor));
    const total = tf.add<Scalar>(parts.real, parts.fake);
    if (this.#loss.penalty === null) return total;
    const blends = Float32Array.from({ length: batchSize }, () => this.#blend.uniform());
    const blend = tf.tensor4d(blends, [batchSize, 1, 1, 1]);
    return tf.add<Scalar>(total, this.#loss.penalty(tf, { discriminator, real, fake, blend }));
  }

  #readDiscriminator(total: number, measured: readonly Tensor[]): Omit<DiscriminatorReport, "layers"> {
    const [real, fake, realOutputs, fakeOutputs] = measured.map((tensor) => tensor.dataSync<"float32">());
    for (const tensor of measured) tensor.dispose();
    const threshold = this.#loss.decisionThreshold;
    return {
      losses: {
        discriminator: total,
        discriminatorReal: real?.[0] ?? Number.NaN,
        discriminatorFake: fake?.[0] ?? Number.NaN,
      },
      accuracy:
        threshold === null || realOutputs === undefined || fakeOutputs === undefined
          ? null
          : {
              real: shareOf(realOutputs, (output) => output > threshold),
              fake: shareOf(fakeOutputs, (output) => output < threshold),
            },
    };
  }

  #updateGenerator(measureLayers: boolean): { loss: number; layers: readonly LayerMeasurement[] } {
    const { tf } = this.#inputs.tensorflow;
    const { generator, discriminator } = this.players;
    return inTensorScope(tf, () => {
      const noise = this.#drawNoise();
      const { value, grads } = tf.variableGrads(
        () => this.#loss.generator(tf, discriminator.apply(generator.apply(noise))),
        variablesOf(generator),
      );
      const layers = this.#learn("generator", grads, measureLayers);
      return { loss: value.dataSync()[0] ?? Number.NaN, layers };
    });
  }

  #learn(player: Player, gradients: NamedTensors, measureLayers: boolean): readonly LayerMeasurement[] {
    const network = this.players[player];
    const variables = variablesOf(network);
    if (!measureLayers) {
      this.#optimisers[player].apply(variables, gradients);
      return [];
    }
    const changes = this.#optimisers[player].applyAndMeasure(variables, gradients);
    return measurementsOf(player, network, { gradients, changes });
  }

  #drawNoise(): Tensor {
    const { batchSize, latentSize } = this.#inputs.recipe;
    const values = this.#noise.normals(batchSize * latentSize);
    return this.#inputs.tensorflow.tf.tensor2d(values, [batchSize, latentSize]);
  }
}

function variablesOf(network: Network) {
  return network.parameters.map(({ variable }) => variable);
}

interface Learnt {
  readonly gradients: NamedTensors;
  readonly changes: ReadonlyMap<string, WeightChange>;
}

function measurementsOf(
  player: Player,
  network: Network,
  { gradients, changes }: Learnt,
): LayerMeasurement[] {
  return network.parameters.map(({ name, variable }) => ({
    player,
    layer: name,
    gradient: gradients[variable.name]?.dataSync<"float32">() ?? [],
    ...changes.get(variable.name),
  }));
}

function shareOf(outputs: Float32Array, isRight: (output: number) => boolean): number {
  return outputs.filter(isRight).length / outputs.length;
}
