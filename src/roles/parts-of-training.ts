/** Tells directories that hold parts of one training, as a writer for each player makes them, from trainings of their own. */
import type { ValueKind } from "../model/index.ts";
import { parseTag } from "./parse-tag.ts";
import { read } from "./reading.ts";
import type { Word } from "./word.ts";

export interface DirectoryOfTags {
  /** The last component of its path. */
  readonly name: string;
  readonly tags: readonly { readonly tag: string; readonly kind: ValueKind }[];
}

export interface TrainingInParts {
  /** What the parts' names have in common, as `seed1` in `seed1_D`; "" for nothing. */
  readonly name: string;
  /** By the directory's name. */
  readonly parts: ReadonlyMap<string, PartOfTraining>;
  /** Whether what lies in the directory around them is a part, too. */
  readonly isAboveAPart: boolean;
}

export interface PartOfTraining {
  /** What goes before its tags: `D`; "" for the part that others are measured beside. */
  readonly text: string;
  /** Whether tags that name a player go without. */
  readonly keepsPlayers: boolean;
}

type Kind = "generator" | "discriminator" | "real" | "fake" | "training" | "validation" | "pictures";

interface NamedPart {
  readonly kind: Kind;
  /** The words that say which of several trainings. */
  readonly stem: string;
  readonly text: string;
}

/**
 * Whether a tag says itself which player it is of. In the directories of players and sides it keeps its name, since
 * no other holds it: `real/lossD` would be read as the discriminator's loss on one side.
 */
export function namesPlayer(tag: string): boolean {
  const { network } = read(tag);
  return network === "generator" || network === "discriminator";
}

/** Of names of directories beside each other those that may complete each other, so that a look at their tags is worth it. */
export function namesThatMayComplete(names: readonly string[]): readonly string[] {
  const byStem = new Map<string, { readonly name: string; readonly kind: Kind }[]>();
  for (const name of names) {
    const part = namedPart(name);
    if (part === undefined) continue;
    const others = byStem.get(part.stem);
    if (others === undefined) byStem.set(part.stem, [{ name, kind: part.kind }]);
    else others.push({ name, kind: part.kind });
  }
  return [...byStem].flatMap(([stem, named]) => {
    // What is named by a kind alone may complete what lies around it.
    const isEnough = stem === "" || new Set(named.map(({ kind }) => kind)).size > 1;
    return isEnough ? named.map(({ name }) => name) : [];
  });
}

/** `D` and `G` beside `A` and `B` are letters of experiments. */
export function isLetterOfExperiments(name: string): boolean {
  return name.length === 1 && kindNamedBy(name) === undefined;
}

/**
 * Directories beside each other whose names complete each other, and whose tags don't contradict: one is the
 * discriminator's and one the generator's, one is named for training and others for what is measured beside it,
 * or pictures of real samples stand beside those of generated ones. `above`: what their common directory holds.
 */
export function trainingsInParts(
  directories: readonly DirectoryOfTags[],
  above: DirectoryOfTags["tags"],
): TrainingInParts[] {
  if (directories.some(({ name }) => isLetterOfExperiments(name))) return [];
  const byStem = new Map<string, Candidate[]>();
  for (const { name, tags } of directories) {
    const part = namedPart(name);
    if (part === undefined) continue;
    const candidate = { name, part, says: whatTagsSay(tags) };
    byStem.set(part.stem, [...(byStem.get(part.stem) ?? []), candidate]);
  }
  const saidAbove = whatTagsSay(above);
  return [...byStem].flatMap(([name, candidates]) => trainingOf({ name, candidates, saidAbove }) ?? []);
}

interface Candidate {
  readonly name: string;
  readonly part: NamedPart;
  readonly says: Said;
}

interface Group {
  readonly name: string;
  readonly candidates: readonly Candidate[];
  readonly saidAbove: Said;
}

function trainingOf({ name, candidates, saidAbove }: Group): TrainingInParts | undefined {
  const isAboveAPart = name === "" && saidAbove.players.size > 0;
  const [training, ...otherTrainings] = candidates.filter(({ part }) => part.kind === "training");
  if (otherTrainings.length > 0) return undefined;
  const trained = training?.says ?? (isAboveAPart ? saidAbove : undefined);
  const fitting = candidates.filter((candidate) => fits(candidate, trained));
  const has = (kind: Kind) => fitting.some(({ part }) => part.kind === kind);
  const isOfPlayers = has("generator") && has("discriminator");
  const isOfSides = has("real") && has("fake");
  const isOfTraining = trained !== undefined && fitting.length > (training === undefined ? 0 : 1);
  const players = new Set(
    [trained, ...fitting.map(({ says }) => says)].flatMap((said) => [...(said?.players ?? [])]),
  );
  if (!isOfPlayers && !isOfSides && !(isOfTraining && players.size > 0)) return undefined;
  const sides = fitting.filter(({ part }) => part.kind === "real" || part.kind === "fake");
  const areSidesOfPlayers = new Set(sides.flatMap(({ says }) => [...says.players])).size > 1;
  const parts = new Map(
    fitting.map(({ name: of, part: { kind, text } }) => {
      const keepsPlayers = kind === "generator" || kind === "discriminator" || areSidesOfPlayers;
      return [of, { text: kind === "training" ? "" : text, keepsPlayers }];
    }),
  );
  return { name, parts, isAboveAPart };
}

/** Whether what a directory logs may be what its name says. */
function fits({ part: { kind }, says }: Candidate, trained: Said | undefined): boolean {
  switch (kind) {
    case "training":
      return true;
    case "generator":
      return !says.players.has("discriminator");
    case "discriminator":
      return !says.players.has("generator");
    case "real":
    case "fake":
      return !says.sides.has(kind === "real" ? "fake" : "real") && (says.isOfPictures || isOfOnePlayer(says));
    case "pictures":
      return says.isOfPictures;
    case "validation":
      return says.losses.size < 2 || [...says.lossTags].every((tag) => trained?.lossTags.has(tag) === true);
  }
}

function isOfOnePlayer({ players }: Said): boolean {
  return players.size === 1;
}

/** What the tags of one directory name. */
interface Said {
  readonly players: ReadonlySet<string>;
  readonly sides: ReadonlySet<string>;
  /** Players whose losses are among them, and the tags that are. */
  readonly losses: ReadonlySet<string>;
  readonly lossTags: ReadonlySet<string>;
  readonly isOfPictures: boolean;
}

const PICTURES: ReadonlySet<ValueKind> = new Set<ValueKind>(["image", "audio", "text"]);

function whatTagsSay(tags: DirectoryOfTags["tags"]): Said {
  const parsed = tags.map(({ tag, kind }) => ({ tag, ...parseTag(tag, kind) }));
  const ofLosses = parsed.filter(({ role }) => role.startsWith("d.loss") || role.startsWith("g.loss"));
  const playerOf = ({ role, reading: { network } }: (typeof parsed)[number]) => {
    if (role.startsWith("d.")) return "discriminator";
    if (role.startsWith("g.loss")) return "generator";
    return network === "none" || role.startsWith("sample.") ? undefined : network;
  };
  return {
    players: new Set(parsed.flatMap((one) => playerOf(one) ?? [])),
    sides: new Set(parsed.map(({ reading }) => reading.side)),
    losses: new Set(ofLosses.flatMap((one) => playerOf(one) ?? [])),
    lossTags: new Set(ofLosses.map(({ tag }) => tag)),
    isOfPictures: tags.length > 0 && tags.every(({ kind }) => PICTURES.has(kind)),
  };
}

const TRAINING_WORDS: ReadonlySet<string> = new Set(["train", "training"]);

function namedPart(name: string): NamedPart | undefined {
  const { words } = read(name);
  const kind = kindNamedBy(name);
  if (kind === undefined) return undefined;
  const first = words.findIndex(saysPart);
  const isSet = words.some(isSetting) && words.some(({ text }) => HAS_DIGIT.test(text));
  const isOfStem = (word: Word, place: number) =>
    word.concept === "unknown" ||
    (word.concept === "index" && (place < first || isSet)) ||
    (isSet && isSetting(word));
  const textOf = (some: readonly Word[]) => some.map(({ start, end }) => name.slice(start, end)).join("_");
  const stem = words.filter(isOfStem);
  const others = words.filter((word) => !stem.includes(word));
  return { kind, stem: textOf(stem), text: stem.length === 0 ? name : textOf(others) };
}

function kindNamedBy(name: string): Kind | undefined {
  const { words, concepts, network, side } = read(name);
  if (network === "conflicting") return undefined;
  if (network !== "none") return network;
  if (side === "real" || side === "fake") return side;
  if (concepts.has("validation")) return "validation";
  if (words.some(({ text }) => TRAINING_WORDS.has(text))) return "training";
  if (concepts.has("media")) return "pictures";
  return name.toLowerCase() === SECOND_GENERATOR ? "generator" : undefined;
}

const HAS_DIGIT = /\d/;

/** `gen_lr0.001`: how an experiment is set tells it from others. */
function isSetting({ concept }: Word): boolean {
  return concept === "learningRate" || concept === "setting" || concept === "weighting";
}

function saysPart({ concept, text }: Word): boolean {
  return (concept !== "unknown" && concept !== "index" && concept !== "neutral") || TRAINING_WORDS.has(text);
}

/** As CycleGAN's articles call it. */
const SECOND_GENERATOR = "f";
