/** The faults that can be put into a demo, and how one gets there. */
import { ExplainedError } from "../../sdk/index.ts";
import type { Recipe } from "../recipe.ts";
import { dataRange } from "./data-range.ts";
import type { Fault } from "./fault.ts";

export const FAULTS: readonly Fault[] = [dataRange];

/** The recipe with the fault of that name in it. Throws `DEMO_UNKNOWN_FAULT`, which lists what exists. */
export function withFault(recipe: Recipe, name: string): Recipe {
  const fault = FAULTS.find((candidate) => candidate.name === name);
  if (fault !== undefined) return { ...fault.change(recipe), fault: fault.name };
  const known = FAULTS.map((candidate) => `${candidate.name} (${candidate.description})`).join("; ");
  throw new ExplainedError({
    code: "DEMO_UNKNOWN_FAULT",
    what: `There is no fault called "${name}".`,
    why: "Each fault is a prepared change to the training recipe.",
    fix: `Pass one of: ${known}`,
  });
}
