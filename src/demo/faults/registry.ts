/** The faults that can be put into a demo, and how one gets there. */
import { ExplainedError } from "../../sdk/index.ts";
import type { Recipe } from "../recipe.ts";
import { dataRange } from "./data-range.ts";
import { deadUnits } from "./dead-units.ts";
import { discriminatorBlind } from "./discriminator-blind.ts";
import { discriminatorFrozen } from "./discriminator-frozen.ts";
import { discriminatorOverpowers } from "./discriminator-overpowers.ts";
import { discriminatorSign } from "./discriminator-sign.ts";
import { exploding } from "./exploding.ts";
import type { Fault } from "./fault.ts";
import { fewData } from "./few-data.ts";
import { generatorFrozen } from "./generator-frozen.ts";
import { generatorSign } from "./generator-sign.ts";
import { momentum } from "./momentum.ts";
import { noiseIgnored } from "./noise-ignored.ts";
import { rateDies } from "./rate-dies.ts";
import { starvedLayers } from "./starved-layers.ts";

export const FAULTS: readonly Fault[] = [
  dataRange,
  deadUnits,
  discriminatorBlind,
  discriminatorFrozen,
  discriminatorOverpowers,
  discriminatorSign,
  exploding,
  fewData,
  generatorFrozen,
  generatorSign,
  momentum,
  noiseIgnored,
  rateDies,
  starvedLayers,
];

/** One line each. */
export function faultsInWords(): string {
  const width = Math.max(...FAULTS.map(({ name }) => name.length));
  return FAULTS.map(({ name, description }) => `${name.padEnd(width)}  ${description}`).join("\n");
}

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
