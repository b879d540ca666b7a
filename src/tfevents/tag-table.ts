/** Finds a tag by its bytes without decoding them, because decoding names costs more than reading values. */
import type { TagInfo } from "../model/index.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

export interface TagEntry {
  readonly index: number;
  readonly tag: string;
  /** Null until a value has shown what the tag holds. */
  info: TagInfo | null;
}

interface Spelling {
  readonly hash: number;
  readonly bytes: Uint8Array;
  readonly entry: TagEntry;
}

const INITIAL_SLOTS = 64;
/** Longer probing means crafted collisions; the engine's own seeded string hash takes over. */
const MAX_PROBES = 32;
const EMPTY = -1;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Open addressing over the bytes of tags. Ill-formed UTF-8 that reads alike is one tag. */
export class TagTable {
  readonly entries: TagEntry[] = [];
  readonly #byText = new Map<string, TagEntry>();
  readonly #spellings: Spelling[] = [];
  #slots = new Int32Array(INITIAL_SLOTS).fill(EMPTY);

  constructor(known: readonly TagInfo[]) {
    for (const info of known) this.named(info.tag).info = info;
  }

  /** The entry of the tag spelled `bytes[from … to)`, made at first sight. */
  find(bytes: Uint8Array, from: number, to: number): TagEntry {
    let hash = FNV_OFFSET;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), FNV_PRIME);
    const mask = this.#slots.length - 1;
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const slot = (hash + probe) & mask;
      const found = this.#slots[slot] ?? EMPTY;
      if (found === EMPTY) return this.#add({ hash, bytes: bytes.slice(from, to) }, slot);
      const spelling = this.#spellings[found];
      if (
        spelling?.hash === hash &&
        spelling.bytes.length === to - from &&
        holds(bytes, from, spelling.bytes)
      ) {
        return spelling.entry;
      }
    }
    return this.#entryOf(decodeUtf8(bytes, from, to));
  }

  /** The entry of a tag given as text. */
  named(tag: string): TagEntry {
    const bytes = encodeUtf8(tag);
    return this.find(bytes, 0, bytes.length);
  }

  #add({ hash, bytes }: Omit<Spelling, "entry">, slot: number): TagEntry {
    const entry = this.#entryOf(decodeUtf8(bytes));
    this.#slots[slot] = this.#spellings.length;
    this.#spellings.push({ hash, bytes, entry });
    if (this.#spellings.length * 2 > this.#slots.length) this.#grow();
    return entry;
  }

  #entryOf(tag: string): TagEntry {
    const known = this.#byText.get(tag);
    if (known !== undefined) return known;
    const entry: TagEntry = { index: this.entries.length, tag, info: null };
    this.entries.push(entry);
    this.#byText.set(tag, entry);
    return entry;
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(EMPTY);
    const mask = slots.length - 1;
    this.#spellings.forEach(({ hash }, index) => {
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

function holds(bytes: Uint8Array, from: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i] !== bytes[from + i]) return false;
  }
  return true;
}
