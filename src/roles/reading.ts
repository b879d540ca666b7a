/** Reads a tag's words in their context: whose quantity it is, which, and on which side of the game. */
import { type Token, tokenise } from "./tokens.ts";
import { type Concept, meaningOfPhrase } from "./vocabulary.ts";
import { conceptsOf } from "./word-meaning.ts";

export interface Word {
  readonly concept: Concept;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly segment: number;
  readonly isBracketed: boolean;
}

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

/** Cost linear in the tag's length. */
export function read(tag: string): Reading {
  const initial = withInitialL(withoutGroupingGan(merged(tokenise(tag))));
  const words = withoutGroupingLoss(withGameNotation(withDomainSides(withSpeechModel(initial))));
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

function merged(tokens: readonly Token[]): Word[] {
  const words: Word[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const next = tokens[i + 1];
    if (token === undefined) continue;
    const phrase =
      next?.segment === token.segment && !next.isBracketed
        ? meaningOfPhrase(token.text, next.text)
        : undefined;
    const isOfDiscriminator = phrase === "reinforcement" && words.some(isDiscriminator);
    if (phrase !== undefined && next !== undefined && !isOfDiscriminator) {
      words.push({ ...token, text: `${token.text} ${next.text}`, end: next.end, concept: phrase });
      i++;
      continue;
    }
    const { text, start, end, segment, isBracketed } = token;
    for (const concept of conceptsOf(text)) words.push({ concept, text, start, end, segment, isBracketed });
  }
  return words;
}

/** In `amp_policy_loss` the policy is what the discriminator looks at. */
function isDiscriminator({ concept }: Word): boolean {
  return concept === "discriminator";
}

/** `d_loss_slm` is a discriminator's loss; `slm_loss` alone a term of the generator's. */
function withSpeechModel(words: readonly Word[]): readonly Word[] {
  if (!words.some(({ concept }) => concept === "speechModel")) return words;
  const concept = words.some((word) => isNetwork(word.concept)) ? "variant" : "featureMatching";
  return words.map((word) => (word.concept === "speechModel" ? { ...word, concept } : word));
}

const SOURCE_WORDS: ReadonlySet<string> = new Set(["source", "src", "s"]);
const TARGET_WORDS: ReadonlySet<string> = new Set(["target", "tgt", "t"]);

/** Source and target are the two sides that a discriminator of domains tells apart. */
function withDomainSides(words: readonly Word[]): readonly Word[] {
  if (!words.some(({ concept }) => concept === "domain")) return words;
  return words.map((word) => {
    if (SOURCE_WORDS.has(word.text)) return { ...word, concept: "real" };
    return TARGET_WORDS.has(word.text) ? { ...word, concept: "fake" } : word;
  });
}

/** `l_d_real`, `L(G)`: an L that begins a segment and has something to belong to is a loss. */
function withInitialL(words: readonly Word[]): readonly Word[] {
  if (!words.some(({ text }) => text === "l")) return words;
  return words.map((word, i) => {
    const beginsSegment = words[i - 1]?.segment !== word.segment;
    const hasFollower = words[i + 1]?.segment === word.segment;
    return word.text === "l" && beginsSegment && hasFollower ? { ...word, concept: "loss" } : word;
  });
}

/** The discriminator at a point: `D(x)`, `D_x`, `D(G(z))`, `D_G_z1`, `D(real)`. With a loss word it is a name. */
function withGameNotation(words: readonly Word[]): readonly Word[] {
  const at = words.findIndex((word) => word.concept === "discriminator");
  if (at < 0 || words.some((word) => word.concept === "loss")) return words;
  const rest = words.slice(at + 1).filter((word) => !isBookkeeping(word));
  const side = notatedSide(rest);
  if (side === undefined) return words;
  const discriminator = words[at];
  if (discriminator === undefined) return words;
  const [seen, ...noise] = rest;
  if (seen === undefined) return words;
  const argument: Word[] = [{ ...seen, concept: side }, ...noise.filter(isAfterUpdate)];
  argument.push({ ...(noise[0] ?? discriminator), concept: "output" });
  const kept = words.filter((word) => !rest.includes(word));
  return [...kept, ...argument];
}

function isBookkeeping(word: Word): boolean {
  return word.concept === "index" || word.concept === "neutral" || word.text === "after";
}

function isAfterUpdate(word: Word): boolean {
  return word.concept === "afterUpdate";
}

function notatedSide(rest: readonly Word[]): "real" | "fake" | undefined {
  const [first, second, third] = rest;
  if (first === undefined || third !== undefined) return undefined;
  if (second === undefined) {
    if (first.text === "x") return "real";
    const isNamedSide = first.concept === "real" || first.concept === "fake";
    return first.isBracketed && isNamedSide ? (first.concept === "real" ? "real" : "fake") : undefined;
  }
  const isNoise = second.text === "x" || second.text.startsWith("z");
  return first.text === "g" && isNoise ? "fake" : undefined;
}

/** Quantities that make an earlier path part called "loss" or "gan" a mere folder: `Loss/learning_rate`. */
const QUANTITIES: ReadonlySet<Concept> = new Set<Concept>([
  "accuracy",
  "output",
  "sign",
  "margin",
  "gradient",
  "learningRate",
  "gradientPenalty",
  "inputGradientNorm",
  "r1",
  "r2",
  "pathLength",
  "wasserstein",
]);

/** `GAN/G_loss` stands in the log of a GAN; `g_gan_loss` is an adversarial term. */
function withoutGroupingGan(words: readonly Word[]): readonly Word[] {
  const last = words.at(-1)?.segment ?? 0;
  if (!words.some(({ concept, segment }) => segment === last && isNetwork(concept))) return words;
  return words.filter(({ text, segment }) => segment === last || !text.endsWith("gan"));
}

function withoutGroupingLoss(words: readonly Word[]): readonly Word[] {
  const lastQuantity = words.findLast((word) => QUANTITIES.has(word.concept));
  if (lastQuantity === undefined) return words;
  return words.filter((word) => word.concept !== "loss" || word.segment >= lastQuantity.segment);
}

/** What stands before the network is a name (`myrun_g_loss`); what follows it qualifies (`g_loss_pcp`). */
function unknownAfterNetwork(words: readonly Word[]): number {
  const lastSegment = words.at(-1)?.segment ?? 0;
  const ofLast = words.filter(({ segment }) => segment === lastSegment);
  const from = Math.max(
    0,
    ofLast.findIndex(({ concept }) => isNetwork(concept)),
  );
  return ofLast.slice(from).filter(({ concept }) => concept === "unknown").length;
}

function firstNetworkOf(words: readonly Word[]): Reading["firstNetwork"] {
  const first = words.find((word) => isNetwork(word.concept));
  if (first === undefined) return "none";
  return first.concept === "generator" ? "generator" : "discriminator";
}

function isNetwork(concept: Concept): boolean {
  return concept === "generator" || concept === "discriminator" || concept === "subDiscriminator";
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
