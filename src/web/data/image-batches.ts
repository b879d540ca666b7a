/** Turns wishes for single images into few requests: many entries, one stretch of indices each. */

export interface ImageWish {
  readonly entry: number;
  readonly index: number;
}

export interface ImageBatch {
  readonly entries: readonly number[];
  readonly firstIndex: number;
  readonly count: number;
}

/** Small enough that the first pictures appear before the last are read. */
const IMAGES_PER_REQUEST = 128;

/**
 * Every wish is in some batch. Entries that are wished for with the same stretch of indices share
 * batches; an index between two wished ones is fetched along.
 */
export function batchesOf(wishes: readonly ImageWish[]): ImageBatch[] {
  const batches: ImageBatch[] = [];
  for (const { entries, firstIndex, count } of stretchesOf(wishes)) {
    const perRequest = Math.max(1, Math.floor(IMAGES_PER_REQUEST / count));
    for (let i = 0; i < entries.length; i += perRequest) {
      batches.push({ entries: entries.slice(i, i + perRequest), firstIndex, count });
    }
  }
  return batches;
}

function stretchesOf(wishes: readonly ImageWish[]): ImageBatch[] {
  const indices = new Map<number, { first: number; last: number }>();
  for (const { entry, index } of wishes) {
    const known = indices.get(entry) ?? { first: index, last: index };
    indices.set(entry, { first: Math.min(known.first, index), last: Math.max(known.last, index) });
  }
  const stretches = new Map<string, { entries: number[]; firstIndex: number; count: number }>();
  for (const [entry, { first, last }] of indices) {
    const key = `${first}-${last}`;
    const stretch = stretches.get(key) ?? { entries: [], firstIndex: first, count: last - first + 1 };
    stretch.entries.push(entry);
    stretches.set(key, stretch);
  }
  return [...stretches.values()];
}
