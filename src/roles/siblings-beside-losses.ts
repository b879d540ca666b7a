/** Answers what the tags beside them tell of rates, regularisers and accuracies. */
import { type Answer, presume } from "./answer.ts";
import type { Parsed } from "./parse-tag.ts";
import type { Reading } from "./reading.ts";
import { CONFIDENCE } from "./rule.ts";
import type { SiblingFacts } from "./sibling-facts.ts";

export function rateOfWhom(facts: SiblingFacts, { reading }: Parsed): Answer | undefined {
  const { hasDiscriminatorRate, unownedRateCount, hasReinforcement } = facts;
  if (!hasDiscriminatorRate || hasReinforcement) return undefined;
  if (facts.roles.has("lr.g")) {
    if (facts.hasCycle && reading.concepts.has("secondGenerator")) {
      return presume("lr.g", "the rate of a generator called G and a cycle stand beside it");
    }
    if (reading.unknownWordCount === 0) return undefined;
    const because = "both players' rates have names, so this may be that of a part of either";
    return { role: "other", confidence: CONFIDENCE.open, because };
  }
  return unownedRateCount === 1 && !isOfPart(reading)
    ? presume("lr.g", "the discriminator's has a name, so this is the generator's")
    : undefined;
}

/** `auto-encoder/lr`: neither network's name, but one of something. */
function isOfPart({ words }: Reading): boolean {
  return words.some(({ concept }) => concept === "autoencoder");
}

const SHORT_REGULARISER = "reg";

/** What regularises a discriminator is a penalty on its gradient, unless it is its weights' (never “reg”). */
export function regulariser(facts: SiblingFacts, { reading }: Parsed): Answer | undefined {
  const { bareNetworks, hasPenalty } = facts;
  if (hasPenalty) return undefined;
  const isOfDiscriminator =
    reading.network === "discriminator" && reading.words.some(({ text }) => text === SHORT_REGULARISER);
  const isBesideBarePlayers = bareNetworks.has("discriminator") && bareNetworks.has("generator");
  const isBesidePlayersAlone = facts.hasDiscriminatorLoss && !facts.hasAuxiliaryTerms;
  if (reading.concepts.has("penalty")) {
    if (!isBesidePlayersAlone || facts.hasReinforcement) return undefined;
    return presume("gp", "nothing but the two players is logged, and what is penalised there is a gradient");
  }
  const isUnowned = reading.network === "none" && (isBesideBarePlayers || isBesidePlayersAlone);
  if (!isOfDiscriminator && !isUnowned && !facts.hasBareSides) return undefined;
  return presume("r1", "what regularises a discriminator's loss is most often a penalty on its gradient");
}

export function normOfWhat(facts: SiblingFacts, { reading: { network } }: Parsed): Answer | undefined {
  const { playersOfNorms, roles } = facts;
  if (playersOfNorms.size < 2 || roles.has("grad.g") || roles.has("grad.d")) return undefined;
  const because = "norms of both players are their gradients' more often than their weights'";
  return { role: network === "generator" ? "grad.g" : "grad.d", confidence: CONFIDENCE.guess, because };
}

export function accuracyOfGenerator(facts: SiblingFacts, { reading: { words } }: Parsed): Answer | undefined {
  const { hasAccuracyOnReal, hasAccuracyOnFake, hasDiscriminatorAccuracy } = facts;
  const generator = words.find(({ concept }) => concept === "generator");
  const isInFolder = generator?.segment !== words.find(({ concept }) => concept === "accuracy")?.segment;
  const isOfBothSides = hasAccuracyOnReal === hasAccuracyOnFake;
  if (hasDiscriminatorAccuracy && (isInFolder || isOfBothSides)) {
    return presume("g.fool", "the discriminator's accuracy stands beside it");
  }
  const isShort = generator?.text === "gen" || generator?.text === "g";
  if (!hasAccuracyOnReal || (!isShort && !facts.hasExpert)) return undefined;
  return presume("d.acc.fake", "an accuracy on real samples stands beside it");
}

export function accuracyOfWhat(facts: SiblingFacts, { reading }: Parsed): Answer | undefined {
  const { hasPlayersLoss, hasClassTask, hasAuxiliaryTerms, hasRobustness, hasReinforcement } = facts;
  if (!hasPlayersLoss || hasClassTask || hasAuxiliaryTerms || hasRobustness || hasReinforcement) {
    return undefined;
  }
  const isOfElse = reading.concepts.has("validation") || reading.concepts.has("adversarial");
  if (facts.hasDomains || facts.hasValidatedAccuracy || reading.unknownWordCount > 0 || isOfElse) {
    return undefined;
  }
  const because = "nothing but the two players is logged, so it is the discriminator's";
  return { role: "d.acc", confidence: CONFIDENCE.guess, because };
}
