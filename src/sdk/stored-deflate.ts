/** Wraps bytes in the zlib format without compressing them: browsers compress only asynchronously. */

/** RFC 1950 §2.2: deflate with a 32 KiB window, no dictionary, fastest level. */
const ZLIB_HEADER = [0x78, 0x01] as const;
/** RFC 1951 §3.2.4: a stored block's length is a uint16. */
const LARGEST_BLOCK_BYTES = 65_535;
const BLOCK_HEADER_BYTES = 5;
const CHECKSUM_BYTES = 4;
/** RFC 1950 §8.2. */
const ADLER_MODULUS = 65_521;
const LOW_16_BITS = 0xffff;

/** A valid zlib stream (RFC 1950) a little longer than its content; what `Deflate` wants where there is no zlib. */
export function storedDeflate(bytes: Uint8Array): Uint8Array {
  const blockCount = Math.max(1, Math.ceil(bytes.length / LARGEST_BLOCK_BYTES));
  const overhead = ZLIB_HEADER.length + blockCount * BLOCK_HEADER_BYTES + CHECKSUM_BYTES;
  const out = new Uint8Array(bytes.length + overhead);
  const view = new DataView(out.buffer);
  out.set(ZLIB_HEADER);
  let at: number = ZLIB_HEADER.length;
  for (let block = 0; block < blockCount; block++) {
    const content = bytes.subarray(block * LARGEST_BLOCK_BYTES, (block + 1) * LARGEST_BLOCK_BYTES);
    view.setUint8(at, block === blockCount - 1 ? 1 : 0);
    view.setUint16(at + 1, content.length, true);
    view.setUint16(at + 1 + 2, ~content.length & LOW_16_BITS, true);
    out.set(content, at + BLOCK_HEADER_BYTES);
    at += BLOCK_HEADER_BYTES + content.length;
  }
  view.setUint32(at, adler32(bytes));
  return out;
}

function adler32(bytes: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % ADLER_MODULUS;
    high = (high + low) % ADLER_MODULUS;
  }
  return high * (LOW_16_BITS + 1) + low;
}
