/** Names of the series that Nashboard computes from what a run logs, so that whoever writes and reads them agrees. */

const PREFIX = "derived/";
const PART_MARK = ":";
const GAME_MARK = "@";

/** What of an estimate a series holds; `value` is the estimate itself, see `Estimate` in the metrics room. */
export const ESTIMATE_PARTS = ["value", "low", "high", "chance", "real-count", "fake-count"] as const;
export type EstimatePart = (typeof ESTIMATE_PARTS)[number];

export interface DerivedTag {
  /** Such as `outputs/auc`. */
  readonly metric: string;
  /** The game's name; null in a run with a single one. */
  readonly game: string | null;
  readonly part: EstimatePart;
}

const SOURCE_PREFIX = "derived:";

/** Stands where a store keeps an event file's path, for the points that one group of derivations gives. */
export function derivedSource(group: string, game: string | null): string {
  return SOURCE_PREFIX + group + (game === null ? "" : `${GAME_MARK}${game}`);
}

export function isDerivedSource(path: string): boolean {
  return path.startsWith(SOURCE_PREFIX);
}

/** The plugin name that derived tags carry, by which they are told from a log's own. */
export const DERIVED_PLUGIN = "nashboard-derived";

/** `derived/outputs/auc`, `derived/outputs/auc:low`, `derived/outputs/auc@cycle A:low`. */
export function derivedTag({ metric, game, part }: DerivedTag): string {
  const ofGame = game === null ? "" : `${GAME_MARK}${game}`;
  return `${PREFIX}${metric}${ofGame}${part === "value" ? "" : `${PART_MARK}${part}`}`;
}

export function isDerivedTag(tag: string): boolean {
  return tag.startsWith(PREFIX);
}

/** Null for a tag that is not of that form. */
export function parseDerivedTag(tag: string): DerivedTag | null {
  if (!isDerivedTag(tag)) return null;
  const part = ESTIMATE_PARTS.find((name) => name !== "value" && tag.endsWith(PART_MARK + name)) ?? "value";
  const end = part === "value" ? tag.length : tag.length - part.length - PART_MARK.length;
  const named = tag.slice(PREFIX.length, end);
  const gameAt = named.indexOf(GAME_MARK);
  return gameAt === -1
    ? { metric: named, game: null, part }
    : { metric: named.slice(0, gameAt), game: named.slice(gameAt + 1), part };
}
