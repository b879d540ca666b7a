/** The rows of what was recognised: layers together, corrections never hidden among them. */
import { expect, test } from "vitest";
import { tagSummary } from "../testing/tag-summary.ts";
import { meaningRows } from "./meaning-rows.ts";

const recognised = { role: "grad.g", confidence: 1, reason: "" } as const;
const correction = { runPattern: "*", tagPattern: "x", recognised };

test("layers of a role are one row, in the order of roles", () => {
  const layer = (name: string) => tagSummary(`grad/${name}`, { role: "grad.g", layer: name });
  const { known } = meaningRows([layer("a"), layer("b"), tagSummary("d", { role: "d.loss" })]);
  expect(known.map(({ first, count }) => [first.tag, count])).toEqual([
    ["d", 1],
    ["grad/a", 2],
  ]);
});

test("a corrected layer stands by itself, and a tag that was taken out of the game is no unknown one", () => {
  const layers = ["a", "b"].map((layer) => tagSummary(layer, { role: "grad.g", layer }));
  const corrected = tagSummary("c", { role: "grad.g", layer: "c", correction });
  const takenOut = tagSummary("d", { correction });
  const { known, unknown } = meaningRows([...layers, corrected, takenOut, tagSummary("e")]);
  expect(known.map(({ first, count }) => [first.tag, count])).toEqual([
    ["a", 2],
    ["c", 1],
    ["d", 1],
  ]);
  expect(unknown.map(({ first }) => first.tag)).toEqual(["e"]);
});
