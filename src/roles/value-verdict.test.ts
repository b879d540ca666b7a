import { describe, expect, it } from "vitest";
import type { ScalarColumns } from "../model/index.ts";
import { recogniseGames, recogniseRoles } from "./index.ts";

const COUNT = 60;
const STRIDE = 10;

const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

function logged(valueAt: (row: number) => number): ScalarColumns {
  return {
    steps: BigInt64Array.from({ length: COUNT }, (_, row) => BigInt(STRIDE * row)),
    wallTimes: new Float64Array(COUNT),
    values: Float64Array.from({ length: COUNT }, (_, row) => valueAt(row)),
  };
}

function gameOf(values: Readonly<Record<string, (row: number) => number>>) {
  const series = new Map(Object.entries(values).map(([tag, valueAt]) => [tag, logged(valueAt)]));
  const lookUp = (_run: string, tag: string) => series.get(tag) ?? null;
  const tags = [...series.keys()].map((tag) => ({ run: "", tag, kind: "scalar" as const }));
  const roles = recogniseRoles(tags, lookUp);
  return {
    roles: Object.fromEntries(roles.map(({ tag, role }) => [tag, role])),
    game: recogniseGames(roles, lookUp)[0],
  };
}

const wobble = (row: number) => 0.3 * Math.sin(row / 3) + 0.1 * Math.sin(1.7 * row);

describe("the family that values tell", () => {
  it("is not relativistic where probabilities near a half give each side's loss", () => {
    const real = (row: number) => 0.02 + 0.02 * wobble(row);
    const fake = (row: number) => 0.02 * wobble(row + 9);
    const { game } = gameOf({
      errD_real: (row) => softplus(-real(row)),
      errD_fake: (row) => softplus(fake(row)),
      errD: (row) => softplus(-real(row)) + softplus(fake(row)),
      errG: (row) => softplus(-fake(row)),
      "D(x)": (row) => sigmoid(real(row)),
      "D(G(z))": (row) => sigmoid(fake(row)),
    });
    expect(game).toMatchObject({ lossFamily: "bce-ns", conventions: { outputs: "probabilities" } });
  });

  it("is relativistic where one loss of both sides stands under the name of one of them", () => {
    const real = (row: number) => wobble(row) + 0.4;
    const fake = (row: number) => wobble(row + 2);
    const { game } = gameOf({
      errD: (row) => softplus(fake(row) - real(row)),
      errD_real: (row) => softplus(fake(row) - real(row)),
      errD_fake: () => 0,
      errG: (row) => softplus(real(row) - fake(row)),
      D_logit_real: real,
      D_logit_fake: fake,
    });
    expect(game?.lossFamily).toBe("relativistic");
  });

  it("is hinge, not cross-entropy, where the loss is nothing at all while outputs are moderate", () => {
    const real = (row: number) => 3 + row / 8;
    const fake = (row: number) => -3 - row / 9 + wobble(row);
    const { game } = gameOf({
      d_loss: (row) => (row === 0 ? 1.1 : 0),
      g_loss: (row) => -fake(row),
      d_logits_real: real,
      d_logits_fake: fake,
    });
    expect(game?.lossFamily).toBe("hinge");
  });

  it("is the one at whose levels both losses stay, though they begin elsewhere", () => {
    const { game } = gameOf({
      d_loss: (row) => 2 * Math.LN2 + (row === 0 ? 0.28 : 0.01 * wobble(row)),
      g_loss: (row) => Math.LN2 + (row === 0 ? 0.14 : 0.05 * wobble(row + 3)),
    });
    expect(game?.lossFamily).toBe("bce-ns");
  });

  it("is not that of squares of what is called a probability and opens wide", () => {
    const real = (row: number) => 0.1 + 0.02 * row + 0.3 * wobble(row);
    const fake = (row: number) => 0.1 - 0.02 * row + 0.3 * wobble(row + 7);
    const { game } = gameOf({
      dloss: (row) => 1.15 * (softplus(-real(row)) + softplus(fake(row))),
      gloss: (row) => (row === 0 ? 1.8 : 1.1 * softplus(-fake(row))),
      d_real_prob: (row) => sigmoid(real(row)),
      d_fake_prob: (row) => sigmoid(fake(row)),
    });
    expect(game).toMatchObject({ lossFamily: "bce-ns", conventions: { outputs: "probabilities" } });
  });

  it("is that of the first part of a log whose end fits nothing", () => {
    const fake = (row: number) => -0.05 - 0.02 * row + 0.2 * wobble(row);
    const isBroken = (row: number) => row > COUNT / 2;
    const { game } = gameOf({
      d_loss: (row) => (isBroken(row) ? 0 : 2 * softplus(fake(row))),
      g_loss: (row) => (isBroken(row) ? -1e6 * row : softplus(-fake(row))),
      d_logits_real: (row) => (isBroken(row) ? 7 : -fake(row)),
      d_logits_fake: (row) => (isBroken(row) ? -1e7 * row : fake(row)),
    });
    expect(game?.lossFamily).toBe("bce-ns");
  });
});

describe("sides of a critic beside a loss that holds a weighted penalty", () => {
  const real = (row: number) => 0.3 * wobble(row) - 0.02 * row;
  const fake = (row: number) => 2 * wobble(row + 5);
  const penalty = (row: number) => 0.02 + 0.01 * Math.cos(row);

  it("are outputs where the rest of the loss is their difference", () => {
    const { roles } = gameOf({
      critic_loss: (row) => fake(row) - real(row) + 3000 * penalty(row),
      gen_loss: (row) => -fake(row + 1),
      gp: penalty,
      critic_real: real,
      critic_fake: fake,
    });
    expect(roles).toMatchObject({ critic_real: "d.out.real", critic_fake: "d.out.fake" });
  });

  it("are losses where it is their sum", () => {
    const { roles } = gameOf({
      critic_loss: (row) => fake(row) - real(row) + 10 * penalty(row),
      gen_loss: (row) => -fake(row + 1),
      gp: penalty,
      critic_real: (row) => -real(row),
      critic_fake: fake,
    });
    expect(roles).toMatchObject({ critic_real: "d.loss.real", critic_fake: "d.loss.fake" });
  });
});
