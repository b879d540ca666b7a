import { expect, it } from "vitest";
import { derivedDescription, parseDerivedDescription } from "./derived-description.ts";

it("reads back what it wrote, with and without a unit", () => {
  for (const unit of ["nats", ""]) {
    const provenance = {
      formula: "areaUnderCurve (Mann–Whitney); 0.5 for one law",
      unit,
      inputs: ["a/b", "c"],
    };
    expect(parseDerivedDescription(derivedDescription(provenance))).toEqual(provenance);
  }
});

it("takes other words for no provenance", () => {
  expect(parseDerivedDescription("The generator's loss.")).toBeNull();
});
