import { expect, it } from "vitest";
import type { Role, RoleOfTag } from "../model/index.ts";
import type { TagRecord } from "../store/index.ts";
import { latestValuesOf } from "./latest-values.ts";

const tagOf = (tag: string, lastValue: number, lastStep = 9n): TagRecord => ({
  ...{ tag, kind: "scalar", plugin: "scalars", displayName: "", description: "" },
  ...{ firstAppearance: 0, pointCount: 10, firstStep: 0n, lastStep, lastValue, nonFiniteCount: 0 },
});
const roleOf = (tag: string, role: Role): RoleOfTag => ({
  ...{ run: "run", tag, role, confidence: 1, reason: "", layer: "" },
});
const SIDES = [roleOf("D_real", "d.loss.real"), roleOf("D_fake", "d.loss.fake")];
const of = (tags: readonly TagRecord[], roles: readonly RoleOfTag[]) =>
  latestValuesOf(new Map(tags.map((tag) => [tag.tag, tag])), roles);

it("adds up both sides of a discriminator's loss where no whole is logged", () => {
  const sides = [tagOf("D_real", 0.25), tagOf("D_fake", 0.5)];
  expect(of(sides, SIDES)).toEqual([{ role: "d.loss", tag: "D_real + D_fake", value: 0.75 }]);
  const whole = roleOf("D", "d.loss");
  expect(of([...sides, tagOf("D", 0.4)], [...SIDES, whole])).toEqual([
    { role: "d.loss", tag: "D", value: 0.4 },
  ]);
});

it("adds up nothing of one side, or of sides that have not come as far", () => {
  expect(of([tagOf("D_real", 0.25)], SIDES)).toEqual([]);
  expect(of([tagOf("D_real", 0.25), tagOf("D_fake", 0.5, 8n)], SIDES)).toEqual([]);
});

it("writes what is not finite in words", () => {
  expect(of([tagOf("D", Number.NaN)], [roleOf("D", "d.loss")])).toEqual([
    { role: "d.loss", tag: "D", value: "NaN" },
  ]);
});
