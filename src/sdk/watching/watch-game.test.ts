/** Holds the watch to values computed independently, to its cadences, and to leaving the training as it was. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EventFileReader } from "../../tfevents/index.ts";
import { EventLog } from "../event-log.ts";
import { LATENT_SIZE, playStep, realBatch, type SmallGame, smallGame, tf } from "./testing/small-game.ts";
import { type GameWatch, type WatchOptions, watchGame } from "./watch-game.ts";

let parts: Uint8Array[];
let log: EventLog;
let game: SmallGame;
beforeEach(() => {
  parts = [];
  log = new EventLog({ append: (bytes) => parts.push(bytes.slice()), close: () => {} });
  game = smallGame();
});
afterEach(() => log.close());

function logged() {
  log.flush();
  const { tags } = new EventFileReader().read(Buffer.concat(parts));
  const stepsOf = (tag: string) => {
    const found = tags.find(({ info }) => info.tag === tag);
    return [...(found?.scalars?.steps ?? found?.blobs?.steps ?? [])].map(Number);
  };
  const valuesOf = (tag: string) => [...(tags.find(({ info }) => info.tag === tag)?.scalars?.values ?? [])];
  return { tags: tags.map(({ info }) => info.tag), stepsOf, valuesOf };
}

async function watched(
  steps: number,
  options: Partial<WatchOptions<ReturnType<typeof tf.ones>>> = {},
): Promise<GameWatch> {
  const watch = watchGame({ ...game, log, heldOut: realBatch(99), ...options });
  for (let step = 0; step < steps; step++) {
    const { generatorLoss, discriminatorLoss } = playStep(game);
    watch.endStep({ generatorLoss, discriminatorLoss });
    tf.dispose([generatorLoss, discriminatorLoss]);
  }
  await watch.close();
  return watch;
}

describe("what is logged", () => {
  it("has the canonical tags, from layers models and their optimisers alone", async () => {
    await watched(3);
    expect(logged().tags.sort()).toEqual(
      [
        "discriminator/gradient_cosine",
        ...["kernel", "bias"].flatMap((weight) =>
          ["generator", "discriminator"].flatMap((player) =>
            ["first", "last"].flatMap((layer) =>
              ["gradients", "gradient_norm", "update_ratio"].map(
                (kind) => `${player}/${kind}/${layer}/${weight}`,
              ),
            ),
          ),
        ),
        "discriminator/logits/fake",
        "discriminator/logits/held_out",
        "discriminator/logits/real",
        "discriminator/loss",
        "discriminator/saturated_units/first",
        "features/discriminator.first/fake",
        "features/discriminator.first/held_out",
        "features/discriminator.first/real",
        "generator/dead_units/first",
        "generator/gradient_cosine",
        "generator/loss",
        "generator/signal_at_samples",
        "samples/fixed_noise",
        "samples/random",
        "samples/real",
      ].sort(),
    );
  });

  it("comes at its own cadence, dense at first, and once more at the end", async () => {
    await watched(23, { cadence: { layers: 7, probes: 6, samples: 0, features: 10, direction: 4 } });
    const { stepsOf, tags } = logged();
    expect(stepsOf("generator/loss")).toEqual(Array.from({ length: 23 }, (_, step) => step));
    expect(stepsOf("generator/gradient_norm/first/kernel")).toEqual([0, 1, 2, 5, 7, 10, 14, 20, 21]);
    expect(stepsOf("generator/signal_at_samples")).toEqual([0, 1, 2, 5, 6, 10, 12, 18, 20, 23]);
    expect(stepsOf("features/discriminator.first/real")).toEqual([0, 10, 20, 23]);
    expect(stepsOf("generator/gradient_cosine")).toEqual([1, 2, 4, 5, 8, 10, 12, 16, 20]);
    expect(tags.filter((tag) => tag === "samples/fixed_noise")).toEqual(["samples/fixed_noise"]);
  });
});

describe("the values", () => {
  it("are those of an independent calculation: gradient norm, update over weight, cosine", async () => {
    const twin = smallGame();
    const kernelOf = (one: SmallGame) => one.generator.getLayer("first").getWeights()[0] ?? tf.scalar(0);
    const noiseOf = () => twin.drawNoise(8);
    const gradientOf = () => {
      const noise = noiseOf();
      playStepOfDiscriminator(twin, noise);
      const { grads } = tf.variableGrads(
        () =>
          twin.generatorLoss(
            twin.discriminator.apply(twin.generator.apply(noise)) as ReturnType<typeof noiseOf>,
          ),
        twin.generator.trainableWeights.map((weight) => weight.read() as ReturnType<typeof tf.variable>),
      );
      const before = kernelOf(twin).dataSync<"float32">().slice();
      twin.generatorOptimizer.applyGradients(grads);
      const after = kernelOf(twin).dataSync<"float32">();
      const all = Object.values(grads).flatMap((grad) => [...grad.dataSync()]);
      const kernel = Object.values(grads)[0]?.dataSync<"float32">() ?? new Float32Array();
      return {
        all,
        norm: normOf(kernel),
        ratio: normOf(after.map((value, i) => value - (before[i] ?? 0))) / normOf(before),
      };
    };
    // The watch draws its fixed noise, and random samples at each of the first steps.
    noiseOf().dispose();
    const first = gradientOf();
    const second = gradientOf();
    await watched(2, { cadence: { samples: 0, probes: 0, features: 0 } });
    const { valuesOf } = logged();
    const norms = valuesOf("generator/gradient_norm/first/kernel");
    expect(norms[0]).toBeCloseTo(first.norm, 6);
    expect(norms[1]).toBeCloseTo(second.norm, 6);
    expect(valuesOf("generator/update_ratio/first/kernel")[0]).toBeCloseTo(first.ratio, 6);
    const product = first.all.reduce((sum, value, i) => sum + value * (second.all[i] ?? 0), 0);
    const cosine = product / (normOf(first.all) * normOf(second.all));
    expect(valuesOf("generator/gradient_cosine")[0]).toBeCloseTo(cosine, 5);
  });

  it("give the signal at samples of a linear discriminator in closed form", async () => {
    // L = −mean(w·x) has the gradient −w/B at each of B samples, so E‖∂L/∂x‖·B = ‖w‖.
    const weights = tf.variable(tf.linspace(-1, 1, 16).reshape([16, 1]));
    await watched(0, {
      discriminator: {
        variables: { weights },
        apply: (images) => tf.matMul(tf.reshape(images, [-1, 16]), weights),
      },
      generatorLoss: (fake) => tf.neg(tf.mean(fake)),
    });
    const norm = normOf([...weights.dataSync()]);
    expect(logged().valuesOf("generator/signal_at_samples")[0]).toBeCloseTo(norm, 5);
  });

  it("count units that are dead or saturated, and gradients that are noted before clipping", async () => {
    const layer = game.generator.getLayer("first");
    // Of five ReLU units two never rise above zero.
    layer.setWeights([tf.zeros([LATENT_SIZE, 5]), tf.tensor1d([-1, 1, 0, 1, 1])]);
    game.discriminator.getLayer("first").setWeights([tf.zeros([16, 5]), tf.tensor1d([3, -3, 0, 1, 3])]);
    const watch = watchGame({ ...game, log });
    const { generator } = game;
    const variables = generator.trainableWeights.map(
      (weight) => weight.read() as ReturnType<typeof tf.variable>,
    );
    const { grads, value } = tf.variableGrads(
      () => tf.mean(generator.apply(game.drawNoise(8)) as typeof value),
      variables,
    );
    watch.gradients("generator", grads);
    const clipped = Object.fromEntries(Object.entries(grads).map(([name, grad]) => [name, grad.mul(0)]));
    game.generatorOptimizer.applyGradients(clipped);
    watch.endStep({ generatorLoss: value, discriminatorLoss: 0.5 });
    await watch.close();
    const { valuesOf } = logged();
    expect(valuesOf("generator/dead_units/first")[0]).toBeCloseTo(0.4, 6);
    expect(valuesOf("discriminator/saturated_units/first")[0]).toBeCloseTo(0.6, 6);
    expect(valuesOf("generator/gradient_norm/last/bias")[0]).toBeCloseTo(
      normOf([...(Object.values(grads)[3]?.dataSync() ?? [])]),
      6,
    );
    expect(valuesOf("discriminator/loss")).toEqual([0.5]);
  });

  it("give accuracies at logit 0 from the outputs of the training batches", async () => {
    const watch = watchGame({ ...game, log });
    watch.endStep({
      generatorLoss: 1,
      discriminatorLoss: 2,
      realOutputs: tf.tensor1d([1, 2, -1, 3]),
      fakeOutputs: tf.tensor1d([-1, 1]),
    });
    await watch.close();
    const { valuesOf } = logged();
    expect([valuesOf("discriminator/accuracy/real"), valuesOf("discriminator/accuracy/fake")]).toEqual([
      [0.75],
      [0.5],
    ]);
  });
});

describe("the training", () => {
  it("goes the same way as unwatched, where noise does not come from the watch's own source", async () => {
    const alone = smallGame();
    const drawn = { count: 0 };
    const lossesOf = (one: SmallGame) => {
      const { generatorLoss, discriminatorLoss } = playStep(one);
      return [generatorLoss.dataSync()[0], discriminatorLoss.dataSync()[0]];
    };
    const expected = Array.from({ length: 4 }, () => lossesOf(alone));
    const watch = watchGame({
      ...game,
      log,
      drawNoise: (count) => tf.randomNormal([count, LATENT_SIZE], 0, 1, "float32", 1000 + drawn.count++),
    });
    const actual = Array.from({ length: 4 }, () => {
      const losses = lossesOf(game);
      watch.endStep({ generatorLoss: losses[0] ?? 0, discriminatorLoss: losses[1] ?? 0 });
      return losses;
    });
    await watch.close();
    expect(actual).toEqual(expected);
  });

  it("keeps no tensor of the watch once it is closed, and the same number from step to step", async () => {
    playStepAndDispose(game);
    const heldOut = realBatch(99);
    const before = tf.memory().numTensors;
    const watch = watchGame({
      ...game,
      log,
      heldOut,
      cadence: { layers: 1, direction: 1, probes: 1, samples: 1, features: 1 },
    });
    const counts = Array.from({ length: 9 }, () => {
      playStepAndDispose(game);
      watch.endStep({ generatorLoss: 0, discriminatorLoss: 0 });
      return tf.memory().numTensors;
    });
    expect(new Set(counts.slice(5)).size).toBe(1);
    await watch.close();
    expect(tf.memory().numTensors).toBe(before);
  });
});

function playStepAndDispose(one: SmallGame): void {
  const { generatorLoss, discriminatorLoss } = playStep(one);
  tf.dispose([generatorLoss, discriminatorLoss]);
}

function playStepOfDiscriminator(one: SmallGame, noise: ReturnType<typeof realBatch>): void {
  const judged = (images: typeof noise) => one.discriminator.apply(images) as typeof noise;
  one.discriminatorOptimizer.minimize(
    () => one.discriminatorLoss(judged(one.real), judged(one.generator.apply(noise) as typeof noise)),
    false,
    one.discriminator.trainableWeights.map((weight) => weight.read() as ReturnType<typeof tf.variable>),
  );
}

function normOf(values: ArrayLike<number>): number {
  return Math.sqrt(Array.from(values).reduce((sum, value) => sum + value ** 2, 0));
}
