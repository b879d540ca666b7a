import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScalarColumns } from "../model/index.ts";
import { type GameHints, recogniseGames, recogniseRoles } from "./index.ts";

const LN2 = Math.LN2;

/** A series from step 0 that starts at `opening` and moves on by `slope` a step. */
function line(opening: number, slope = 0, firstStep = 0): ScalarColumns {
  const count = 50;
  return {
    steps: BigInt64Array.from({ length: count }, (_, i) => BigInt(firstStep + i)),
    wallTimes: new Float64Array(count),
    values: Float64Array.from({ length: count }, (_, i) => opening + slope * i),
  };
}

function gamesOf(series: Readonly<Record<string, ScalarColumns | null>>, hints?: GameHints) {
  const lookUp = (_run: string, tag: string) => series[tag] ?? null;
  const tags = Object.keys(series).map((tag) => ({ run: "run", tag, kind: "scalar" as const }));
  return recogniseGames(recogniseRoles(tags, lookUp), lookUp, hints);
}

const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** Losses of a discriminator whose outputs move apart from near zero, faster on generated samples. */
function played(
  losses: Readonly<Record<string, (real: number, fake: number) => number>>,
  firstStep = 0,
): Record<string, ScalarColumns> {
  const count = 60;
  return Object.fromEntries(
    Object.entries(losses).map(([tag, loss]) => [
      tag,
      {
        steps: BigInt64Array.from({ length: count }, (_, i) => BigInt(firstStep + 10 * i)),
        wallTimes: new Float64Array(count),
        values: Float64Array.from({ length: count }, (_, i) => {
          const apart = 0.9 * Math.tanh(i / 20) + 0.1 * Math.sin(i / 3);
          return loss(0.05 + 0.8 * apart, 0.05 - apart);
        }),
      },
    ]),
  );
}

const bothSides = (factor: number) => (real: number, fake: number) =>
  factor * (softplus(-real) + softplus(fake));
const hingeSides = (factor: number) => (real: number, fake: number) =>
  factor * (Math.max(0, 1 - real) + Math.max(0, 1 + fake));
const squareSides = (factor: number) => (real: number, fake: number) =>
  factor * ((1 - real) ** 2 + fake ** 2);

describe("recogniseGames", () => {
  it.each([
    ["bce-ns", bothSides(1), (_: number, f: number) => softplus(-f), [2 * LN2, LN2]],
    ["bce-ns", bothSides(1 / 2), (_: number, f: number) => softplus(-f), [LN2, LN2]],
    ["bce-ns", bothSides(1), (_: number, f: number) => 0.1 * softplus(-f), [2 * LN2, 0.1 * LN2]],
    ["bce-saturating", bothSides(1), (_: number, f: number) => -softplus(f), [2 * LN2, -LN2]],
    ["hinge", hingeSides(1), (_: number, f: number) => -f, [2, null]],
    ["hinge", hingeSides(1 / 2), (_: number, f: number) => -f, [1, null]],
    ["lsgan", squareSides(1 / 2), (_: number, f: number) => (1 - f) ** 2, [0.25, 0.25]],
    ["lsgan", squareSides(2), (_: number, f: number) => 2 * (1 - f) ** 2, [1, 0.5]],
  ] as const)("tells %s from where the losses open", (family, d_loss, g_loss, levels) => {
    const [game] = gamesOf(played({ d_loss, g_loss }));
    // Averaged cross-entropy opens as its relativistic form does.
    const confidence = family === "bce-ns" && levels[0] === LN2 ? 0.55 : 0.7;
    expect(game).toMatchObject({ lossFamily: family, confidence });
    expect(game?.chanceLevel.discriminator).toBeCloseTo(levels[0], 5);
    if (levels[1] === null) expect(game?.chanceLevel.generator).toBeNull();
    else expect((game?.chanceLevel.generator ?? 0) / levels[1]).toBeCloseTo(1, 1);
  });

  it.each([
    ["bce-ns", bothSides(1), (_: number, f: number) => softplus(-f)],
    ["hinge", hingeSides(1 / 2), (_: number, f: number) => -f],
    ["lsgan", squareSides(1), (_: number, f: number) => (1 - f) ** 2],
    ["wasserstein", (r: number, f: number) => f - r, (_: number, f: number) => -f],
    [
      "relativistic",
      (r: number, f: number) => softplus(f - r - 1),
      (r: number, f: number) => softplus(r - f + 1),
    ],
  ] as const)("tells %s from outputs in mid-training", (family, d_loss, g_loss) => {
    const outputs = { "logits/real": (r: number) => r + 2, "logits/fake": (_: number, f: number) => f + 1 };
    const shifted =
      family === "relativistic"
        ? outputs
        : { "logits/real": (r: number) => r, "logits/fake": (_: number, f: number) => f };
    const [game] = gamesOf(played({ d_loss, g_loss, ...shifted }, 50_000));
    expect(game).toMatchObject({
      lossFamily: family,
      conventions: { realOutputs: "high", outputs: "logits" },
    });
  });

  it("sees that outputs are low on real samples, and that a critic's estimate is maximised", () => {
    const outputs = { "logits/real": (r: number) => -r, "logits/fake": (_: number, f: number) => -f };
    const inverted = { d_loss: hingeSides(1), g_loss: (_: number, f: number) => -f, ...outputs };
    expect(gamesOf(played(inverted))[0]).toMatchObject({
      lossFamily: "hinge",
      conventions: { realOutputs: "low", discriminatorSign: "minimised" },
    });
    const high = { "logits/real": (r: number) => r, "logits/fake": (_: number, f: number) => f };
    const maximised = {
      d_loss: (r: number, f: number) => r - f,
      g_loss: (_: number, f: number) => -f,
      ...high,
    };
    expect(gamesOf(played(maximised, 9000))[0]).toMatchObject({
      lossFamily: "wasserstein",
      conventions: { realOutputs: "high", discriminatorSign: "maximised" },
      reason: expect.stringContaining("L_D ≈ (D(real) − D(fake)) in 60 of 60 shared steps"),
    });
  });

  it("believes the identity of a discriminator's loss before what its opponent's, taken elsewhere, says", () => {
    const outputs = { "logits/real": (r: number) => r, "logits/fake": (_: number, f: number) => f };
    const elsewhere = { d_loss: hingeSides(1), g_loss: (_: number, f: number) => 3 + f, ...outputs };
    expect(gamesOf(played(elsewhere, 9000))[0]).toMatchObject({ lossFamily: "hinge" });
  });

  it("holds a loss of several discriminators against all of their outputs", () => {
    const losses = {
      d_loss: bothSides(1),
      g_loss: (_: number, f: number) => softplus(-f),
      "D1/real": (r: number) => 6 * r,
      "D2/real": (r: number) => -4 * r,
      "D1/fake": (_: number, f: number) => f - 3,
      "D2/fake": (_: number, f: number) => f + 3,
    };
    expect(gamesOf(played(losses, 9000))[0]).toMatchObject({
      lossFamily: "bce-ns",
      conventions: { realOutputs: "high" },
    });
  });

  it("tells a critic by its sign where an unlogged penalty hides what outputs would tell", () => {
    const [game] = gamesOf(
      played({
        d_loss: (r, f) => f - r + 0.9 * (1 + Math.sin(40 * r)) - 0.6,
        g_loss: (_, f) => -f,
        "logits/real": (r) => r,
        "logits/fake": (_, f) => f,
      }),
    );
    expect(game).toMatchObject({
      lossFamily: "wasserstein",
      confidence: 0.7,
      conventions: { realOutputs: null },
    });
  });

  it("tells a relativistic hinge from outputs, which drift", () => {
    const apart = (r: number, f: number) => 2 * (r - f);
    const [game] = gamesOf(
      played({
        d_loss: (r, f) => Math.max(0, 1 - apart(r, f)),
        g_loss: (r, f) => 1 + apart(r, f),
        "logits/real": (r, f) => 5 + apart(r, f) + f,
        "logits/fake": (_, f) => 5 + f,
      }),
    );
    expect(game).toMatchObject({ lossFamily: "relativistic", conventions: { discriminatorFactor: 0.5 } });
  });

  it("draws no level into a generator's loss that sums up other terms", () => {
    const sum = (_: number, f: number) => 30 + softplus(-f);
    const [game] = gamesOf(played({ d_loss: bothSides(1), g_loss: sum, l1_loss: () => 0.3 }));
    expect(game).toMatchObject({ lossFamily: "unknown", chanceLevel: { generator: null } });
    const outputs = { "logits/real": (r: number) => r, "logits/fake": (_: number, f: number) => f };
    const [told] = gamesOf(played({ d_loss: bothSides(1), g_loss: sum, l1_loss: () => 0.3, ...outputs }));
    expect(told).toMatchObject({ lossFamily: "bce-ns", conventions: { discriminatorFactor: 1 } });
    expect(told?.chanceLevel.generator).toBeNull();
  });

  it("says that averaged cross-entropy may be relativistic where no outputs tell", () => {
    const [game] = gamesOf(
      played({ d_loss: bothSides(1 / 2), g_loss: (_: number, f: number) => softplus(-f) }),
    );
    expect(game?.reason).toContain("or its relativistic form");
  });

  it("says of a critic's sides that only its loss goes below zero", () => {
    const sides = { d_loss_real: (r: number) => -r, d_loss_fake: (_: number, f: number) => f };
    const d_loss = (r: number, f: number) => f - r;
    const [game] = gamesOf(played({ d_loss, g_loss: (_: number, f: number) => -f, ...sides }, 9000));
    expect(game).toMatchObject({
      lossFamily: "wasserstein",
      reason:
        "L_D is below zero in 59 of 60 steps, which only a critic's loss can be, so Wasserstein; real and generated summed.",
    });
  });

  it("takes the sides of numbered sub-discriminators, and the factor by which they make up the whole", () => {
    const parts = Object.fromEntries(
      [0, 1, 2].flatMap((part) => [
        [`loss/d_r/${part}`, (r: number) => (1 - r) ** 2],
        [`loss/d_g/${part}`, (_: number, f: number) => f ** 2],
      ]),
    );
    const whole = (r: number, f: number) => 1.5 * ((1 - r) ** 2 + f ** 2);
    const [game] = gamesOf(played({ "loss/d/total": whole, "loss/g/0": (_, f) => (1 - f) ** 2, ...parts }));
    expect(game).toMatchObject({ lossFamily: "lsgan", conventions: { discriminatorFactor: 1.5 } });
    expect(game?.chanceLevel.discriminator).toBeCloseTo(0.75, 6);
  });

  it("tells the weight of the adversarial term in the generator's whole loss", () => {
    const rec = (r: number) => 2 - r;
    const adversarial = (_: number, f: number) => softplus(-f);
    const [game] = gamesOf(
      played({
        loss_D: bothSides(1),
        loss_G_adv: adversarial,
        loss_G_rec: rec,
        loss_G_total: (r: number, f: number) => 10 * rec(r) + 0.05 * adversarial(r, f),
      }),
    );
    expect(game?.conventions.adversarialWeight).toBeCloseTo(0.05, 6);
  });

  it("takes a discriminator loss below zero for a critic's", () => {
    const [game] = gamesOf({ d_loss: line(0.1, -0.2), g_loss: line(3) });
    expect(game).toMatchObject({
      lossFamily: "wasserstein",
      chanceLevel: { generator: null, discriminator: 0 },
      reason: expect.stringContaining("below zero"),
    });
  });

  it("takes a discriminator loss that follows its probabilities' logarithms for cross-entropy, at any step", () => {
    const outputs = { "D(x)": line(0.8, 0.001, 9000), "D(G(z))": line(0.3, -0.001, 9000) };
    const sum = -Math.log(0.8) - Math.log(0.7);
    const [game] = gamesOf({ d_loss: line(sum / 2, 0, 9000), g_loss: line(1.2, 0, 9000), ...outputs });
    expect(game).toMatchObject({ lossFamily: "bce-ns", chanceLevel: { discriminator: LN2, generator: LN2 } });
  });

  it.each([
    ["bce", "bce-ns", { generator: LN2, discriminator: 2 * LN2 }],
    ["hinge", "hinge", { generator: null, discriminator: 2 }],
    ["lsgan", "lsgan", { generator: 0.25, discriminator: 0.5 }],
    ["wgan-gp", "wasserstein", { generator: null, discriminator: 0 }],
    ["non-saturating", "bce-ns", { generator: LN2, discriminator: 2 * LN2 }],
  ])("believes a hyper-parameter that says %s", (lossFamily, family, chanceLevel) => {
    const [game] = gamesOf({ "generator/loss": null, "discriminator/loss": null }, { lossFamily });
    expect(game).toMatchObject({ lossFamily: family, chanceLevel, confidence: 0.95 });
  });

  it("learns from the opening whether a named family is averaged over the sides", () => {
    const [game] = gamesOf({ d_loss: line(1.02, -0.01), g_loss: line(0.02, 0.01) }, { lossFamily: "hinge" });
    expect(game?.chanceLevel).toEqual({ generator: null, discriminator: 1 });
  });

  it("learns from logged sides how they make up the whole, wherever the run stands", () => {
    const sides = { "d_loss/real": line(0.3, 0, 9000), "d_loss/fake": line(0.5, 0, 9000) };
    const summed = gamesOf({ d_loss: line(0.8, 0, 9000), ...sides }, { lossFamily: "bce" });
    const averaged = gamesOf({ d_loss: line(0.4, 0, 9000), ...sides }, { lossFamily: "bce" });
    expect(summed[0]?.chanceLevel.discriminator).toBe(2 * LN2);
    expect(averaged[0]?.chanceLevel.discriminator).toBe(LN2);
  });

  it("adds up sub-discriminators", () => {
    const parts = Object.fromEntries(
      [0, 1, 2].flatMap((i) => [
        [`loss/d_r/${i}`, line(0.3)],
        [`loss/d_g/${i}`, line(0.2)],
      ]),
    );
    const [game] = gamesOf({ "loss/d/total": line(1.5), ...parts }, { lossFamily: "lsgan" });
    expect(game?.chanceLevel).toEqual({ generator: 0.75, discriminator: 1.5 });
  });

  it("takes the family from a tag's words and from a Wasserstein estimate beside it", () => {
    expect(gamesOf({ d_hinge_loss: null, g_loss: null })[0]?.lossFamily).toBe("hinge");
    expect(gamesOf({ d_loss: null, wasserstein_distance: null })[0]?.lossFamily).toBe("wasserstein");
  });

  it("takes a gradient penalty for a sign of a family only beside a critic, and lets values decide", () => {
    expect(gamesOf({ d_loss: null, g_loss: null, gradient_penalty: null })[0]?.lossFamily).toBe("unknown");
    expect(gamesOf({ critic_loss: null, g_loss: null, gradient_penalty: null })[0]).toMatchObject({
      lossFamily: "wasserstein",
      confidence: 0.55,
    });
  });

  it("trusts the opening over a critic's gradient penalty, and says what speaks against it", () => {
    const [game] = gamesOf({ critic_loss: line(2 * LN2), g_loss: line(LN2), gradient_penalty: line(1) });
    expect(game).toMatchObject({ lossFamily: "bce-ns", reason: expect.stringContaining("Against it") });
    expect(game?.confidence).toBeLessThan(0.7);
  });

  it("cannot tell from losses that fit no family or from a resumed run, and says what would tell", () => {
    for (const series of [
      { d_loss: line(0.31), g_loss: line(4.2) },
      { d_loss: line(1.1, 0, 50_000), g_loss: line(0.9, 0, 50_000) },
    ]) {
      expect(gamesOf(series)).toMatchObject([
        {
          name: "generator against discriminator",
          kind: "generative",
          lossFamily: "unknown",
          chanceLevel: { generator: null, discriminator: null },
          conventions: { discriminatorFactor: null, realOutputs: null },
          confidence: 0,
          reason: expect.stringContaining("would"),
        },
      ]);
    }
  });

  it("finds a game a discriminator where several are logged", () => {
    const games = gamesOf({
      ...played({ D_A_loss: squareSides(1 / 2), G_A_loss: (_, fake) => (1 - fake) ** 2 }),
      ...played({ D_B_loss: bothSides(1), G_B_loss: (_, fake) => softplus(-fake) }),
    });
    expect(games.map(({ name, lossFamily }) => [name, lossFamily])).toEqual([
      ["generator against discriminator a", "lsgan"],
      ["generator against discriminator b", "bce-ns"],
    ]);
  });

  it("takes no family from where the only loss begins", () => {
    expect(gamesOf({ "loss/domain": line(0.79, -0.002) })[0]).toMatchObject({ lossFamily: "unknown" });
  });

  it("finds no game where no tag belongs to one", () => {
    expect(gamesOf({ "train/accuracy": null, lr: null })).toEqual([]);
    expect(gamesOf({ "train/gen_loss": line(3), "eval/gen_len": line(20) })).toEqual([]);
  });

  it("answers whatever the values, without throwing", () => {
    const anyColumns = fc
      .array(fc.tuple(fc.bigInt({ min: -5n, max: 500n }), fc.double()), { maxLength: 12 })
      .map(
        (rows): ScalarColumns => ({
          steps: BigInt64Array.from(rows, ([step]) => step),
          wallTimes: new Float64Array(rows.length),
          values: Float64Array.from(rows, ([, value]) => value),
        }),
      );
    const tags = ["d_loss", "g_loss", "d_loss/real", "d_loss/fake", "D(G(z))", "loss/d_r/0"] as const;
    const anySeries = fc.dictionary(fc.constantFrom(...tags), fc.option(anyColumns));
    fc.assert(
      fc.property(anySeries, fc.option(fc.string(), { nil: undefined }), (series, lossFamily) => {
        for (const game of gamesOf(series, lossFamily === undefined ? {} : { lossFamily })) {
          expect(game.confidence >= 0 && game.confidence <= 1).toBe(true);
          expect(game.reason).not.toBe("");
        }
      }),
    );
  });
});

it("takes a first epoch's mean for an opening only where it lies very near one", () => {
  const epochs = (opening: number): ScalarColumns => ({
    ...line(opening, 0.001),
    wallTimes: Float64Array.from({ length: 50 }, (_, i) => i / 2),
  });
  const familyOf = (loss_D: ScalarColumns, loss_G: ScalarColumns) =>
    gamesOf({ loss_D, loss_G })[0]?.lossFamily;
  expect(familyOf(epochs(1.34), epochs(0.71))).toBe("bce-ns");
  expect(familyOf(epochs(0.856), epochs(1.64))).toBe("unknown");
});
