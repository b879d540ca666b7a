/** The pictures of one tag: drawn if here, otherwise fetched with their neighbours in one request. */
import { type ImagesHeader, imagesUrl, unpackBlobs } from "../../api/index.ts";
import { plural } from "../words/numbers.ts";
import { ask, explanationOf } from "./ask.ts";
import { BitmapCache } from "./bitmap-cache.ts";
import { batchesOf, type ImageBatch, type ImageWish } from "./image-batches.ts";

/** 40,000 MNIST digits, or 60 pictures of 1024 × 1024. */
const CACHE_CAP_BYTES = 256 * 1024 * 1024;
const RETRY_AFTER_MILLISECONDS = 3000;

const bitmaps = new BitmapCache<ImageBitmap>(CACHE_CAP_BYTES);

export interface ImageTag {
  readonly run: string;
  readonly tag: string;
}

/** Why pictures are missing; null: they are not, or are on their way. */
export type ImageTrouble = string | null;

export class ImageFeed {
  readonly #about: ImageTag;
  readonly #watchers = new Set<() => void>();
  readonly #asked = new Set<string>();
  /** What tells an entry from another that stands at its place once the log file is replaced. */
  readonly #stamps = new Map<number, number>();
  #wishes: ImageWish[] = [];
  #version = 0;
  #failure: ImageTrouble = null;
  /** Entries that cannot be read, and pictures that no browser decodes: no asking again changes that. */
  readonly #unreadable = new Set<number>();
  readonly #undecoded = new Set<string>();

  constructor(about: ImageTag) {
    this.#about = about;
  }

  get version(): number {
    return this.#version;
  }

  get trouble(): ImageTrouble {
    return this.#failure ?? unshownWords(this.#unreadable.size, this.#undecoded.size);
  }

  subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /**
   * The bitmap, or null and it is asked for together with all others wished for in this turn. `stamp` is
   * when the entry was logged.
   */
  image = ({ entry, index, stamp }: ImageWish & { readonly stamp: number }): ImageBitmap | null => {
    this.#stamps.set(entry, stamp);
    const key = this.#key(entry, index);
    const bitmap = bitmaps.get(key);
    if (bitmap !== null || this.#asked.has(key)) return bitmap;
    this.#asked.add(key);
    if (this.#wishes.length === 0) queueMicrotask(() => this.#fetchWishes());
    this.#wishes.push({ entry, index });
    return null;
  };

  #fetchWishes(): void {
    const batches = batchesOf(this.#wishes);
    this.#wishes = [];
    for (const batch of batches) void this.#fetch(batch);
  }

  async #fetch(batch: ImageBatch): Promise<void> {
    try {
      const response = await ask(imagesUrl({ ...this.#about, ...batch }), new AbortController().signal);
      const { header, parts } = unpackBlobs(await response.arrayBuffer());
      // The route answers with this header; see ImagesHeader.
      await this.#keep(batch, header as ImagesHeader, parts);
      this.#failure = null;
      this.#allowAskingAgain(batch, ({ isHere }) => isHere);
      this.#tell();
    } catch (failure) {
      const { code, what } = explanationOf(failure);
      if (isAboutValues(code)) {
        for (const entry of batch.entries) this.#unreadable.add(entry);
        this.#tell();
        return;
      }
      this.#failure = what;
      this.#tell();
      window.setTimeout(() => {
        this.#allowAskingAgain(batch, () => true);
        this.#tell();
      }, RETRY_AFTER_MILLISECONDS);
    }
  }

  async #keep(batch: ImageBatch, header: ImagesHeader, parts: Uint8Array[]): Promise<void> {
    const { counts, firstIndex, unreadable } = header;
    for (const entry of unreadable) this.#unreadable.add(entry);
    const decoding: Promise<void>[] = [];
    let part = 0;
    batch.entries.forEach((entry, position) => {
      for (let i = 0; i < (counts[position] ?? 0); i++) {
        const bytes = parts[part++];
        if (bytes !== undefined) decoding.push(this.#decode(this.#key(entry, firstIndex + i), bytes));
      }
    });
    await Promise.all(decoding);
  }

  async #decode(key: string, bytes: Uint8Array): Promise<void> {
    try {
      bitmaps.add(key, await createImageBitmap(new Blob([new Uint8Array(bytes)])));
    } catch {
      // Counted, and said where the pictures are shown.
      this.#undecoded.add(key);
    }
  }

  /**
   * A picture that arrived may leave the cache and be wished for again; one that the server lacks
   * stays asked for, or every drawing would ask for it once more.
   */
  #allowAskingAgain(batch: ImageBatch, when: (image: { readonly isHere: boolean }) => boolean): void {
    const { entries, firstIndex, count } = batch;
    for (const entry of entries) {
      for (let index = firstIndex; index < firstIndex + count; index++) {
        const key = this.#key(entry, index);
        if (when({ isHere: bitmaps.get(key) !== null })) this.#asked.delete(key);
      }
    }
  }

  #tell(): void {
    this.#version += 1;
    for (const watcher of [...this.#watchers]) watcher();
  }

  #key(entry: number, index: number): string {
    return `${this.#about.run}\n${this.#about.tag}\n${entry}\n${index}\n${this.#stamps.get(entry)}`;
  }
}

/** Of the values themselves, where asking again gives the same answer. */
function isAboutValues(code: string): boolean {
  return code === "VALUE_GONE" || code.startsWith("TFEVENTS_VALUE_");
}

/** null where all that was asked for is shown. */
function unshownWords(unreadable: number, undecoded: number): ImageTrouble {
  const words = [
    unreadable === 0 ? [] : [`images of ${plural(unreadable, "step")} cannot be read`],
    undecoded === 0 ? [] : [`${plural(undecoded, "image")} cannot be decoded`],
  ].flat();
  return words.length === 0
    ? null
    : `Of what was looked at, ${words.join(" and ")}: damaged, or gone with the event file.`;
}

const feeds = new Map<string, ImageFeed>();

/** One feed a tag for the life of the page. */
export function imageFeed(about: ImageTag): ImageFeed {
  const key = `${about.run}\n${about.tag}`;
  const feed = feeds.get(key) ?? new ImageFeed(about);
  feeds.set(key, feed);
  return feed;
}
