/** Reads a tag's words in their context: whose quantity it is, which, and on which side of the game. */
import type { Concept } from "./vocabulary.ts";
import { isDiscriminator, isNetwork, type Word, wordsOf } from "./word.ts";
import { inContext } from "./word-context.ts";

export type { Word } from "./word.ts";

export type NetworkReading = "generator" | "discriminator" | "conflicting" | "none";
export type SideReading = "real" | "fake" | "heldOut" | "conflicting" | "none";

export interface Reading {
  readonly words: readonly Word[];
  readonly concepts: ReadonlySet<Concept>;
  readonly network: NetworkReading;
  /** The network named first, which owns a layer-wise tag even where its layers' names mention the other. */
  readonly firstNetwork: "generator" | "discriminator" | "none";
  readonly side: SideReading;
  /** Words nobody knows that may change the meaning: in the last segment, from the network's name on. */
  readonly unknownWordCount: number;
}

/** What words mean in the tags of one run, beyond what they mean anywhere. */
export type RunWords = ReadonlyMap<string, Concept>;

const NO_RUN_WORDS: RunWords = new Map();

/**
 * Reads a tag by itself; `runWords` are words whose meaning the run's other tags showed. Cost linear in the tag's
 * length.
 */
export function read(tag: string, runWords: RunWords = NO_RUN_WORDS): Reading {
  const words = inContext(withMeaningsOfRun(wordsOf(tag), runWords));
  const { network, side, words: settled } = settleNetwork(words);
  return {
    words: settled,
    concepts: new Set(settled.map((word) => word.concept)),
    network,
    firstNetwork: firstNetworkOf(words),
    side,
    unknownWordCount: unknownAfterNetwork(settled),
  };
}

/** A player's name serves where no other is named, what it does to whom only where one is. */
function withMeaningsOfRun(words: readonly Word[], runWords: RunWords): readonly Word[] {
  if (runWords.size === 0) return words;
  const isOfPlayer = words.some(isOfGame);
  const isOfDiscriminator = words.some(isDiscriminator);
  return words.map((word) => {
    const concept = runWords.get(word.text);
    if (concept === undefined) return word;
    const isSide = concept === "real" || concept === "fake";
    const serves = isNetwork(concept) ? !isOfPlayer : isSide ? isOfDiscriminator : isOfPlayer;
    return serves ? { ...word, concept } : word;
  });
}

function isOfGame({ concept }: Word): boolean {
  return isNetwork(concept) || concept === "adversarial";
}

/** What stands before the network is a name (`myrun_g_loss`); what follows it, or a loss, qualifies (`g_loss_pcp`). */
function unknownAfterNetwork(words: readonly Word[]): number {
  const lastSegment = words.at(-1)?.segment ?? 0;
  const ofLast = words.filter(({ segment }) => segment === lastSegment);
  const network = Math.max(
    0,
    ofLast.findIndex(({ concept }) => isNetwork(concept)),
  );
  const loss = ofLast.findIndex(({ concept }) => concept === "loss");
  const from = loss >= 0 && loss < network ? loss : network;
  const adversarial = ofLast.findIndex(({ concept }) => concept === "adversarial");
  return ofLast.filter(
    (word, i) => i >= from && word.concept === "unknown" && !isLetterBefore(word, adversarial - i),
  ).length;
}

/** `t_adversarial_loss`: against which of several. */
function isLetterBefore({ text }: Word, distance: number): boolean {
  return text.length === 1 && distance > 0;
}

function firstNetworkOf(words: readonly Word[]): Reading["firstNetwork"] {
  const first = words.find((word) => isNetwork(word.concept));
  if (first === undefined) return "none";
  return first.concept === "generator" ? "generator" : "discriminator";
}

interface Settled {
  readonly words: readonly Word[];
  readonly network: NetworkReading;
  readonly side: SideReading;
}

function settleNetwork(words: readonly Word[]): Settled {
  const relabelled = withSidesSeenByDiscriminator(words);
  const has = (concept: Concept) => relabelled.some((word) => word.concept === concept);
  const side = sideOf(has);
  const hasDiscriminator = has("discriminator");
  if (has("generator")) {
    const isAgainst =
      !hasDiscriminator ||
      has("adversarial") ||
      isGeneratorAfterFake(relabelled) ||
      isLossThroughDiscriminator(relabelled);
    return { words: relabelled, side, network: isAgainst ? "generator" : "conflicting" };
  }
  if (hasDiscriminator || (has("subDiscriminator") && !has("adversarial"))) {
    return { words: relabelled, side, network: "discriminator" };
  }
  return { words: relabelled, side, network: has("subDiscriminator") ? "generator" : "none" };
}

const SHORT_GENERATOR_WORDS: ReadonlySet<string> = new Set(["g", "gen"]);

/** In `d_g`, `disc_acc_gen`, `d_r` and `D out/generator` the word after the discriminator is what it looks at. */
function withSidesSeenByDiscriminator(words: readonly Word[]): readonly Word[] {
  let isAfterDiscriminator = false;
  let hasSide = false;
  let hasOutput = false;
  return words.map((word) => {
    const isShort = SHORT_GENERATOR_WORDS.has(word.text) || hasOutput;
    const seen = isAfterDiscriminator && !hasSide;
    if (word.concept === "discriminator") isAfterDiscriminator = true;
    if (word.concept === "output" && isAfterDiscriminator) hasOutput = true;
    if (word.concept === "real" || word.concept === "fake") hasSide = true;
    if (seen && word.concept === "generator" && isShort) return { ...word, concept: "fake" };
    if (seen && word.text === "r") return { ...word, concept: "real" };
    return word;
  });
}

/** `g_loss_d`: what the generator loses against the discriminator. */
function isLossThroughDiscriminator(words: readonly Word[]): boolean {
  const generator = words.findIndex(({ concept }) => concept === "generator");
  const loss = words.findIndex(({ concept }, i) => i > generator && concept === "loss");
  const discriminator = words.findIndex(isDiscriminator);
  return generator >= 0 && generator < loss && loss < discriminator;
}

/** `loss_disc_fake_g`: what the generator gets from the discriminator on fakes. */
function isGeneratorAfterFake(words: readonly Word[]): boolean {
  const fake = words.findIndex((word) => word.concept === "fake");
  return fake >= 0 && words.slice(fake + 1).some((word) => word.concept === "generator");
}

function sideOf(has: (concept: Concept) => boolean): SideReading {
  if (has("heldOut") && !has("fake")) return "heldOut";
  const sides = (["real", "fake", "heldOut"] as const).filter(has);
  if (sides.length > 1) return "conflicting";
  return sides[0] ?? "none";
}
