/** Binary answers of several parts, each with its length before it, so that a part can be used before the next comes. */

/** Before each part: its length as uint32 LE, and as many bytes of zero, so that it begins at a multiple of 8. */
const FRAME_BYTES = 8;

export function framed(part: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(FRAME_BYTES + part.length);
  new DataView(bytes.buffer).setUint32(0, part.length, true);
  bytes.set(part, FRAME_BYTES);
  return bytes;
}

/** Takes an answer in pieces of any size, and gives the parts as they become whole. */
export class FrameReader {
  #pending = new Uint8Array();

  add(piece: Uint8Array): ArrayBuffer[] {
    const bytes = new Uint8Array(this.#pending.length + piece.length);
    bytes.set(this.#pending);
    bytes.set(piece, this.#pending.length);
    const parts: ArrayBuffer[] = [];
    let at = 0;
    for (let end = endOfPart(bytes, at); end !== null; end = endOfPart(bytes, at)) {
      parts.push(bytes.slice(at + FRAME_BYTES, end).buffer);
      at = end;
    }
    this.#pending = bytes.subarray(at);
    return parts;
  }

  /** Throws `RangeError` where the answer ends inside a part. */
  end(): void {
    const { length } = this.#pending;
    if (length > 0) throw new RangeError(`the answer ends ${length} bytes into a part`);
  }
}

/** null while it has not arrived. */
function endOfPart(bytes: Uint8Array, at: number): number | null {
  if (bytes.length < at + FRAME_BYTES) return null;
  const end = at + FRAME_BYTES + new DataView(bytes.buffer).getUint32(at, true);
  return end <= bytes.length ? end : null;
}
