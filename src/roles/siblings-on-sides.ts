/** Answers whether a discriminator's value on one side is its loss or its output. */
import { type Answer, presume, type Series } from "./answer.ts";
import type { Parsed } from "./parse-tag.ts";
import type { Reading } from "./reading.ts";
import { CONFIDENCE } from "./rule.ts";
import { nameWithout, type SiblingFacts } from "./sibling-facts.ts";

export function bareSide(
  { hasBareSides, hasBareAdversarial, hasDiscriminatorLoss }: SiblingFacts,
  { reading }: Parsed,
): Answer | undefined {
  if (!hasBareSides || (reading.side !== "real" && reading.side !== "fake")) return undefined;
  if (reading.words.some(isMean) && hasDiscriminatorLoss) {
    return presume(`d.out.${reading.side}`, "the loss is logged apart, so what is averaged is the output");
  }
  if (!hasBareAdversarial) return undefined;
  return presume(`d.loss.${reading.side}`, "both sides and the adversarial term stand beside each other");
}

function isMean({ text }: { readonly text: string }): boolean {
  return text === "mean" || text === "avg";
}

/** TensorFlow-GAN's `discriminator_real_wass_loss` is the mean output, with the sign it has. */
function isNamedAsInTensorFlowGan({ text }: { readonly text: string }): boolean {
  return text === "wass";
}

/** A policy's loss without a discriminator's name is its own. */
export function isPolicy({ text }: { readonly text: string }): boolean {
  return text === "policy" || text === "agent";
}

/** What the sides of a critic's loss are called is often its mean output, with either sign. */
export function criticOnSide(
  { hasWassersteinEstimate, roles }: SiblingFacts,
  { reading }: Parsed,
): Answer | undefined {
  if (reading.words.some(isPolicy) && !roles.has("d.loss.real")) {
    const because = "without the expert's beside it, it may as well be the policy's own loss";
    return { role: "other", confidence: CONFIDENCE.open, because };
  }
  if (!hasWassersteinEstimate && !reading.words.some(isNamedAsInTensorFlowGan)) return undefined;
  const because = "beside a Wasserstein estimate it may as well be the critic's mean output";
  return { role: "other", confidence: CONFIDENCE.open, because };
}

/** `disc_real_0`: which of a list, by one figure of its own after the side; levels and sizes have several figures. */
function isNumbered({ words, side }: Reading): boolean {
  const at = words.findIndex(({ concept }) => concept === side);
  return words.slice(at + 1).some(({ concept, text }) => concept === "index" && text.length === 1);
}

export function discriminatorOnSide(
  facts: SiblingFacts,
  { reading }: Parsed,
  series: Series,
): Answer | undefined {
  const { side, words } = reading;
  if (side !== "real" && side !== "fake") return undefined;
  if (hasNegative(series)) {
    return presume(`d.out.${side}`, "its values go below zero, which a loss rarely does");
  }
  const isInFolder =
    words.findLast(({ concept }) => concept === "discriminator")?.segment !==
    words.find(({ concept }) => concept === side)?.segment;
  if (!isInFolder && facts.namesOfDiscriminatorLosses.has(nameWithout(side, reading))) {
    return presume(`d.out.${side}`, "the same name with “loss” stands beside it, so this is the output");
  }
  if (isNumbered(reading) && facts.hasDiscriminatorLoss) {
    return presume(`d.loss.${side}`, "one number a discriminator, as vocoders log the lists of their losses");
  }
  if (facts.hasBareDiscriminatorTotal || facts.bareNetworks.has("discriminator")) {
    return presume(`d.loss.${side}`, "the discriminator's total stands beside it, of which this is a part");
  }
  if (facts.hasNamedSideLosses || (facts.hasWasserstein && facts.hasDiscriminatorLoss)) {
    return presume(`d.out.${side}`, "the discriminator's loss is logged apart, so this is its output");
  }
  if (facts.hasWassersteinEstimate) {
    return presume(`d.out.${side}`, "the Wasserstein estimate beside it is a difference of such outputs");
  }
  if (facts.hasNamedOutputs) {
    return presume(`d.loss.${side}`, "the discriminator's outputs are logged apart, so this is its loss");
  }
  if (facts.isOfImitation && !facts.hasNamedSideLosses) {
    return presume(`d.out.${side}`, "adversarial imitation logs its outputs by side");
  }
  if (isInFolder && !words.some(isMean) && facts.hasLossesByFolder) {
    return presume(`d.loss.${side}`, "the generator's losses, too, are named by its folder alone");
  }
  if (facts.hasDiscriminatorLoss) {
    if (isInFolder && !words.some(isMean)) return undefined;
    return presume(`d.out.${side}`, "the discriminator's loss is logged apart, so this is its output");
  }
  if (words.some(isMean))
    return presume(`d.out.${side}`, "outputs are averaged over samples; losses are anyway");
  if (facts.hasFolderOfLosses && !words.some(({ concept }) => concept === "loss")) return undefined;
  return facts.hasAdversarialTerm || facts.bareNetworks.has("generator")
    ? presume(`d.loss.${side}`, "no other discriminator loss is logged beside the generator's")
    : undefined;
}

/** A loss of hinge, BCE or LSGAN form is never negative; the first values are enough to see an output's spread. */
const VALUES_LOOKED_AT = 2000;

function hasNegative(series: Series): boolean {
  return (
    series()
      ?.values.subarray(0, VALUES_LOOKED_AT)
      .some((value) => value < 0) ?? false
  );
}
