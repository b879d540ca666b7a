/** The masked checksum of TFRecord framing, sixteen bytes a step. */
import { CRC_SLICES, CRC_TABLES, KNOWN_LENGTHS, LENGTH_CHECKSUMS, SCRATCH } from "./layout";

const REFLECTED_POLYNOMIAL: u32 = 0x82f63b78;
const MASK_DELTA: u32 = 0xa282ead8;
const LENGTH_BYTES: usize = 8;

/** Slice s of the tables advances a byte's remainder by s further zero bytes. */
export function makeTables(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) {
      remainder = remainder & 1 ? (remainder >> 1) ^ REFLECTED_POLYNOMIAL : remainder >> 1;
    }
    store<u32>(CRC_TABLES + (byte << 2), remainder);
  }
  for (let entry: u32 = 256; entry < CRC_SLICES * 256; entry++) {
    const previous = load<u32>(CRC_TABLES + ((entry - 256) << 2));
    store<u32>(CRC_TABLES + (entry << 2), slice(0, previous & 0xff) ^ (previous >> 8));
  }
  for (let length: u32 = 0; length < KNOWN_LENGTHS; length++) {
    store<u32>(LENGTH_CHECKSUMS + (length << 2), checksumOfAnyLength(length));
  }
}

// @ts-ignore: decorator
@inline
function slice(index: u32, byte: u32): u32 {
  return load<u32>(CRC_TABLES + ((index * 256 + byte) << 2));
}

// @ts-ignore: decorator
@inline
function advanced(word: u64, first: u32): u32 {
  return (
    slice(first, <u32>word & 0xff) ^
    slice(first - 1, <u32>(word >> 8) & 0xff) ^
    slice(first - 2, <u32>(word >> 16) & 0xff) ^
    slice(first - 3, <u32>(word >> 24) & 0xff) ^
    slice(first - 4, <u32>(word >> 32) & 0xff) ^
    slice(first - 5, <u32>(word >> 40) & 0xff) ^
    slice(first - 6, <u32>(word >> 48) & 0xff) ^
    slice(first - 7, <u32>(word >> 56))
  );
}

export function maskedCrc32c(from: usize, to: usize): u32 {
  let crc: u32 = 0xffffffff;
  let at = from;
  while (to - at >= 16) {
    crc = advanced(load<u64>(at) ^ <u64>crc, 15) ^ advanced(load<u64>(at, 8), 7);
    at += 16;
  }
  if (to - at >= 8) {
    crc = advanced(load<u64>(at) ^ <u64>crc, 7);
    at += 8;
  }
  for (; at < to; at++) crc = slice(0, (crc ^ load<u8>(at)) & 0xff) ^ (crc >> 8);
  crc = ~crc;
  return ((crc >> 15) | (crc << 17)) + MASK_DELTA;
}

/** Of the eight bytes that say `length`. */
// @ts-ignore: decorator
@inline
export function checksumOfLength(length: u32): u32 {
  return length < KNOWN_LENGTHS ? load<u32>(LENGTH_CHECKSUMS + (length << 2)) : checksumOfAnyLength(length);
}

function checksumOfAnyLength(length: u32): u32 {
  store<u64>(SCRATCH, <u64>length);
  return maskedCrc32c(SCRATCH, SCRATCH + LENGTH_BYTES);
}
