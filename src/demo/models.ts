/** Builds the two players of a recipe. */
import type { Sequential } from "@tensorflow/tfjs";
import type { Player } from "../sdk/index.ts";
import type { Tf } from "./kernels/runtime.ts";
import { dcganDiscriminator, dcganGenerator } from "./networks/dcgan.ts";
import { mlpDiscriminator, mlpGenerator } from "./networks/mlp.ts";
import { type Network, networkOf } from "./networks/network.ts";
import type { NetworkSpecification } from "./networks/specification.ts";
import type { ModelName, Recipe } from "./recipe.ts";
import { SeededRandom, STREAMS } from "./seeded-random.ts";

export interface Players {
  readonly generator: Network;
  readonly discriminator: Network;
}

type Build = (specification: NetworkSpecification) => Sequential;

const MODELS: Readonly<Record<ModelName, { readonly generator: Build; readonly discriminator: Build }>> = {
  mlp: { generator: mlpGenerator, discriminator: mlpDiscriminator },
  dcgan: { generator: dcganGenerator, discriminator: dcganDiscriminator },
};

export function buildPlayers(tf: Tf, recipe: Recipe): Players {
  const seeds = new SeededRandom(recipe.seed, STREAMS.weights);
  const specificationOf = (player: Player): NetworkSpecification => ({
    tf,
    latentSize: recipe.latentSize,
    range: recipe.generatorRange,
    hidden: recipe.hidden[player],
    initialiser: () => tf.initializers.glorotUniform({ seed: seeds.integer32() }),
  });
  const { generator, discriminator } = MODELS[recipe.model];
  return {
    generator: networkOf(tf, generator(specificationOf("generator"))),
    discriminator: networkOf(tf, discriminator(specificationOf("discriminator"))),
  };
}
