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

describe("recogniseGames", () => {
  it.each([
    ["bce-ns", "summed", 2 * LN2, LN2, { discriminator: 2 * LN2, generator: LN2 }],
    ["bce-ns", "averaged", LN2, LN2, { discriminator: LN2, generator: LN2 }],
    ["bce-saturating", "summed", 2 * LN2, -LN2, { discriminator: 2 * LN2, generator: -LN2 }],
    ["hinge", "summed", 2, 0.02, { discriminator: 2, generator: null }],
    ["hinge", "averaged", 1, -0.1, { discriminator: 1, generator: null }],
    ["lsgan", "summed", 1, 1, { discriminator: 0.5, generator: 0.25 }],
    ["lsgan", "averaged", 0.5, 1, { discriminator: 0.25, generator: 0.25 }],
  ])(
    "tells %s %s from where the losses open",
    (family, _combination, discriminator, generator, chanceLevel) => {
      const [game] = gamesOf({ d_loss: line(discriminator * 1.03), g_loss: line(generator * 0.97) });
      expect(game).toMatchObject({ lossFamily: family, chanceLevel, confidence: 0.7 });
    },
  );

  it("takes a discriminator loss below zero for a critic's", () => {
    const [game] = gamesOf({ d_loss: line(0.1, -0.2), g_loss: line(3) });
    expect(game).toMatchObject({
      lossFamily: "wasserstein",
      chanceLevel: { generator: null, discriminator: 0 },
      reason: expect.stringContaining("below zero"),
    });
  });

  it("takes a generator loss that is minus the fake output, over a positive one, for hinge", () => {
    const [game] = gamesOf({ d_loss: line(1.6), g_loss: line(0.9, 0.1), "D(G(z))": line(-0.9, -0.1) });
    expect(game?.lossFamily).toBe("hinge");
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
    const [game] = gamesOf({ d_loss: line(1.02, -0.01), g_loss: line(2) }, { lossFamily: "hinge" });
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

  it("trusts the opening over a gradient penalty, and says what speaks against it", () => {
    const [game] = gamesOf({ d_loss: line(2 * LN2), g_loss: line(LN2), gradient_penalty: line(1) });
    expect(game).toMatchObject({ lossFamily: "bce-ns", reason: expect.stringContaining("Against it") });
    expect(game?.confidence).toBeLessThan(0.7);
  });

  it("cannot tell from losses that fit no family or from a resumed run, and says what would tell", () => {
    for (const series of [
      { d_loss: line(0.31), g_loss: line(4.2) },
      { d_loss: line(2 * LN2, 0, 50_000), g_loss: line(LN2, 0, 50_000) },
    ]) {
      expect(gamesOf(series)).toEqual([
        {
          name: "generator against discriminator",
          kind: "generative",
          lossFamily: "unknown",
          chanceLevel: { generator: null, discriminator: null },
          confidence: 0,
          reason: expect.stringContaining("would"),
        },
      ]);
    }
  });

  it("finds a game a discriminator where several are logged", () => {
    const games = gamesOf({
      D_A_loss: line(0.5),
      D_B_loss: line(2 * LN2),
      G_A_loss: line(1),
      G_B_loss: line(LN2),
    });
    expect(games.map(({ name, lossFamily }) => [name, lossFamily])).toEqual([
      ["generator against discriminator a", "lsgan"],
      ["generator against discriminator b", "bce-ns"],
    ]);
  });

  it("finds no game where no tag belongs to one", () => {
    expect(gamesOf({ "train/accuracy": null, lr: null })).toEqual([]);
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
