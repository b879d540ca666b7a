/** The checksum of TFRecord framing, fast enough that every byte of every file is verified. */

/** Castagnoli polynomial, bit-reflected. */
const REFLECTED_POLYNOMIAL = 0x82f63b78;
/** TFRecord rotates and offsets the CRC so that a record which holds records does not check itself. */
const MASK_DELTA = 0xa282ead8;
const SLICES = 8;
const BYTE_VALUES = 256;

/** Slice s of the table advances a byte's remainder by s further zero bytes; slice s starts at 256·s. */
const TABLE = makeTable();

function makeTable(): Int32Array {
  const table = new Int32Array(SLICES * BYTE_VALUES);
  for (let byte = 0; byte < BYTE_VALUES; byte++) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) {
      remainder = remainder & 1 ? (remainder >>> 1) ^ REFLECTED_POLYNOMIAL : remainder >>> 1;
    }
    table[byte] = remainder;
  }
  for (let i = BYTE_VALUES; i < table.length; i++) {
    const previous = table[i - BYTE_VALUES] ?? 0;
    table[i] = (table[previous & 0xff] ?? 0) ^ (previous >>> 8);
  }
  return table;
}

/**
 * CRC-32C of `bytes[from … to)`, rotated right by 15 and offset as TFRecord stores it; unsigned.
 * The range must lie within `bytes`.
 */
export function maskedCrc32c(bytes: Uint8Array, from = 0, to: number = bytes.length): number {
  const crc = crc32c(bytes, from, to);
  return (((crc >>> 15) | (crc << 17)) + MASK_DELTA) >>> 0;
}

// `as number` below: the indices are bytes plus a slice's start, so they are always in the table; `?? 0`
// would cost a comparison in the hottest loop of the program.
function crc32c(bytes: Uint8Array, from: number, to: number): number {
  let crc = -1;
  let at = from;
  for (const lastBlock = to - SLICES; at <= lastBlock; at += SLICES) {
    const low = crc ^ word(bytes, at);
    const high = word(bytes, at + 4);
    crc =
      (TABLE[1792 + (low & 0xff)] as number) ^
      (TABLE[1536 + ((low >>> 8) & 0xff)] as number) ^
      (TABLE[1280 + ((low >>> 16) & 0xff)] as number) ^
      (TABLE[1024 + (low >>> 24)] as number) ^
      (TABLE[768 + (high & 0xff)] as number) ^
      (TABLE[512 + ((high >>> 8) & 0xff)] as number) ^
      (TABLE[256 + ((high >>> 16) & 0xff)] as number) ^
      (TABLE[high >>> 24] as number);
  }
  for (; at < to; at++) crc = (TABLE[(crc ^ (bytes[at] as number)) & 0xff] as number) ^ (crc >>> 8);
  return crc ^ -1;
}

function word(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  );
}
