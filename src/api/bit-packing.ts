/** Lays small whole numbers side by side in 32-bit words, each in as few bits as the largest needs. */

const WORD_BITS = 32;

export function wordsFor(count: number, bits: number): number {
  return Math.ceil((count * bits) / WORD_BITS);
}

/** The lowest `bits` (0…32) of each of the first `count` values. */
export function packBits(values: Uint32Array, count: number, bits: number): Uint32Array {
  const words = new Uint32Array(wordsFor(count, bits));
  let at = 0;
  let word = 0;
  let used = 0;
  for (let i = 0; i < count && bits > 0; i++) {
    const value = values[i] ?? 0;
    word |= value << used;
    used += bits;
    if (used < WORD_BITS) continue;
    words[at++] = word;
    used -= WORD_BITS;
    word = used === 0 ? 0 : value >>> (bits - used);
  }
  if (used > 0) words[at] = word;
  return words;
}

/** Undoes `packBits`. */
export function unpackBits(words: Uint32Array, count: number, bits: number): Uint32Array {
  const values = new Uint32Array(count);
  if (bits === 0) return values;
  const mask = bits === WORD_BITS ? -1 : (1 << bits) - 1;
  let bit = 0;
  for (let i = 0; i < count; i++) {
    const at = Math.floor(bit / WORD_BITS);
    const shift = bit % WORD_BITS;
    let value = (words[at] ?? 0) >>> shift;
    if (shift + bits > WORD_BITS) value |= (words[at + 1] ?? 0) << (WORD_BITS - shift);
    values[i] = value & mask;
    bit += bits;
  }
  return values;
}
