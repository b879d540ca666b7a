import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ROLES, VALUE_KINDS } from "../model/index.ts";
import { recogniseRoles } from "./index.ts";

const anyWord = fc.constantFrom(
  ..."g d loss real fake D( G(z)) / _ grad norm conv1 acc lr critic penalty samples GAN 3 xyz total mel".split(
    " ",
  ),
);
const anyTag = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(anyWord, { maxLength: 8 }).map((words) => words.join("")),
  fc.array(anyWord, { maxLength: 8 }).map((words) => words.join("_")),
);
const anyEntry = fc.record({
  run: fc.constantFrom("", "a", "a/Loss_D", "a/Loss_G"),
  tag: fc.oneof(anyTag, fc.constant("Loss")),
  kind: fc.constantFrom(...VALUE_KINDS),
});

describe("recogniseRoles, whatever the tags", () => {
  it("answers each with a known role, a confidence in [0, 1] and a reason", () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 12 }), (tags) => {
        const given = recogniseRoles(tags);
        expect(given.map(({ run, tag }) => ({ run, tag }))).toEqual(
          tags.map(({ run, tag }) => ({ run, tag })),
        );
        for (const { role, confidence, reason, layer, tag } of given) {
          expect(ROLES).toContain(role);
          expect(confidence >= 0 && confidence <= 1).toBe(true);
          expect(reason).not.toBe("");
          expect(tag).toContain(layer);
        }
      }),
    );
  });

  it("gives the same answers in any order", () => {
    const shuffled = fc
      .array(anyEntry, { maxLength: 12 })
      .chain((tags) =>
        fc.tuple(fc.constant(tags), fc.shuffledSubarray([...tags.keys()], { minLength: tags.length })),
      );
    fc.assert(
      fc.property(shuffled, ([tags, order]) => {
        const straight = recogniseRoles(tags);
        const mixed = recogniseRoles(order.flatMap((index) => tags[index] ?? []));
        expect(mixed).toEqual(order.map((index) => straight[index]));
      }),
    );
  });
});
