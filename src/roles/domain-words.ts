/** Reads the two domains of domain adaptation, source and target, as the sides that a discriminator tells apart. */
import { isDiscriminator, isNetwork, type Word } from "./word.ts";

const SOURCE_WORDS: ReadonlySet<string> = new Set(["source", "src", "s"]);
const TARGET_WORDS: ReadonlySet<string> = new Set(["target", "tgt", "trg", "t"]);

/** Source and target are the two sides that a discriminator of domains tells apart. */
export function withDomainSides(words: readonly Word[]): readonly Word[] {
  if (!words.some(({ concept }) => concept === "domain")) return withSeenDomain(words);
  return words.map((word) => {
    if (SOURCE_WORDS.has(word.text)) return { ...word, concept: "real" };
    return TARGET_WORDS.has(word.text) ? { ...word, concept: "fake" } : word;
  });
}

/** `disc_loss_src`: after the discriminator's name it is what that looks at; before it, whose loss it is. */
function withSeenDomain(words: readonly Word[]): readonly Word[] {
  const discriminator = words.findIndex(isDiscriminator);
  const isOfSide = words.some(({ concept }) => concept === "real" || concept === "fake");
  const isMeasured = words.some(({ concept }) => concept === "loss" || concept === "accuracy");
  if (discriminator < 0 || isOfSide || !isMeasured) return words;
  return words.map((word, i) => {
    if (i < discriminator || word.text.length === 1) return word;
    if (SOURCE_WORDS.has(word.text)) return { ...word, concept: "real" };
    return TARGET_WORDS.has(word.text) ? { ...word, concept: "fake" } : word;
  });
}

/** The side that a domain named before the player would be: `src` in `src_disc_loss`. */
export function domainBefore(words: readonly Word[]): "real" | "fake" | undefined {
  const player = words.findIndex(({ concept }) => isNetwork(concept));
  const before = words.slice(0, Math.max(0, player)).filter(({ text }) => text.length > 1);
  if (before.some(({ text }) => SOURCE_WORDS.has(text))) return "real";
  return before.some(({ text }) => TARGET_WORDS.has(text)) ? "fake" : undefined;
}
