/** Tells a directory that a summary writer made for part of a run from a run of its own, by what it holds. */
import type { EventBatch, TagInfo, ValueKind } from "../model/index.ts";
import { namesPlayer, type PartOfTraining } from "../roles/index.ts";

/** What the beginning of a directory's event files holds. */
export interface FirstTag {
  readonly tag: string;
  readonly kind: ValueKind;
  readonly pointCount: number;
}

/** How the tags of a sub-run's files are called in the run that they belong to. */
export interface TagNames {
  /** Equal for equal namings. */
  readonly key: string;
  inRun(tagInFile: string): string;
  /** null for a tag of the run that none in such a file can be. */
  inFile(tagInRun: string): string | null;
}

export interface SubRun {
  /** Path of its directory relative to that of the run above, "/"-separated. */
  readonly below: string;
  readonly tags: readonly FirstTag[];
  /** Tags that the run above has in files of its own. */
  readonly tagsAbove: ReadonlySet<string>;
}

/** What `add_hparams` writes into one file; others keep the experiment apart from the sessions. */
const HPARAMS_TAGS = ["_hparams_/experiment", "_hparams_/session_start_info", "_hparams_/session_end_info"];

/** The names under which the run above takes it in; null for a run of its own, or while too little is written. */
export function namesInRunAbove(subRun: SubRun): TagNames | null {
  return namesOfScalars(subRun) ?? namesOfHyperparameters(subRun);
}

/**
 * `add_scalars(main, {key: …})` makes a directory a key that holds the tag `main` and no other: PyTorch
 * "main_key" with "/" as "_" in main, tensorboardX "main/key" with main's odd characters cleaned in the tag only.
 */
function namesOfScalars({ below, tags }: SubRun): TagNames | null {
  const [only] = tags;
  if (only === undefined || tags.length > 1 || only.kind !== "scalar") return null;
  const flat = `${only.tag.replaceAll("/", "_")}_`;
  const nested = only.tag.endsWith("/") ? only.tag : `${only.tag}/`;
  for (const start of [nested, flat]) {
    const key = below.slice(start.length);
    if (key !== "" && cleaned(below.slice(0, start.length)) === cleaned(start)) return namesEndingWith(key);
  }
  return null;
}

/** Both writers replace what TensorBoard's tags may not hold by "_", one for one. */
function cleaned(tag: string): string {
  return tag.replace(/[^-/\w.]/gu, "_");
}

/** As `D/loss` is called what a directory D beside others holds as `loss`. */
export function namesInPart({ text, keepsPlayers }: PartOfTraining, subRun: SubRun): TagNames {
  const ofScalars = namesOfScalars(subRun);
  if (ofScalars !== null) return ofScalars;
  const start = text === "" ? "" : `${text}/`;
  const isKept = (tag: string) => keepsPlayers && namesPlayer(tag);
  return {
    key: JSON.stringify([start, keepsPlayers]),
    inRun: (tag) => (isKept(tag) ? tag : start + tag),
    inFile: (tag) => {
      if (tag.startsWith(start) && !isKept(tag.slice(start.length))) return tag.slice(start.length);
      return isKept(tag) ? tag : null;
    },
  };
}

/** Of a sub-run in a run that is a part of another. */
export function namesWithin(inner: TagNames | undefined, outer: TagNames): TagNames {
  if (inner === undefined) return outer;
  return {
    key: JSON.stringify([inner.key, outer.key]),
    inRun: (tag) => outer.inRun(inner.inRun(tag)),
    inFile: (tag) => {
      const between = outer.inFile(tag);
      return between === null ? null : inner.inFile(between);
    },
  };
}

function namesEndingWith(key: string): TagNames {
  const end = `/${key}`;
  return {
    key: end,
    inRun: (tag) => tag + end,
    inFile: (tag) => (tag.endsWith(end) ? tag.slice(0, -end.length) : null),
  };
}

/**
 * `add_hparams` makes a directory with all records of one session and one value a metric. A metric whose name the
 * run above uses for a series of its own gets the directory's name behind it, so that the series stays what it is.
 */
function namesOfHyperparameters({ below, tags, tagsAbove }: SubRun): TagNames | null {
  const names = new Set(tags.map(({ tag }) => tag));
  if (!HPARAMS_TAGS.every((tag) => names.has(tag))) return null;
  const metrics = tags.filter(({ tag }) => !HPARAMS_TAGS.includes(tag));
  if (!metrics.every(({ kind, pointCount }) => kind === "scalar" && pointCount === 1)) return null;
  const taken = metrics.map(({ tag }) => tag).filter((tag) => tagsAbove.has(tag));
  const inRun = new Map(taken.map((tag) => [tag, `${tag}/${below}`]));
  const inFile = new Map(taken.map((tag) => [`${tag}/${below}`, tag]));
  return {
    key: JSON.stringify(taken),
    inRun: (tag) => inRun.get(tag) ?? tag,
    inFile: (tag) => inFile.get(tag) ?? (inRun.has(tag) ? null : tag),
  };
}

/** The batch with its tags as the run calls them. */
export function batchInRun(batch: EventBatch, names: TagNames | undefined): EventBatch {
  if (names === undefined) return batch;
  const tags = batch.tags.map((entry) => {
    return { ...entry, info: { ...entry.info, tag: names.inRun(entry.info.tag) } };
  });
  return { ...batch, tags };
}

/** Those of the run's tags that may be the file's, as the file calls them. */
export function tagsInFile(tags: readonly TagInfo[], names: TagNames | undefined): readonly TagInfo[] {
  if (names === undefined) return tags;
  return tags.flatMap((info) => {
    const tag = names.inFile(info.tag);
    return tag === null ? [] : [{ ...info, tag }];
  });
}
