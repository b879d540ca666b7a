/** Answers what a name leaves open from the other tags of the same run, and from values where there are some. */
import type { Role } from "../model/index.ts";
import { type Answer, type Answering, presume, type Series } from "./answer.ts";
import { domainBefore } from "./domain-words.ts";
import type { Parsed } from "./parse-tag.ts";
import { CONFIDENCE, type Question } from "./rule.ts";
import type { SiblingFacts } from "./sibling-facts.ts";
import {
  accuracyOfGenerator,
  accuracyOfWhat,
  normOfWhat,
  rateOfWhom,
  regulariser,
} from "./siblings-beside-losses.ts";
import { bareNetwork } from "./siblings-of-bare-players.ts";
import { mainGeneratorLoss, unownedLoss } from "./siblings-of-whole-losses.ts";
import { bareSide, criticOnSide, discriminatorOnSide, isPolicy } from "./siblings-on-sides.ts";

/** The answer to an open question, or undefined where the siblings do not settle it. */
export function answer(parsed: Parsed, facts: SiblingFacts, series: Series): Answer | undefined {
  const { question } = parsed;
  return question === undefined ? undefined : ANSWERS[question](facts, parsed, series);
}

const ANSWERS: Readonly<Record<Question, Answering>> = {
  "main-generator-loss": mainGeneratorLoss,
  "discriminator-on-side": discriminatorOnSide,
  "bare-network": bareNetwork,
  "generator-on-fake": ({ bareNetworks, hasDiscriminatorLoss }) =>
    bareNetworks.has("discriminator") || hasDiscriminatorLoss
      ? presume("g.loss.adv", "the discriminator's loss stands beside it")
      : undefined,
  "fooling-term": ({ hasNamedAdversarial }) =>
    hasNamedAdversarial
      ? presume("g.loss.aux", "the adversarial term stands beside it under its own name")
      : undefined,
  "bare-side": bareSide,
  regulariser,
  "second-generator": ({ hasCycle, hasGeneratorLoss }, { reading }) => {
    if (!hasCycle || !hasGeneratorLoss) return undefined;
    const role = reading.concepts.has("total") ? "g.loss.total" : "g.loss.main";
    return presume(role, "a generator called G and a cycle stand beside it");
  },
  "lettered-loss": ({ hasCycle, hasGeneratorLoss, hasLossOfSecondGenerator, hasDiscriminatorLoss }) =>
    hasCycle && hasGeneratorLoss && hasLossOfSecondGenerator && !hasDiscriminatorLoss
      ? presume("d.loss", "beside generators called G and F the discriminators go by their domains")
      : undefined,
  "total-of-what": ({ hasNamedAdversarial, hasAuxiliaryTerms, hasClassTask }) =>
    hasNamedAdversarial || hasAuxiliaryTerms || hasClassTask
      ? undefined
      : presume("g.loss.main", "no term stands beside it that it could be the total of"),
  "loss-of-outputs": (
    { hasDiscriminatorLoss, hasGeneratorLoss, hasNamedAdversarial, hasAuxiliaryTerms },
    { reading },
  ) =>
    hasDiscriminatorLoss &&
    hasGeneratorLoss &&
    hasAuxiliaryTerms &&
    !hasNamedAdversarial &&
    !reading.words.some(({ text }) => text === "p")
      ? presume(
          "g.loss.adv",
          "both players' losses and other terms stand beside it, the adversarial one does not",
        )
      : undefined,
  "validation-or-value": ({ roles }, { alternative }) =>
    alternative === undefined || [...roles].some((role) => isOfSameKind(role, alternative))
      ? undefined
      : presume(alternative, "no training copy stands beside it, so that “val” is short for value"),
  "accuracy-of-generator": accuracyOfGenerator,
  "accuracy-on-side": ({ hasClassAccuracy, roles }, { reading }) => {
    if ((!hasClassAccuracy && !roles.has("d.loss.aux")) || reading.network !== "none") return undefined;
    return presume("other", "accuracies of a classification task stand beside it");
  },
  "loss-on-side": ({ hasPlayersLoss, hasDiscriminatorLoss, hasClassTask }, { reading }) => {
    if (!hasPlayersLoss || hasClassTask || reading.words.some(isPolicy)) return undefined;
    // Beside the discriminator's own loss, what the game costs on a side may be either player's.
    if (hasDiscriminatorLoss && reading.words.some(isOfGame)) return undefined;
    if (reading.side !== "real" && reading.side !== "fake") return undefined;
    return presume(`d.loss.${reading.side}`, "a player's loss is logged beside it");
  },
  "output-of-which-side": ({ hasOutputOnReal, hasOutputOnFake }) =>
    hasOutputOnReal && !hasOutputOnFake
      ? presume("d.out.fake", "the output on real samples stands beside it under its own name")
      : undefined,
  "autoencoder-loss": ({ hasReconstruction, hasDiscriminatorLoss }) =>
    hasReconstruction && hasDiscriminatorLoss
      ? presume("g.loss.total", "the reconstruction is logged apart")
      : undefined,
  "loss-of-both-players": ({ roles, hasGeneratorLoss }, { reading }) =>
    roles.has("d.loss.real") &&
    roles.has("d.loss.fake") &&
    hasGeneratorLoss &&
    reading.firstNetwork === "generator"
      ? presume(
          "g.loss.adv",
          "both players' losses stand beside it, so this is the first's against the other",
        )
      : undefined,
  "decoder-loss": ({ hasDiscriminatorLoss, hasGeneratorLoss }) =>
    hasDiscriminatorLoss && !hasGeneratorLoss
      ? presume("g.loss.main", "the discriminator's stands beside it, and no generator by that name")
      : undefined,
  "accuracy-of-what": accuracyOfWhat,
  "critic-on-side": criticOnSide,
  "domain-side": ({ hasClassTask }, { reading }) => {
    if (!hasClassTask || (reading.side !== "real" && reading.side !== "fake")) return undefined;
    return presume(`d.loss.${reading.side}`, "the task's own loss is logged apart");
  },
  "adversarial-term": adversarialTerm,
  "unowned-loss": unownedLoss,
  "output-or-margin": ({ hasR2 }, { role }) => {
    if (!hasR2) return undefined;
    const because =
      "with a penalty on generated samples too, the family is relativistic and logs margins here";
    return presume(role === "d.out.real" ? "d.margin" : "other", because);
  },
  "critic-of-what": (facts, { role, reading }) => {
    const { hasReinforcement, hasSecondPlayer, hasLossOfNoCritic } = facts;
    const domain = domainBefore(reading.words);
    if (role === "d.loss" && domain !== undefined && facts.hasLossesOfBothDomains) {
      return presume(
        `d.loss.${domain}`,
        "one discriminator tells source from target, and both stand beside each other",
      );
    }
    if (!reading.words.some(({ text }) => text === "critic" || text === "critics")) return undefined;
    if (hasLossOfNoCritic) return presume("other", "a discriminator by that name is logged beside it");
    if (hasReinforcement) return presume("other", "beside rewards or an actor a critic is a value function");
    if (hasSecondPlayer) return undefined;
    return presume("other", "with no trace of a generator a critic is more often a value function");
  },
  "norm-of-what": normOfWhat,
  "rate-of-whom": rateOfWhom,
  "gradient-of-whom": ({ hasDiscriminatorGradient, unownedGradientCount, hasReinforcement }, { reading }) =>
    hasDiscriminatorGradient &&
    unownedGradientCount === 1 &&
    !reading.concepts.has("term") &&
    !hasReinforcement
      ? presume("grad.g", "the discriminator's has a name, so this is the generator's")
      : undefined,
};

/** Hinges and cross-entropies are forms of a player's loss. */
function isOfGame({ text }: { readonly text: string }): boolean {
  return text === "gan" || text.startsWith("adv");
}

/** `d.loss` and `d.loss.real` are: one player's quantity. */
function isOfSameKind(role: Role, other: Role): boolean {
  return role.split(".").slice(0, 2).join(".") === other.split(".").slice(0, 2).join(".");
}

/** `loss_adv_target`: what domain adaptation makes the target's features lose. */
function isTargetDomain({ text }: { readonly text: string }): boolean {
  return text === "target" || text === "tgt" || text === "trg";
}

/** “Adversarial” is also what examples are called that a classifier is attacked with. */
function adversarialTerm(facts: SiblingFacts, { reading: { words } }: Parsed): Answer | undefined {
  if (facts.hasRobustness)
    return presume("other", "the run logs adversarial examples, which is another game");
  if (facts.hasReinforcement) {
    const because = "beside rewards or a policy it may as well be the discriminator's";
    return { role: "other", confidence: CONFIDENCE.open, because };
  }
  if (!facts.hasDiscriminatorLoss && !facts.hasTraceOfGenerator && words.some(({ text }) => text === "gan")) {
    const because = "without a trace of the generator it may be what both are trained on";
    return { role: "other", confidence: CONFIDENCE.open, because };
  }
  const hasPlayer = facts.hasTraceOfGenerator || facts.hasTraceOfDiscriminator;
  if (facts.hasDiscriminatorLoss || hasPlayer || facts.hasBareSides) return undefined;
  if (words.some(isTargetDomain))
    return presume("g.loss.adv", "what is adapted to is named, so it is adapted by it");
  const because = "without a discriminator or a generator it may be the loss on adversarial examples";
  return { role: "other", confidence: CONFIDENCE.open, because };
}
