/** The words of a tag with the meaning each has by itself, before its neighbours are looked at. */
import { withSumsNamed } from "./sum-in-brackets.ts";
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

export function isNetwork(concept: Concept): boolean {
  return concept === "generator" || concept === "discriminator" || concept === "subDiscriminator";
}

export function isDiscriminator({ concept }: Word): boolean {
  return concept === "discriminator";
}

/** Cost linear in the tag's length. */
export function wordsOf(tag: string): readonly Word[] {
  return merged(tokenise(withSumsNamed(tag)));
}

/** In `amp_policy_loss` the policy is what the discriminator looks at. */
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
