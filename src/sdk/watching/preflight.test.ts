/** Injects each fault in turn and holds the preflight to naming it, and to finding nothing in a healthy game. */
import { describe, expect, it } from "vitest";
import type { PreflightCheck } from "./finding.ts";
import { type PreflightOptions, preflight } from "./preflight.ts";
import { type SmallGame, smallGame, tf } from "./testing/small-game.ts";

type Tensor = ReturnType<typeof tf.ones>;
type Options = PreflightOptions<Tensor>;

const variablesOf = (model: SmallGame["generator"]) =>
  model.trainableWeights.map((weight) => weight.read() as ReturnType<typeof tf.variable>);

interface Sabotage {
  readonly generatorSign?: number;
  readonly discriminatorSign?: number;
  readonly generatorTrains?: "both" | "nothing";
}

/** The updates of a training loop, with a sign or a list of variables that is wrong where asked for. */
function updatesOf(game: SmallGame, sabotage: Sabotage = {}): NonNullable<Options["updates"]> {
  const judged = (images: Tensor) => game.discriminator.apply(images) as Tensor;
  const fakeOf = (noise: Tensor) => game.generator.apply(noise) as Tensor;
  const own = variablesOf(game.generator);
  const trained = sabotage.generatorTrains === "both" ? [...own, ...variablesOf(game.discriminator)] : own;
  return {
    discriminator: (real, noise) =>
      game.discriminatorOptimizer.minimize(
        () =>
          tf.mul<Tensor & { rank: 0 }>(
            game.discriminatorLoss(judged(real), judged(fakeOf(noise))),
            sabotage.discriminatorSign ?? 1,
          ) as ReturnType<typeof tf.scalar>,
        false,
        variablesOf(game.discriminator),
      ),
    generator: (noise) =>
      sabotage.generatorTrains === "nothing"
        ? null
        : game.generatorOptimizer.minimize(
            () =>
              tf.mul(game.generatorLoss(judged(fakeOf(noise))), sabotage.generatorSign ?? 1) as ReturnType<
                typeof tf.scalar
              >,
            false,
            trained,
          ),
  };
}

async function problemsOf(game: SmallGame, changes: Partial<Options> = {}) {
  const findings = await preflight<Tensor>({ ...game, updates: updatesOf(game), ...changes });
  return findings
    .filter(({ outcome }) => outcome === "problem")
    .map(({ check, mode, sentence }) => ({ check, mode, sentence }));
}

const named = (check: PreflightCheck, sentence: RegExp) => [
  expect.objectContaining({ check, sentence: expect.stringMatching(sentence) }),
];

describe("a healthy game", () => {
  it("passes every check, with weights, optimisers and tensors left as they were", async () => {
    const game = smallGame();
    const twin = smallGame();
    const weightsOf = (one: SmallGame) =>
      [...variablesOf(one.generator), ...variablesOf(one.discriminator)].map((w) => [...w.dataSync()]);
    const before = tf.memory().numTensors;
    const findings = await preflight<Tensor>({ ...game, updates: updatesOf(game) });
    expect(findings.map(({ check, outcome }) => `${check} ${outcome}`)).toEqual([
      "data-range passed",
      "loss-orientation passed",
      "layout-and-scale passed",
      "fresh-noise passed",
      "own-parameters passed",
      "own-loss passed",
    ]);
    expect(weightsOf(game)).toEqual(weightsOf(twin));
    expect(tf.memory().numTensors).toBe(before);
    const noise = tf.ones([8, 3]);
    for (const one of [game, twin]) updatesOf(one).generator(noise);
    expect(weightsOf(game)).toEqual(weightsOf(twin));
  });

  it("cannot be judged where losses and updates are not given, and that is no pass", async () => {
    const { tf: library, generator, discriminator, real, drawNoise } = smallGame();
    const findings = await preflight<Tensor>({ tf: library, generator, discriminator, real, drawNoise });
    expect(findings.map(({ outcome }) => outcome)).toEqual([
      "passed",
      "cannot-tell",
      "passed",
      "passed",
      "cannot-tell",
      "cannot-tell",
    ]);
  });

  it("is told in a text of the log too", async () => {
    const texts: (string | readonly string[])[] = [];
    const scalars: string[] = [];
    const log = {
      text: (_tag: string, _step: number | bigint, text: string | readonly string[]) => texts.push(text),
      scalar: (tag: string) => scalars.push(tag),
    };
    await preflight<Tensor>({ ...smallGame(), log });
    expect(scalars).toEqual([]);
    expect(texts[0]?.[0]).toMatch(
      /^✓ \*\*data-range\*\*: Real values lie in \[0\.\d+, 0\.9\d+\]; a sigmoid output gives \[0, 1\]\.$/,
    );
  });
});

describe("each fault, put in alone", () => {
  it("data in [-1, 1] before a sigmoid, and in [0, 1] before a tanh, is F20", async () => {
    const game = smallGame();
    expect(await problemsOf(game, { real: game.real.mul(2).sub(1) })).toEqual(
      named(
        "data-range",
        /^Real values lie in \[-0\.9\d+, 0\.\d+\]; .*\d+.* % of the real values can never be generated/,
      ),
    );
    const tanh = smallGame("tanh");
    expect((await problemsOf(tanh)).map(({ check, mode }) => [check, mode])).toEqual([["data-range", "F20"]]);
  });

  it("is logged for rules as the gravest severity of each failure mode", async () => {
    const game = smallGame();
    const reported = async (changes: Partial<Options>) => {
      const scalars: (readonly unknown[])[] = [];
      const log = { text: () => {}, scalar: (...point: readonly unknown[]) => scalars.push(point) };
      await preflight<Tensor>({ ...game, ...changes, log });
      return scalars;
    };
    const fixed = tf.randomNormal([8, 3], 0, 1, "float32", 5);
    expect(await reported({ real: game.real.mul(255), drawNoise: () => fixed.clone() })).toEqual([
      ["nashboard/preflight/F20", 0, 5],
      ["nashboard/preflight/F14", 0, 4],
    ]);
    expect(await reported({ updates: updatesOf(game, { generatorTrains: "nothing" }) })).toEqual([
      ["nashboard/preflight/F19", 0, 5],
    ]);
    const swapped = (real: Tensor, fake: Tensor) => game.discriminatorLoss(fake, real);
    const upsideDown = (fake: Tensor) => tf.neg(game.generatorLoss(fake));
    expect(await reported({ discriminatorLoss: swapped })).toEqual([["nashboard/preflight/F25", 0, 5]]);
    expect(await reported({ discriminatorLoss: swapped, generatorLoss: upsideDown })).toEqual([
      ["nashboard/preflight/F25", 0, 2],
    ]);
  });

  it("swapped labels and a flipped sign are F25", async () => {
    const game = smallGame();
    const swapped = (real: Tensor, fake: Tensor) => game.discriminatorLoss(fake, real);
    expect(await problemsOf(game, { discriminatorLoss: swapped })).toContainEqual(
      named("loss-orientation", /labels or its sign are swapped/)[0],
    );
    expect(
      await problemsOf(game, { generatorLoss: (fake) => tf.neg(game.generatorLoss(fake)) }),
    ).toContainEqual(
      named("loss-orientation", /generator's loss is -0\.1269 where its samples pass for real/)[0],
    );
  });

  it("bytes that were not scaled, data scaled twice, other shapes and NaN are told apart", async () => {
    const game = smallGame();
    const layoutOf = async (real: Tensor) =>
      (await problemsOf(game, { real })).find(({ check }) => check === "layout-and-scale")?.sentence;
    expect(await layoutOf(game.real.mul(255))).toMatch(/reach 25\d.*not scaled/);
    expect(await layoutOf(game.real.div(255))).toMatch(/scaled twice/);
    expect(await layoutOf(game.real.reshape([8, 16]))).toMatch(/\[16\], generated ones \[4, 4, 1\]/);
    expect(await layoutOf(game.real.mul(Number.NaN))).toMatch(/NaN/);
  });

  it("noise that stays the same, from call to call or from sample to sample, is F14", async () => {
    const fixed = tf.randomNormal([8, 3], 0, 1, "float32", 5);
    expect(await problemsOf(smallGame(), { drawNoise: () => fixed.clone() })).toEqual(
      named("fresh-noise", /Two draws/),
    );
    const game = smallGame();
    const tiled = (count: number) => tf.tile(game.drawNoise(1), [count, 1]);
    expect(await problemsOf(smallGame(), { drawNoise: tiled })).toEqual(
      named("fresh-noise", /two samples in one draw/),
    );
  });

  it("an optimiser that holds the other player's weights is F25, one that moves none F19", async () => {
    const game = smallGame();
    expect(await problemsOf(game, { updates: updatesOf(game, { generatorTrains: "both" }) })).toEqual(
      named(
        "own-parameters",
        /generator's update also moved first\/kernel, first\/bias, last\/kernel and 1 more of the other player/,
      ),
    );
    const problems = await problemsOf(game, { updates: updatesOf(game, { generatorTrains: "nothing" }) });
    expect(problems[0]?.sentence).toBe(
      "The generator's update moved none of its 4 weights: it is cut off from its loss.",
    );
  });

  it("a step uphill on one's own loss is F25, for either player", async () => {
    const game = smallGame();
    for (const [sabotage, player] of [
      [{ generatorSign: -1 }, "generator"],
      [{ discriminatorSign: -1 }, "discriminator"],
    ] as const) {
      expect(await problemsOf(game, { updates: updatesOf(game, sabotage) })).toEqual(
        named("own-loss", new RegExp(`^The ${player}'s own step took its loss`)),
      );
    }
  });
});
