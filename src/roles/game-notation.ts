/** Reads the articles' notation of what a discriminator says: `D(x)`, `D(G(z))` and the ways to write them without brackets. */
import type { Concept } from "./vocabulary.ts";
import { isDiscriminator, isNetwork, type Word } from "./word.ts";

const NOISE = "z";

function isOfNoise(before: Word | undefined, word: Word): boolean {
  return before?.text === NOISE && before.segment === word.segment;
}

/** Written together, and counted. */
const GENERATED_FROM_NOISE: ReadonlySet<string> = new Set(["gz", "gz1", "gz2"]);

/** The discriminator at a point: `D(x)`, `D_x`, `D(G(z))`, `D_G_z1`, `D(real)`. With a loss word it is a name. */
export function withGameNotation(words: readonly Word[]): readonly Word[] {
  // `D(G(z_d))`: in whose step the noise was drawn is not what is applied to it.
  const at = words.findLastIndex((word, i) => isDiscriminator(word) && !isOfNoise(words[i - 1], word));
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
  return BOOKKEEPING.has(word.concept) || word.text === "after";
}

/** Outputs are what the notation is about, whether it says so or not. */
const BOOKKEEPING: ReadonlySet<Concept> = new Set<Concept>(["index", "neutral", "output"]);

function isAfterUpdate(word: Word): boolean {
  return word.concept === "afterUpdate";
}

function notatedSide(rest: readonly Word[]): "real" | "fake" | undefined {
  const [first, second, third, ...more] = rest;
  const isOfStep = third !== undefined && isNetwork(third.concept) && second?.text === NOISE;
  if (first === undefined || (third !== undefined && !isOfStep) || more.length > 0) return undefined;
  if (first.isBracketed && (second?.concept === "real" || second?.concept === "fake")) return second.concept;
  if (second === undefined) {
    if (GENERATED_FROM_NOISE.has(first.text)) return "fake";
    if (first.text === "x" || (first.text === "y" && first.isBracketed)) return "real";
    const isNamedSide = first.concept === "real" || first.concept === "fake";
    return first.isBracketed && isNamedSide ? (first.concept === "real" ? "real" : "fake") : undefined;
  }
  const isNoise = second.text === "x" || second.text.startsWith("z");
  return first.text === "g" && isNoise ? "fake" : undefined;
}
