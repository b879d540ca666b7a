/** Finds a tag by its bytes without decoding them, because decoding names costs more than reading values. */
import type { TagInfo } from "../model/index.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

export interface TagEntry {
  readonly index: number;
  readonly tag: string;
  /** Null until a value has shown what the tag holds. */
  info: TagInfo | null;
}

const INITIAL_SLOTS = 64;
const INITIAL_NAME_BYTES = 1024;
/** Longer probing means crafted collisions; the engine's own seeded string hash takes over. */
const MAX_PROBES = 32;
const EMPTY = -1;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Open addressing over the bytes of tags. Ill-formed UTF-8 that reads alike is one tag. */
export class TagTable {
  readonly entries: TagEntry[] = [];
  readonly #byText = new Map<string, TagEntry>();
  /** A spelling a row: its hash, its tag, and where it begins in `#names`. One store, as there may be a million. */
  readonly #hashes: number[] = [];
  readonly #spelled: TagEntry[] = [];
  /** One more than there are spellings: each ends where the next begins. */
  readonly #nameStarts: number[] = [0];
  #names = new Uint8Array(INITIAL_NAME_BYTES);
  #slots = new Int32Array(INITIAL_SLOTS).fill(EMPTY);
  /** Which spelling followed each one last time: writers log their tags in the same order over and over. */
  readonly #followers: number[] = [];
  #last = EMPTY;

  constructor(known: readonly TagInfo[]) {
    for (const info of known) this.named(info.tag).info = info;
  }

  /** The entry of the tag spelled `bytes[from … to)`, made at first sight. */
  find(bytes: Uint8Array, from: number, to: number): TagEntry {
    const guess = this.#last === EMPTY ? EMPTY : (this.#followers[this.#last] ?? EMPTY);
    if (guess === EMPTY || !this.#isSpelling(guess, bytes, from, to)) return this.#lookUp(bytes, from, to);
    this.#last = guess;
    // `as TagEntry`: every spelling has its entry.
    return this.#spelled[guess] as TagEntry;
  }

  #lookUp(bytes: Uint8Array, from: number, to: number): TagEntry {
    let hash = FNV_OFFSET;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), FNV_PRIME);
    const mask = this.#slots.length - 1;
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const slot = (hash + probe) & mask;
      const found = this.#slots[slot] ?? EMPTY;
      if (found === EMPTY) return this.#add(bytes.subarray(from, to), hash, slot);
      if (this.#hashes[found] === hash && this.#isSpelling(found, bytes, from, to)) {
        this.#follow(found);
        return this.#spelled[found] ?? this.#entryOf(decodeUtf8(bytes, from, to));
      }
    }
    return this.#entryOf(decodeUtf8(bytes, from, to));
  }

  /** The entry of a tag given as text. */
  named(tag: string): TagEntry {
    const bytes = encodeUtf8(tag);
    return this.find(bytes, 0, bytes.length);
  }

  #add(name: Uint8Array, hash: number, slot: number): TagEntry {
    const entry = this.#entryOf(decodeUtf8(name));
    const from = this.#nameStarts.at(-1) ?? 0;
    const to = from + name.length;
    if (to > this.#names.length) {
      const larger = new Uint8Array(Math.max(to, this.#names.length * 2));
      larger.set(this.#names);
      this.#names = larger;
    }
    this.#names.set(name, from);
    this.#nameStarts.push(to);
    this.#spelled.push(entry);
    const spelling = this.#hashes.push(hash) - 1;
    this.#slots[slot] = spelling;
    this.#followers.push(EMPTY);
    this.#follow(spelling);
    if (this.#hashes.length * 2 > this.#slots.length) this.#growSlots();
    return entry;
  }

  #follow(spelling: number): void {
    if (this.#last !== EMPTY) this.#followers[this.#last] = spelling;
    this.#last = spelling;
  }

  // Four parameters, because an object for every value read would cost more than the comparison.
  #isSpelling(spelling: number, bytes: Uint8Array, from: number, to: number): boolean {
    const names = this.#names;
    const start = this.#nameStarts[spelling] as number;
    if ((this.#nameStarts[spelling + 1] as number) - start !== to - from) return false;
    for (let i = from; i < to; i++) {
      if (bytes[i] !== names[start + i - from]) return false;
    }
    return true;
  }

  #entryOf(tag: string): TagEntry {
    const known = this.#byText.get(tag);
    if (known !== undefined) return known;
    const entry: TagEntry = { index: this.entries.length, tag, info: null };
    this.entries.push(entry);
    this.#byText.set(tag, entry);
    return entry;
  }

  #growSlots(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(EMPTY);
    const mask = slots.length - 1;
    this.#hashes.forEach((hash, index) => {
      for (let probe = 0; probe < MAX_PROBES; probe++) {
        const slot = (hash + probe) & mask;
        if (slots[slot] !== EMPTY) continue;
        slots[slot] = index;
        return;
      }
    });
    this.#slots = slots;
  }
}
