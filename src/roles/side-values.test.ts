import { expect, it } from "vitest";
import type { Role, ScalarColumns } from "../model/index.ts";
import { recogniseRoles } from "./index.ts";

const COUNT = 24;
const MULTIPLIER = 16_807;
const MODULUS = 2 ** 31 - 1;

function series(valueAt: (row: number) => number): ScalarColumns {
  return {
    steps: BigInt64Array.from({ length: COUNT }, (_, row) => BigInt(10 * row)),
    wallTimes: new Float64Array(COUNT),
    values: Float64Array.from({ length: COUNT }, (_, row) => valueAt(row)),
  };
}

function unrelated(seed: number): ScalarColumns {
  let state = seed * 7919;
  return series(() => {
    state = (state * MULTIPLIER) % MODULUS;
    return state / MODULUS;
  });
}

function rolesOf(logged: Readonly<Record<string, ScalarColumns>>): Record<string, Role> {
  const tags = Object.keys(logged).map((tag) => ({ run: "", tag, kind: "scalar" as const }));
  const given = recogniseRoles(tags, (_run, tag) => logged[tag] ?? null);
  return Object.fromEntries(given.map(({ tag, role }) => [tag, role]));
}

it("goes by names where values lie at fitting levels but have nothing to do with each other", () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const logged = {
      d_loss: unrelated(seed),
      g_loss: unrelated(seed + 10),
      d_loss_real: unrelated(seed + 20),
      d_loss_fake: unrelated(seed + 30),
    };
    expect(rolesOf(logged)).toMatchObject({ d_loss_real: "d.loss.real", d_loss_fake: "d.loss.fake" });
  }
});

it("goes by names where courses wander alike but do not follow each other from row to row", () => {
  const wandering = (seed: number) => {
    const steps = unrelated(seed).values;
    let value = steps[0] ?? 0;
    return series((row) => {
      value = Math.abs(value + 0.2 * ((steps[row] ?? 0) - 0.5));
      return value;
    });
  };
  for (let seed = 1; seed <= 100; seed++) {
    const logged = {
      d_loss: wandering(seed),
      g_loss: wandering(seed + 200),
      d_loss_real: wandering(seed + 400),
      d_loss_fake: wandering(seed + 600),
    };
    expect(rolesOf(logged)).toMatchObject({ d_loss_real: "d.loss.real", d_loss_fake: "d.loss.fake" });
  }
});

it("takes one series under two names for no sum of sides", () => {
  const one = series((row) => 0.1 * row);
  expect(rolesOf({ d_loss: one, g_loss: one, "D/real_mean": one, "D/fake_mean": one })).toMatchObject({
    "D/real_mean": "d.out.real",
    "D/fake_mean": "d.out.fake",
  });
});

it("believes values against names where the losses follow from them", () => {
  const output = (row: number) => Math.tanh(row / 8) + 0.1 * Math.sin(row);
  const softplus = (x: number) => Math.log1p(Math.exp(x));
  const logged = {
    d_loss: series((row) => 2 * softplus(-output(row))),
    g_loss: series((row) => softplus(output(row))),
    d_loss_real: series(output),
    d_loss_fake: series((row) => -output(row)),
  };
  expect(rolesOf(logged)).toMatchObject({ d_loss_real: "d.out.real", d_loss_fake: "d.out.fake" });
});
