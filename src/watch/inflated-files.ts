/** Reads stretches of gzipped files at random, with the last one kept inflated because the next is mostly in it. */
import type { ByteRange } from "./file-bytes.ts";
import { inflatedStretches } from "./inflate-file.ts";

/** A longer file is inflated anew, up to the stretch asked for, each time. */
const KEPT_BYTES = 64 << 20;

interface KeptFile {
  readonly key: string;
  readonly bytes: Uint8Array;
}

export class InflatedFiles {
  #kept: KeptFile | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  /** The stretch, shorter where the file ends before. `key` is the file's identity; one file is read at a time. */
  async read(path: string, key: string, range: ByteRange): Promise<Uint8Array> {
    const reading = this.#turn.then(() => this.#read(path, key, range));
    this.#turn = reading.catch(() => undefined);
    return reading;
  }

  async #read(path: string, key: string, { offset, length }: ByteRange): Promise<Uint8Array> {
    const end = offset + length;
    if (this.#kept?.key === key && this.#kept.bytes.length >= end) return this.#kept.bytes.slice(offset, end);
    this.#kept = null;
    const wanted = new Uint8Array(length);
    const parts: Uint8Array[] = [];
    let at = 0;
    for await (const stretch of inflatedStretches(path)) {
      const from = Math.max(0, offset - at);
      const to = Math.min(stretch.length, end - at);
      if (to > from) wanted.set(stretch.subarray(from, to), at + from - offset);
      at += stretch.length;
      if (at <= KEPT_BYTES) parts.push(stretch);
      else parts.length = 0;
      if (at > KEPT_BYTES && at >= end) break;
    }
    if (at <= KEPT_BYTES) this.#kept = { key, bytes: Buffer.concat(parts) };
    return wanted.subarray(0, Math.max(0, Math.min(length, at - offset)));
  }
}
