/** Learns from a run's tags which unknown words name one of several discriminators, heads or directions. */
import type { Reading } from "./reading.ts";
import type { Word } from "./word.ts";

/** What a sound or picture may be judged by; beside one player's loss alone it is a reconstruction's measure. */
const JUDGED_SIGNALS: ReadonlySet<string> = new Set(
  "stft mrstft mel spec wave waveform subband freq frequency fft pose face latent pixel".split(" "),
);

interface Pattern {
  /** The tag's words with the counterpart left open: `d ± font`. */
  readonly key: string;
  readonly holds: string;
  readonly words: readonly string[];
}

/**
 * `d_real_font` beside `d_fake_font`: a word that the discriminator's two sides share cannot tell what is
 * measured, so it tells by whom. Likewise `sn` in `gen_sn_gan_loss` beside `discrim_sn_gan_loss`.
 */
export function adversariesNamedIn(readings: readonly Reading[]): ReadonlySet<string> {
  const bySide = namesBySide(readings);
  const byPlayer = paired(readings.flatMap((reading) => playerPattern(reading, isAdversaryOfItself)));
  const alone = new Set(paired(readings.flatMap((reading) => playerPattern(reading, isUnknown))));
  const heads = new Set(paired(readings.flatMap((reading) => playerPattern(reading, isHead))));
  const areSeveral = heads.size > 1 && !playersOfPlainLosses(readings).has("discriminator");
  const byHead = paired(readings.flatMap(headPattern));
  const byBank = BANKS.flatMap((letters) =>
    paired(readings.flatMap((reading) => bankPattern(reading, letters))),
  );
  const directions = playersOfPlainLosses(readings).size < 2 ? directionsNamedIn(readings) : [];
  const lone = playersOfPlainLosses(readings).has("discriminator") ? [] : headsOfDiscriminatorAlone(readings);
  return new Set([
    ...bySide,
    ...byPlayer,
    ...byHead,
    ...byBank,
    ...(areSeveral ? alone : []),
    ...directions,
    ...lone,
  ]);
}

/** Two words may be what it calls the sides. */
const LEAST_HEADS = 3;

/** `loss_D_midi`, `loss_D_cqt`, `loss_D_wave` without another loss of its: alike but for one unknown word. */
function headsOfDiscriminatorAlone(readings: readonly Reading[]): readonly string[] {
  const patterns = readings.flatMap(({ network, side, concepts, words }): Pattern[] => {
    const [name, ...others] = unknownIn(words);
    if (network !== "discriminator" || side !== "none" || !concepts.has("loss")) return [];
    if (name === undefined || others.length > 0 || words.some(isPlayerlessTerm)) return [];
    const key = words.map(({ text }) => (text === name ? "name" : text)).join(" ");
    return [{ key, holds: name, words: [name] }];
  });
  const numbered = patterns.map((pattern) => ({
    ...pattern,
    key: `${pattern.key} ${stemOf(pattern.holds)}`,
  }));
  return [...paired(patterns, LEAST_HEADS), ...paired(numbered.filter(isNumbered))];
}

/** `D_loss_T1` beside `D_loss_T2`: counted, they are no sides. */
function isNumbered({ holds }: Pattern): boolean {
  return stemOf(holds) !== holds;
}

function stemOf(text: string): string {
  return text.replace(/\d+$/, "");
}

/** `Disc European Loss`, `Disc Asian Loss` beside `Gen European Cycle Loss`: one name each, which the generator has, too. */
function directionsNamedIn(readings: readonly Reading[]): readonly string[] {
  const ofLoss = (player: Reading["network"]) =>
    readings.filter(({ network, concepts }) => network === player && concepts.has("loss"));
  const namesOfGenerator = new Set(ofLoss("generator").flatMap(({ words }) => unknownIn(words)));
  const patterns = ofLoss("discriminator").flatMap(({ words }): Pattern[] => {
    const [name, ...others] = unknownIn(words);
    if (name === undefined || others.length > 0 || !namesOfGenerator.has(name)) return [];
    const key = words.map(({ text }) => (text === name ? "name" : text)).join(" ");
    return [{ key, holds: name, words: [name] }];
  });
  return paired(patterns);
}

function unknownIn(words: readonly Word[]): readonly string[] {
  return words.filter(isUnknown).map(({ text }) => text);
}

function paired(patterns: readonly Pattern[], least = 2): string[] {
  const held = new Map<string, Set<string>>();
  for (const { key, holds } of patterns) held.set(key, (held.get(key) ?? new Set()).add(holds));
  return patterns.filter(({ key }) => (held.get(key)?.size ?? 0) >= least).flatMap(({ words }) => words);
}

/** Beside `d_real_loss` the `c` of `d_real_c_loss` says that something else is measured. */
function namesBySide(readings: readonly Reading[]): readonly string[] {
  const plainSides = new Set(readings.flatMap(plainSide));
  const patterns = readings.flatMap(sidePattern);
  const isOfElse = ({ plain }: SidePattern) => plainSides.has(plain);
  const ofElse = new Set(patterns.filter(isOfElse).flatMap(({ words }) => words));
  return paired(patterns.filter((pattern) => !isOfElse(pattern))).filter((name) => !ofElse.has(name));
}

interface SidePattern extends Pattern {
  /** The key without the words in question. */
  readonly plain: string;
}

function sidePattern({ words, network, side }: Reading): SidePattern[] {
  const named = words.filter(({ concept }) => concept === "unknown");
  if (network !== "discriminator" || (side !== "real" && side !== "fake") || named.length === 0) return [];
  const plain = sideKey(words.filter((word) => !named.includes(word)));
  return [{ key: sideKey(words), holds: side, words: named.map(({ text }) => text), plain }];
}

function plainSide({ words, network, side, concepts }: Reading): string[] {
  if (network !== "discriminator" || (side !== "real" && side !== "fake") || !concepts.has("loss")) return [];
  return [sideKey(words)];
}

function sideKey(words: readonly Word[]): string {
  return words.map((word) => (isSide(word) ? "±" : word.text)).join(" ");
}

/** A vocoder's discriminators of periods and of scales, as HiFi-GAN (`f`) and its descendants (`p`) abbreviate them. */
const BANKS: readonly (readonly string[])[] = [
  ["p", "s"],
  ["f", "s"],
];

/** `d_p_r` beside `d_s_r`, `loss_gen_f` beside `loss_gen_s`. */
function bankPattern({ words, network }: Reading, letters: readonly string[]): Pattern[] {
  const bank = words.find(({ text }) => letters.includes(text));
  if (bank === undefined || network === "none") return [];
  const key = words.map((word) => (word === bank ? "bank" : word.text)).join(" ");
  return [{ key, holds: bank.text, words: [bank.text] }];
}

const AUXILIARY_HEAD = "aux";
const MAIN_HEAD = "main";

/** `loss_d_aux` beside `loss_d_main`: not a task beside the game, but the lesser of two heads. */
function headPattern({ words }: Reading): Pattern[] {
  const head = words.find(({ text }) => text === AUXILIARY_HEAD || text === MAIN_HEAD);
  if (head === undefined) return [];
  const key = words.map((word) => (word === head ? "head" : word.text)).join(" ");
  return [{ key, holds: head.text, words: [AUXILIARY_HEAD] }];
}

function isSide({ concept }: Word): boolean {
  return concept === "real" || concept === "fake";
}

/** Beside `D_loss` and `G_loss` a pair with one more word may be anything that both players are charged for. */
function playersOfPlainLosses(readings: readonly Reading[]): ReadonlySet<string> {
  const plain = readings.filter(({ concepts, words }) => concepts.has("loss") && words.every(isOfPlainLoss));
  return new Set(plain.map(({ network }) => network));
}

function isOfPlainLoss({ concept }: Word): boolean {
  return (
    concept === "loss" || concept === "neutral" || concept === "generator" || concept === "discriminator"
  );
}

type IsName = (word: Word, reading: Reading) => boolean;

function isAdversaryOfItself({ concept, text }: Word, { concepts }: Reading): boolean {
  if (concept === "unknown") return concepts.has("adversarial");
  return concept === "term" && JUDGED_SIGNALS.has(text);
}

/** Known to name one of several, or not known at all. */
function isHead({ concept }: Word): boolean {
  return concept === "unknown" || concept === "variant" || concept === "media" || concept === "letter";
}

/** One such pair may be anything; several are the discriminators of a run that has no other losses of players. */
function isUnknown({ concept }: Word): boolean {
  return concept === "unknown";
}

function playerPattern(reading: Reading, isName: IsName): Pattern[] {
  const { words, network, concepts } = reading;
  if (network !== "generator" && network !== "discriminator") return [];
  if (!concepts.has("loss") && !concepts.has("adversarial")) return [];
  const named = words.filter((word) => isName(word, reading));
  if (named.length === 0 || words.some(isPlayerlessTerm)) return [];
  const key = words.map((word) => (isPlayer(word) ? "player" : word.text)).join(" ");
  return [{ key, holds: network, words: named.map(({ text }) => text) }];
}

function isPlayer({ concept }: Word): boolean {
  return concept === "generator" || concept === "discriminator";
}

/** Another term of the generator's, a penalty or a class task: then the words beside it tell nothing of players. */
function isPlayerlessTerm({ concept, text }: Word): boolean {
  if (concept === "term") return !JUDGED_SIGNALS.has(text);
  return concept === "featureMatching" || concept === "classTask" || concept === "gradientPenalty";
}
