/** Finds the meaning of one token: as it stands, without its number, taken apart, or as a misspelling. */
import { type Concept, meaningOfPhrase, meaningOfWord } from "./vocabulary.ts";

/** Longer glued words are not taken apart: no writer glues that much, and it bounds the cost per token. */
const LONGEST_GLUED_WORD = 24;
/** Single letters inside a glued word that may count as a network, as in `dloss` and `errg`. */
const GLUED_LETTERS = new Set(["d", "g"]);
const SHORTEST_GLUED_PART = 3;
/** `srgan`, `cyclegan`: the model's name says nothing of the quantity, whatever its first half says elsewhere. */
const MODEL_ENDING = "gan";

const NAMES_OFTEN_MISSPELT: readonly string[] = ["generator", "discriminator", "adversarial"];
/** Fits `Generater`, `disciminator` and `discriminater`; more would reach ordinary words. */
const MOST_MISSPELT_LETTERS = 2;

/** Words that say several things at once: StyleGAN2's r_t is the mean sign of outputs on real images. */
const WORDS_OF_SEVERAL_CONCEPTS: ReadonlyMap<string, readonly Concept[]> = new Map<
  string,
  readonly Concept[]
>([
  ["rt", ["sign", "real"]],
  ["dgz", ["discriminator", "fake", "output"]],
]);

/** Words come back tag after tag; names made up of ever new ones must not fill the memory. */
const MOST_WORDS_REMEMBERED = 4096;
const remembered = new Map<string, readonly Concept[]>();

/** The concepts a token carries, in order; a token that nobody knows carries `unknown`. */
export function conceptsOf(word: string): readonly Concept[] {
  if (word.length > LONGEST_GLUED_WORD) return meaningOf(word);
  const before = remembered.get(word);
  if (before !== undefined) return before;
  if (remembered.size >= MOST_WORDS_REMEMBERED) remembered.clear();
  const concepts = meaningOf(word);
  remembered.set(word, concepts);
  return concepts;
}

function meaningOf(word: string): readonly Concept[] {
  const several = WORDS_OF_SEVERAL_CONCEPTS.get(leadingLetters(word));
  if (several !== undefined) return several;
  const known = meaningOfWord(word);
  if (known !== undefined) return [known];
  if (isTranslation(word)) return ["letter"];
  const stem = leadingLetters(word);
  if (stem === "p") return ["spread"];
  if (stem === "s" && word !== stem) return ["variant"];
  // Devices are counted, development sets are not.
  if (stem === "dev" && word !== stem) return ["neutral"];
  if (stem === "") return [isNumber(word) ? "index" : "unknown"];
  const stemMeaning = meaningOfWord(stem);
  if (stemMeaning !== undefined) return [stemMeaning];
  return glued(stem) ?? misspelt(stem) ?? shortened(stem) ?? ["unknown"];
}

/** `s2t`, as `a2b`: from one domain to another. */
function isTranslation(word: string): boolean {
  const [from = "", by, to = ""] = word;
  return word.length === 3 && by === "2" && !isDigit(from) && !isDigit(to);
}

function leadingLetters(word: string): string {
  let end = 0;
  while (end < word.length && !isDigit(word[end] ?? "0")) end++;
  return word.slice(0, end);
}

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9";
}

function isNumber(word: string): boolean {
  for (const character of word) if (!isDigit(character)) return false;
  return true;
}

/** `discloss` → disc + loss, `errd` → err + d. Two parts only; one of them a word of three letters or more. */
function glued(word: string): readonly Concept[] | undefined {
  if (word.length > LONGEST_GLUED_WORD) return undefined;
  for (let cut = word.length - 1; cut > 0; cut--) {
    const left = word.slice(0, cut);
    const right = word.slice(cut);
    if (!mayBeGlued(left) || !mayBeGlued(right)) continue;
    if (Math.max(left.length, right.length) < SHORTEST_GLUED_PART) continue;
    const phrase = meaningOfPhrase(left, right);
    if (phrase !== undefined) return [phrase];
    const meanings = [meaningOfWord(left), meaningOfWord(right)];
    if (right === MODEL_ENDING && !GLUED_LETTERS.has(left)) return ["neutral"];
    if (meanings.every((meaning) => meaning !== undefined)) return meanings;
  }
  return gluedAroundLoss(word);
}

const LOSS_WORD = "loss";

/** `dlossreal`, `ganlossadv`: what a loss is of stands on both sides of it. */
function gluedAroundLoss(word: string): readonly Concept[] | undefined {
  const at = word.indexOf(LOSS_WORD);
  const ends = [word.slice(0, Math.max(0, at)), word.slice(at + LOSS_WORD.length)];
  if (at < 0 || !ends.every(mayBeGlued)) return undefined;
  const [before, after] = ends.map(meaningOfWord);
  return before === undefined || after === undefined ? undefined : [before, "loss", after];
}

function mayBeGlued(part: string): boolean {
  return part.length > 1 || GLUED_LETTERS.has(part);
}

function misspelt(word: string): readonly Concept[] | undefined {
  for (const name of NAMES_OFTEN_MISSPELT) {
    if (word[0] !== name[0] || Math.abs(word.length - name.length) > MOST_MISSPELT_LETTERS) continue;
    if (editDistance(word, name) > MOST_MISSPELT_LETTERS) continue;
    const meaning = meaningOfWord(name);
    if (meaning !== undefined) return [meaning];
  }
  return undefined;
}

const BEGINNING_OF_DISCRIMINATOR = "discr";
/** Discrepancies, and what is discrete, begin with one letter more. */
const BEGINNING_OF_OTHERS = "discre";

/** `discrm`, `discrimin`: wherever the name is broken off. */
function shortened(word: string): readonly Concept[] | undefined {
  const isShort = word.startsWith(BEGINNING_OF_DISCRIMINATOR) && !word.startsWith(BEGINNING_OF_OTHERS);
  return isShort ? ["discriminator"] : undefined;
}

/** Levenshtein's distance; both words are short. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
