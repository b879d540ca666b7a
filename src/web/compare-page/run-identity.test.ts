import { expect, it } from "vitest";
import { identitiesOf } from "./run-identity.ts";

function names(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `sweep/seed_${i}`);
}

function distinct(count: number): number {
  return new Set([...identitiesOf(names(count)).values()].map((one) => JSON.stringify(one))).size;
}

it("gives a run alone the identity of its name, whatever the order of the others", () => {
  const runs = names(5);
  expect(identitiesOf(runs)).toEqual(identitiesOf(runs.toReversed()));
});

it("tells 24 runs apart by colour alone", () => {
  const identities = [...identitiesOf(names(24)).values()];
  expect(new Set(identities.map(({ color }) => color)).size).toBe(24);
  expect(identities.every(({ dash }) => dash.length === 0)).toBe(true);
});

it("tells up to 96 runs apart by colour and dash", () => {
  expect([distinct(25), distinct(96)]).toEqual([25, 96]);
});

it("still gives every one of 500 runs an identity", () => {
  expect(identitiesOf(names(500)).size).toBe(500);
});
