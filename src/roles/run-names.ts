/** Puts a series' name together where its writer left part of it to the run. */
import type { ValueKind } from "../model/index.ts";
import { read } from "./reading.ts";

export interface TagOfRun {
  readonly run: string;
  readonly tag: string;
  readonly kind: ValueKind;
}

export interface NamedSeries {
  /** What the grammar reads: the tag, and what the run adds to it. */
  readonly name: string;
  /** Where the series of the same training stand: the run, or the one around it. */
  readonly run: string;
}

/** One entry a tag, in the order given. Cost linear in the length of all tags. */
export function namesOf(tags: readonly TagOfRun[]): NamedSeries[] {
  const tagCounts = tagCountsOf(tags);
  const named = tags.map((entry) => partInRun(entry, tagCounts));
  const confirmed = confirmedGroups(tags, named);
  const paired = foldersOfBothPlayers(tags);
  return tags.map((entry, i) => {
    const part = named[i];
    const parent = parentOf(entry.run);
    if (part !== undefined && (confirmed.has(keyOf(entry, part)) || confirmed.has(keyOfPart(part))))
      return { name: `${entry.tag}/${part.text}`, run: part.around };
    const isOfPlayer = paired.has(parent) && playerOf(leafOf(entry.run)) !== undefined;
    return { name: entry.tag, run: isOfPlayer ? parent : entry.run };
  });
}

/** Runs `gen` and `dis` beside each other are two writers of one training. */
function foldersOfBothPlayers(tags: readonly TagOfRun[]): ReadonlySet<string> {
  const players = new Map<string, Set<string>>();
  for (const run of new Set(tags.map((entry) => entry.run))) {
    const player = playerOf(leafOf(run));
    if (player === undefined) continue;
    const parent = parentOf(run);
    players.set(parent, (players.get(parent) ?? new Set()).add(player));
  }
  return new Set([...players].filter(([, both]) => both.size > 1).map(([parent]) => parent));
}

const PLAYER_WORDS: ReadonlySet<string> = new Set(["generator", "discriminator", "neutral", "index"]);

function playerOf(leaf: string): string | undefined {
  const { network, concepts } = read(leaf);
  const isPlain = [...concepts].every((concept) => PLAYER_WORDS.has(concept));
  return isPlain && (network === "generator" || network === "discriminator") ? network : undefined;
}

interface PartInRun {
  readonly text: string;
  /** The run that it is a part of. */
  readonly around: string;
  /** Which player or side the run names; runs that name all the same are experiments, not parts. */
  readonly whose: string;
}

/**
 * `add_scalars("Loss", {D: …})` writes the tag `Loss`, and nothing else, into a run: PyTorch into `Loss_D`,
 * tensorboardX into `Loss/D`.
 */
function partInRun(entry: TagOfRun, tagCounts: ReadonlyMap<string, number>): PartInRun | undefined {
  const leaf = leafOf(entry.run);
  const around = parentOf(entry.run);
  if (tagCounts.get(entry.run) === 1) {
    const folder = `${asTag(entry.tag).replaceAll("/", "_")}_`;
    const text = leaf.slice(folder.length);
    if (text !== "" && asTag(leaf).startsWith(folder)) return { text, whose: text, around };
    const inside = `/${asTag(around)}`.endsWith(`/${asTag(withoutEnd(entry.tag))}`);
    const outer = around.slice(0, Math.max(0, around.length - withoutEnd(entry.tag).length - 1));
    if (inside) return { text: leaf, whose: leaf, around: outer };
  }
  const named = entry.run === "" ? undefined : playerNamedBy(leaf, entry.tag);
  return named === undefined ? undefined : { ...named, around };
}

/** Writers replace in tags, but not in directories, whatever is no letter, figure or one of a few signs. */
function asTag(path: string): string {
  return path.replace(/[^-/\w.]/g, "_");
}

/** A writer for each player or measurement: runs `errD` and `errG` that hold the tag `loss`. */
function playerNamedBy(leaf: string, tag: string): Omit<PartInRun, "around"> | undefined {
  const reading = read(leaf);
  const isOfGame = reading.network === "generator" || reading.network === "discriminator";
  const isOneSided = reading.side === "real" || reading.side === "fake";
  if ((!isOfGame && !isOneSided) || reading.unknownWordCount > 0) return undefined;
  const { network, side } = read(tag);
  if (network !== "none" || side !== "none") return undefined;
  return { text: leaf, whose: `${reading.network} ${reading.side}` };
}

function withoutEnd(tag: string): string {
  return tag.endsWith("/") ? tag.slice(0, -1) : tag;
}

/** A part is believed where the same tag stands in another run beside it that names another part. */
function confirmedGroups(
  tags: readonly TagOfRun[],
  parts: readonly (PartInRun | undefined)[],
): ReadonlySet<string> {
  const namedBy = new Map<string, Set<string>>();
  for (const [i, entry] of tags.entries()) {
    const part = parts[i];
    if (part === undefined) continue;
    const key = keyOf(entry, part);
    const group = namedBy.get(key) ?? new Set();
    namedBy.set(key, group.add(part.whose));
    const partKey = keyOfPart(part);
    const { network } = read(entry.tag);
    if (network === "none" || network === "conflicting") continue;
    namedBy.set(partKey, (namedBy.get(partKey) ?? new Set()).add(network));
  }
  return new Set([...namedBy].filter(([, whose]) => whose.size > 1).map(([key]) => key));
}

function tagCountsOf(tags: readonly TagOfRun[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { run } of tags) counts.set(run, (counts.get(run) ?? 0) + 1);
  return counts;
}

function keyOf({ tag }: TagOfRun, { around }: PartInRun): string {
  return `${around}\n${tag}`;
}

/** `loss`, of `add_scalars("D", {loss: …})` beside `add_scalars("G", {loss: …})`: then the tags tell the players. */
function keyOfPart({ text, around }: PartInRun): string {
  return `${around}\n\n${text}`;
}

function leafOf(run: string): string {
  return run.slice(run.lastIndexOf("/") + 1);
}

function parentOf(run: string): string {
  return run.slice(0, Math.max(0, run.lastIndexOf("/")));
}
