import { expect, test } from "vitest";
import type { Game, GameConventions } from "../model/index.ts";
import { gameLines } from "./game-lines.ts";

const UNTOLD: GameConventions = {
  discriminatorFactor: null,
  generatorFactor: null,
  adversarialWeight: null,
  discriminatorSign: null,
  realOutputs: null,
  outputs: null,
};

const GAME: Game = {
  name: "generator against discriminator",
  kind: "generative",
  lossFamily: "lsgan",
  chanceLevel: { discriminator: 4, generator: 2 },
  conventions: { ...UNTOLD, discriminatorFactor: 8, generatorFactor: 8, adversarialWeight: 0.1 },
  confidence: 0.7,
  reason: "because",
};

test("a game's line says the family and why, the next one its levels, factors, signs and outputs", () => {
  expect(gameLines(GAME)).toEqual([
    "  game generator against discriminator: lsgan (because)",
    "    L_D 4 at chance · L_G 2 at chance · sides of one discriminator × 8 · adversarial term × 8 · weight in the generator's whole loss × 0.1",
  ]);
  const conventions: GameConventions = {
    ...UNTOLD,
    discriminatorSign: "maximised",
    outputs: "logits",
    realOutputs: "low",
  };
  const chanceLevel = { discriminator: 0, generator: null };
  expect(gameLines({ ...GAME, lossFamily: "wasserstein", chanceLevel, conventions })[1]).toBe(
    "    L_D 0 at chance · L_D maximised · outputs are logits · low on real samples",
  );
});

test("a game of which nothing is known has one line", () => {
  const chanceLevel = { discriminator: null, generator: null };
  const unknown: Game = { ...GAME, lossFamily: "unknown", chanceLevel, conventions: UNTOLD };
  expect(gameLines(unknown)).toEqual(["  game generator against discriminator: unknown (because)"]);
});
