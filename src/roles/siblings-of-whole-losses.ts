/** Answers which whole a bare loss is: the adversarial term, the sum, or another player's. */
import { type Answer, presume } from "./answer.ts";
import type { Parsed } from "./parse-tag.ts";
import { CONFIDENCE } from "./rule.ts";
import type { SiblingFacts } from "./sibling-facts.ts";

/** Words that stand before a bare “loss” without saying which. */
const PHASES: ReadonlySet<string> = new Set("loss losses train training step epoch total overall".split(" "));

const SHORT_CRITIC = "crit";

export function unownedLoss(facts: SiblingFacts, { reading }: Parsed): Answer | undefined {
  const isOfCritic = reading.words.some(({ text }) => text === SHORT_CRITIC);
  if (isOfCritic && facts.hasPlayersLoss && !facts.hasTraceOfDiscriminator) {
    return presume("d.loss", "the generator's loss stands beside it, so this is its critic's");
  }
  if (!facts.hasDiscriminatorLoss || facts.hasClassTask || facts.hasDomains || facts.hasReinforcement) {
    return undefined;
  }
  const isTotal = reading.concepts.has("total");
  const isBare = reading.words.every(({ text }) => PHASES.has(text));
  const isOfGenerator = facts.hasGeneratorLoss
    ? isTotal && facts.hasAuxiliaryTerms
    : isTotal || (isBare && (facts.hasAdversarialTerm || facts.hasAuxiliaryTerms));
  if (!isOfGenerator) return undefined;
  const because = "only the discriminator's loss has a name";
  return { role: "g.loss.total", confidence: CONFIDENCE.guess, because };
}

/** The tag that `nashboard/sdk` writes holds the adversarial term, by definition. */
function isCanonical({ confidence, reading }: Parsed): boolean {
  return confidence === CONFIDENCE.certain && reading.words[0]?.text === "generator";
}

export function mainGeneratorLoss(facts: SiblingFacts, parsed: Parsed): Answer {
  if (parsed.reading.words.some(({ concept, text }) => concept === "media" && !facts.judgedMedia.has(text))) {
    const because = "no discriminator is named so, which makes it a comparison of what was made";
    return { role: "other", confidence: CONFIDENCE.open, because };
  }
  if (facts.hasExpert && !facts.hasDiscriminatorLoss) {
    return presume(
      "d.loss.fake",
      "beside an expert's, it is the discriminator's loss on what the policy did",
    );
  }
  if (facts.hasNamedAdversarial && facts.hasGeneratorTotal && parsed.reading.concepts.has("variant")) {
    return presume("g.loss.adv", "the total stands beside it, so this is against one of several adversaries");
  }
  if (facts.hasNamedAdversarial) {
    return presume("g.loss.total", "the run logs the adversarial term apart, so this is the sum");
  }
  if (facts.hasReinforcement || facts.isOfImitation) {
    return presume("other", "where a policy learns by rewards or imitation, a generator's loss is its own");
  }
  if (facts.hasAuxiliaryTerms && facts.hasGeneratorTotal) {
    return presume("g.loss.adv", "the run logs the total apart, so this is the adversarial term");
  }
  if (facts.hasAuxiliaryTerms || facts.roles.has("d.loss.aux")) {
    return presume("g.loss.main", "the run logs other terms, which may be summed into this");
  }
  const isOfArticles = facts.hasAccuracyOnReal && facts.hasAccuracyOnFake;
  if (isCanonical(parsed) || (parsed.confidence === CONFIDENCE.certain && isOfArticles)) {
    const because = "no other generator term is logged";
    return { role: "g.loss.adv", confidence: parsed.confidence, because };
  }
  const because = "nothing beside it tells the adversarial term from a sum";
  return { role: "g.loss.main", confidence: CONFIDENCE.likely, because };
}
