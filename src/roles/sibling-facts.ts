/** What a run's tags, taken together, say about names that stand bare: a player, a side, a term without more. */
import type { Role } from "../model/index.ts";
import { domainBefore } from "./domain-words.ts";
import type { Parsed } from "./parse-tag.ts";
import type { Reading } from "./reading.ts";
import { factsOf, type RunFacts } from "./run-facts.ts";
import type { Concept } from "./vocabulary.ts";

export interface SiblingFacts extends RunFacts {
  readonly roles: ReadonlySet<Role>;
  /** A penalty on the discriminator's gradient, by that name. */
  readonly hasPenalty: boolean;
  /** The discriminator on a side, without saying whether that is a loss or an output. */
  readonly hasOpenSides: boolean;
  /** With “loss” left open: `d ·/mpd` for `d_loss/mpd`. */
  readonly namesOfDiscriminatorLosses: ReadonlySet<string>;
  readonly hasTraceOfDiscriminator: boolean;
  /** `src_disc_loss` beside `trg_disc_loss`, and no other of that player. */
  readonly hasLossesOfBothDomains: boolean;
  /** CycleGAN's F. */
  readonly hasLossOfSecondGenerator: boolean;
  /** A term of cycle consistency. */
  readonly hasCycle: boolean;
  /** Images, videos, sounds that a discriminator is named after. */
  readonly judgedMedia: ReadonlySet<string>;
  /** An accuracy on validation data: then accuracies are a task's. */
  readonly hasValidatedAccuracy: boolean;
  /** `G/adv` beside `D/real`: the player's folder stands for its loss. */
  readonly hasLossesByFolder: boolean;
  /** A folder called after losses, outside which something else stands. */
  readonly hasFolderOfLosses: boolean;
  /** `real` and `fake`, without a player and without a quantity. */
  readonly hasBareSides: boolean;
  /** `adv`, without a player and without a quantity. */
  readonly hasBareAdversarial: boolean;
  /** `G_fake`: the generator on its own samples. */
  readonly hasGeneratorOnFake: boolean;
  /** A loss or an accuracy on an expert's demonstrations: then the generator is a policy. */
  readonly hasExpert: boolean;
  /** A method of adversarial imitation is named. */
  readonly isOfImitation: boolean;
}

export function siblingFactsOf(tags: readonly Parsed[]): SiblingFacts {
  const roles = new Set(tags.map(({ role }) => role));
  const bareSides = new Set(tags.filter(({ question }) => question === "bare-side").map(sideOf));
  return {
    ...factsOf(tags),
    roles,
    hasPenalty: roles.has("gp") || roles.has("r1"),
    hasTraceOfDiscriminator: tags.some(({ reading }) => reading.network === "discriminator"),
    namesOfDiscriminatorLosses: new Set(
      tags.filter(({ role }) => role === "d.loss").map(({ reading }) => nameWithout("loss", reading)),
    ),
    judgedMedia: new Set(tags.flatMap(judgedMediaOf)),
    hasValidatedAccuracy: tags.some(isValidatedAccuracy),
    hasLossesOfBothDomains: hasLossesOfBothDomains(tags),
    hasLossOfSecondGenerator: tags.some(({ question }) => question === "second-generator"),
    hasCycle: tags.some(({ reading }) => reading.words.some(({ text }) => text.startsWith("cyc"))),
    hasOpenSides: tags.some(({ question }) => question === "discriminator-on-side"),
    hasLossesByFolder: tags.some(isTermInFolder) && !tags.some(isLossInDiscriminatorsFolder),
    hasFolderOfLosses: tags.some(isInFolderOfLosses),
    hasBareSides: bareSides.size > 1,
    hasBareAdversarial: tags.some(isBareAdversarial),
    hasGeneratorOnFake: tags.some(({ question }) => question === "generator-on-fake"),
    hasExpert: tags.some(isOfExpert),
    isOfImitation: tags.some(namesImitation),
  };
}

/** A name with words of one meaning left open, so that names that differ in nothing else are the same. */
export function nameWithout(concept: Concept, { words }: Reading): string {
  return words.map((word) => (word.concept === concept ? "·" : word.text)).join(" ");
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

const NAMES_OF_IMITATION: ReadonlySet<string> = new Set(["gail", "airl"]);

function namesImitation({ reading: { words } }: Parsed): boolean {
  return words.some(({ text }) => NAMES_OF_IMITATION.has(text));
}

/** A term of the generator's loss that is called after its folder only: `G/adv`, `generator/l1`. */
function isTermInFolder({ role, reading: { words, concepts } }: Parsed): boolean {
  if ((role !== "g.loss.adv" && role !== "g.loss.aux") || concepts.has("loss")) return false;
  const last = words.at(-1)?.segment ?? 0;
  return words.some(({ concept, segment }) => concept === "generator" && segment < last);
}

/** Where the generator's losses name both, too, each domain has players of its own. */
function hasLossesOfBothDomains(tags: readonly Parsed[]): boolean {
  const domains = (player: string) =>
    tags
      .filter(({ reading: { network, concepts } }) => network === player && concepts.has("loss"))
      .map(({ reading }) => domainBefore(reading.words));
  const [ofDiscriminator, ofGenerator] = [domains("discriminator"), domains("generator")];
  const areBoth = (some: readonly unknown[]) => some.includes("real") && some.includes("fake");
  return areBoth(ofDiscriminator) && !ofDiscriminator.includes(undefined) && !areBoth(ofGenerator);
}

function isInFolderOfLosses({ reading: { words } }: Parsed): boolean {
  const last = words.at(-1)?.segment ?? 0;
  return words.some(({ concept, segment }) => concept === "loss" && segment < last);
}

function isLossInDiscriminatorsFolder({ role, reading: { words } }: Parsed): boolean {
  if (role !== "d.loss") return false;
  const last = words.at(-1)?.segment ?? 0;
  return words.some(({ concept, segment }) => concept === "discriminator" && segment < last);
}

function judgedMediaOf({ reading: { network, words } }: Parsed): string[] {
  if (network !== "discriminator") return [];
  return words.filter(({ concept }) => concept === "media").map(({ text }) => text);
}

function isValidatedAccuracy({ reading: { network, concepts } }: Parsed): boolean {
  return network === "none" && concepts.has("accuracy") && concepts.has("validation");
}
