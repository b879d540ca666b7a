/** What a run's tags, taken together, say about names that stand bare: a player, a side, a term without more. */
import type { Parsed } from "./parse-tag.ts";
import { factsOf, type RunFacts } from "./run-facts.ts";

export interface SiblingFacts extends RunFacts {
  /** The discriminator on a side, without saying whether that is a loss or an output. */
  readonly hasOpenSides: boolean;
  /** `real` and `fake`, without a player and without a quantity. */
  readonly hasBareSides: boolean;
  /** `adv`, without a player and without a quantity. */
  readonly hasBareAdversarial: boolean;
  /** `G_fake`: the generator on its own samples. */
  readonly hasGeneratorOnFake: boolean;
  /** A loss or an accuracy on an expert's demonstrations: then the generator is a policy. */
  readonly hasExpert: boolean;
}

export function siblingFactsOf(tags: readonly Parsed[]): SiblingFacts {
  const bareSides = new Set(tags.filter(({ question }) => question === "bare-side").map(sideOf));
  return {
    ...factsOf(tags),
    hasOpenSides: tags.some(({ question }) => question === "discriminator-on-side"),
    hasBareSides: bareSides.size > 1,
    hasBareAdversarial: tags.some(isBareAdversarial),
    hasGeneratorOnFake: tags.some(({ question }) => question === "generator-on-fake"),
    hasExpert: tags.some(isOfExpert),
  };
}

function sideOf({ reading }: Parsed): string {
  return reading.side;
}

function isBareAdversarial({ question, reading }: Parsed): boolean {
  return question === "adversarial-term" && !reading.concepts.has("loss");
}

function isOfExpert({ reading: { words, concepts } }: Parsed): boolean {
  if (!concepts.has("loss") && !concepts.has("accuracy")) return false;
  return words.some(({ text }) => text === "expert");
}
