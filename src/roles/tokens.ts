/** Splits a tag into words the way people read it: at separators, at capitals, inside brackets. */

export interface Token {
  /** Lower case. */
  readonly text: string;
  /** Where it stands in the tag, so that a layer's name can be given back as written. */
  readonly start: number;
  readonly end: number;
  /** Index of the "/"-separated part it stands in. */
  readonly segment: number;
  /** It opens a bracket, as `x` does in `D(x)`. */
  readonly isBracketed: boolean;
}

type CharacterClass = "lower" | "upper" | "digit" | "separator";

const FIRST_NON_ASCII = 128;

function classOf(tag: string, index: number): CharacterClass {
  const character = tag[index] ?? " ";
  if (character >= "a" && character <= "z") return "lower";
  if (character >= "A" && character <= "Z") return "upper";
  if (character >= "0" && character <= "9") return "digit";
  return tag.charCodeAt(index) >= FIRST_NON_ASCII ? "lower" : "separator";
}

/** `gLoss` breaks before `L`, `GANLoss` before its `L`, `D1Loss` before `L`; `z1` and `fid50k` stay whole. */
function breaksBefore(tag: string, index: number): boolean {
  if (classOf(tag, index) !== "upper") return false;
  const before = classOf(tag, index - 1);
  if (before === "lower" || before === "digit") return true;
  return before === "upper" && index + 1 < tag.length && classOf(tag, index + 1) === "lower";
}

/** Words of `tag` in order. One pass over its characters. */
export function tokenise(tag: string): Token[] {
  const tokens: Token[] = [];
  let segment = 0;
  let isBracketed = false;
  let index = 0;
  while (index < tag.length) {
    if (classOf(tag, index) === "separator") {
      if (tag[index] === "/") segment++;
      isBracketed = tag[index] === "(";
      index++;
      continue;
    }
    const start = index;
    index++;
    while (index < tag.length && classOf(tag, index) !== "separator" && !breaksBefore(tag, index)) index++;
    tokens.push({ text: tag.slice(start, index).toLowerCase(), start, end: index, segment, isBracketed });
    isBracketed = false;
  }
  return tokens;
}
