/** Answers what is meant by a player's name alone: its loss, most often, or something counted. */
import { type Answer, presume } from "./answer.ts";
import type { Parsed } from "./parse-tag.ts";
import type { SiblingFacts } from "./sibling-facts.ts";
import { isNetwork } from "./word.ts";

export function bareNetwork(facts: SiblingFacts, parsed: Parsed): Answer | undefined {
  if (isStatisticInFolder(parsed) || isCounter(parsed) || isOfManyMeanings(parsed)) return undefined;
  const { bareNetworks, hasAdversarialTerm, hasOpenSides } = facts;
  if (parsed.reading.network === "discriminator") {
    if (hasAdversarialTerm || facts.hasGeneratorOnFake) {
      return presume("d.loss", "the generator's adversarial term stands beside it");
    }
    if (bareNetworks.has("generator")) return presume("d.loss", BOTH_BARE);
    return isLonePlayer(facts, parsed) ? presume("d.loss", ONE_BARE) : undefined;
  }
  const isTermOfMany = facts.hasNamedAdversarial && parsed.reading.concepts.has("variant");
  if (isTermOfMany) return undefined;
  if (!bareNetworks.has("discriminator") && !hasOpenSides) {
    return isLonePlayer(facts, parsed) ? presume("g.loss.main", ONE_BARE) : undefined;
  }
  const isPlain = !facts.hasNamedAdversarial && !facts.hasAuxiliaryTerms && !hasOpenSides;
  if (isPlain) return presume("g.loss.adv", BOTH_BARE);
  if (isOfDirection(parsed) && facts.hasCycle && !facts.hasNamedAdversarial) {
    return presume(
      "g.loss.adv",
      "the cycle is logged apart, and of each direction only what its discriminator says",
    );
  }
  const because = "the run logs other terms, which may be summed into this";
  return presume("g.loss.main", `${BOTH_BARE}; ${because}`);
}

/** The other's loss has a name, this one's has not; more of its quantities beside it may be any. */
function isLonePlayer(facts: SiblingFacts, { reading: { words, network } }: Parsed): boolean {
  const isOfOneWord = words.every(({ concept }) => concept === network);
  if (!isOfOneWord || facts.hasReinforcement || facts.bareNetworks.size > 1) return false;
  return network === "generator"
    ? facts.hasDiscriminatorLoss && !facts.hasGeneratorLoss
    : facts.hasGeneratorLoss && !facts.hasDiscriminatorLoss;
}

const ONE_BARE = "the other player's loss stands beside it under its name, so this is one, too";

/** Alone, these are distances or a weight decay sooner than vocoders' discriminators. */
const OF_MANY_MEANINGS: ReadonlySet<string> = new Set(["wd", "mcd", "vd", "mbd"]);

function isOfManyMeanings({ reading: { words } }: Parsed): boolean {
  return !words.some(({ concept, text }) => isNetwork(concept) && !OF_MANY_MEANINGS.has(text));
}

/** `G_A`, `G_B`: CycleGAN's generators by the domains between which they translate. */
function isOfDirection({ reading: { concepts } }: Parsed): boolean {
  return concepts.has("letter");
}

const STATISTICS: ReadonlySet<string> = new Set(["data", "mean", "value"]);

/** `Generator/Data Mean`: something of the generator's is averaged, which need not be its loss. */
function isStatisticInFolder({ reading: { words, network } }: Parsed): boolean {
  const folder = words.find(({ concept }) => concept === network)?.segment ?? 0;
  return words.some(({ text, segment }) => segment > folder && STATISTICS.has(text));
}

const BOTH_BARE = "both players are logged under their bare names, as losses usually are";

const COUNTED: ReadonlySet<string> = new Set(
  "step steps iter iters iteration iterations epoch epochs".split(" "),
);

/** `G_step`, unlike `train_step/G`: how far a player has come. */
function isCounter({ reading: { words, network } }: Parsed): boolean {
  const player = words.findIndex(({ concept }) => concept === network);
  return words.some(
    ({ text, segment }, i) => i > player && segment === words[player]?.segment && COUNTED.has(text),
  );
}
