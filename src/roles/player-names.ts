/** Learns from pairs of tags which short words name a player in a run that calls its players by no longer name. */
import type { Reading } from "./reading.ts";
import { isDiscriminator, type Word } from "./word.ts";

type Player = "generator" | "discriminator";

/** A critic's letter, in runs that know no discriminator. */
const LETTER_OF_CRITIC = "c";

const INITIALS: Readonly<Record<string, Player>> = { d: "discriminator", g: "generator" };
/** `LD` beside `LG`, as articles write the two losses. */
const LETTERS_OF_LOSSES: readonly (readonly [string, Player])[] = [
  ["ld", "discriminator"],
  ["lg", "generator"],
];
/** `dm` beside `gm`; longer words that begin so mean something. */
const LONGEST_WITH_INITIAL = 3;

export function playersNamedIn(readings: readonly Reading[]): readonly (readonly [string, Player])[] {
  const isOfDiscriminator = readings.some(({ words }) => words.some(isDiscriminator));
  return isOfDiscriminator ? [] : [...criticsIn(readings), ...initialsIn(readings)];
}

/** `dis` in `loss_dis_D` beside `loss_dis_G`: named before the player it is what both are charged for. */
export function gamesNamedIn(readings: readonly Reading[]): readonly string[] {
  const names = new Set(readings.map(({ words }) => words.map(({ text }) => text).join(" ")));
  return readings.flatMap(({ words }) => {
    const [game, player, ...more] = words.filter(isDiscriminator);
    if (game === undefined || player !== words.at(-1) || player?.text !== "d" || more.length > 0) return [];
    const ofGenerator = [...words.slice(0, -1).map(({ text }) => text), "g"].join(" ");
    return names.has(ofGenerator) ? [game.text] : [];
  });
}

/** `c_loss` beside `g_loss`, `lossC` beside `lossG`: alike but for the player. */
function criticsIn(readings: readonly Reading[]): [string, Player][] {
  const losses = readings.filter(({ concepts }) => concepts.has("loss"));
  const ofGenerator = new Set(losses.map(({ words }) => keyWithout(words, isGenerator)));
  const alike = new Set(
    losses.flatMap(({ words }) =>
      words.filter(isUnknownLetter).flatMap((letter) => {
        const key = keyWithout(words, (word) => word === letter);
        return ofGenerator.has(key) ? [letter.text] : [];
      }),
    ),
  );
  // Beside `r_loss` and `p_loss` it is a term by its initial.
  return alike.has(LETTER_OF_CRITIC) && alike.size === 1 ? [[LETTER_OF_CRITIC, "discriminator"]] : [];
}

function isGenerator({ concept }: Word): boolean {
  return concept === "generator";
}

function isUnknownLetter({ concept, text }: Word): boolean {
  return concept === "unknown" && text.length === 1;
}

function keyWithout(words: readonly Word[], isPlayer: (word: Word) => boolean): string {
  return words.map((word) => (isPlayer(word) ? "player" : word.text)).join(" ");
}

/** `DM_loss` beside `GM_loss`: unknown words that are alike but for a player's initial. */
function initialsIn(readings: readonly Reading[]): [string, Player][] {
  const unknown = readings.flatMap(({ words }) => words.filter(({ concept }) => concept === "unknown"));
  const texts = new Set(
    unknown.map(({ text }) => text).filter(({ length }) => length <= LONGEST_WITH_INITIAL),
  );
  const losses = LETTERS_OF_LOSSES.filter(([text]) => texts.has(text));
  if (losses.length === LETTERS_OF_LOSSES.length) return losses.map(([text, player]) => [text, player]);
  return [...texts].flatMap((text): [string, Player][] => {
    const player = INITIALS[text.slice(0, 1)];
    if (player === undefined) return [];
    const other = `${player === "generator" ? "d" : "g"}${text.slice(1)}`;
    return texts.has(other) ? [[text, player]] : [];
  });
}
