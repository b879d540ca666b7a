/** Sample pictures of a run as they were logged: under one tag, or under numbered tags that hold one each. */
import { tagsTogetherWith } from "../model/index.ts";
import type { StoreReader, ValueReader } from "../store/index.ts";

export interface LoggedPictures {
  readonly entry: number;
  readonly images: readonly Uint8Array[];
}

/** The tags that hold the samples of one side, `tag` among them. */
export async function tagsOfSide(store: StoreReader, run: string, tag: string): Promise<readonly string[]> {
  const images = (await store.tags(run)).filter(({ kind }) => kind === "image");
  return tagsTogetherWith(
    tag,
    images.map((one) => one.tag),
  );
}

export interface Side {
  readonly run: string;
  readonly tags: readonly string[];
}

/** Of numbered tags, entry i of one belongs to entry i of the others. */
export async function picturesOf(
  values: ValueReader,
  { run, tags }: Side,
  entries: readonly number[],
): Promise<readonly LoggedPictures[]> {
  const byTag = await Promise.all(tags.map((tag) => values.imagesOfRows(run, tag, entries)));
  return entries.map((entry, at) => ({ entry, images: byTag.flatMap((rows) => rows[at]?.images ?? []) }));
}

/** Newest first, without entries that log the same pictures again. */
export function distinctPictures(entries: readonly LoggedPictures[]): readonly LoggedPictures[] {
  const kept: LoggedPictures[] = [];
  for (const one of [...entries].reverse()) {
    const isKnown = kept.some(({ images }) => areEqual(images[0], one.images[0]));
    if (!isKnown) kept.push(one);
  }
  return kept;
}

function areEqual(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one?.length === other?.length && one?.every((byte, at) => byte === other?.[at]) === true;
}
