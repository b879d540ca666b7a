/** What a user corrects is judged at once, and nothing is judged twice while nothing changes. */
import { expect, it } from "vitest";
import { type Corrections, correctedRoles, NO_CORRECTIONS, recogniseGames } from "../roles/index.ts";
import { openMemoryStore } from "../store/index.ts";
import { createDiagnoser } from "./diagnoser.ts";

const LOSS = { run: "a", tag: "loss", role: "d.loss", confidence: 1, reason: "", layer: "" } as const;

it("judges anew when the user's corrections change, and only then", async () => {
  let corrections: Corrections = NO_CORRECTIONS;
  let described = 0;
  const diagnose = createDiagnoser({
    store: openMemoryStore(),
    corrections: async () => corrections,
    describe: async () => {
      described++;
      const roles = correctedRoles([LOSS], corrections);
      return { roles, games: recogniseGames(roles) };
    },
  });
  expect(await diagnose("a")).toHaveLength(1);
  await diagnose("a");
  expect(described).toBe(1);
  corrections = { roles: { "*": { loss: "other" } }, lossFamily: {} };
  expect(await diagnose("a")).toEqual([]);
  expect(described).toBe(2);
});
