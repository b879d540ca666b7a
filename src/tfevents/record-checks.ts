/** What holds of a TFRecord's bytes, and what to say where it does not. */
import { maskedCrc32c } from "./crc32c.ts";

/** uint64 length, then its masked CRC. */
export const HEADER_BYTES = 12;
export const LENGTH_BYTES = 8;
/** Masked CRC of the payload. */
export const FOOTER_BYTES = 4;
const HEXADECIMAL = 16;
const CRC_DIGITS = 8;
const KNOWN_LENGTHS = 512;
/** By length, as scalars have them. A length whose checksum is 0 is worked out each time. */
const CHECKSUMS_OF_LENGTHS = new Uint32Array(KNOWN_LENGTHS);
const UNKNOWN_CHECKSUM = 0;

/** The payload length that the header at `at` gives, or −1 if it is not to be believed. Needs `HEADER_BYTES`. */
export function believableLength(bytes: Uint8Array, at: number): number {
  const length = uint32(bytes, at) | 0;
  if (length < 0 || uint32(bytes, at + 4) !== 0) return -1;
  return checksumOfLength(bytes, at, length) === uint32(bytes, at + LENGTH_BYTES) ? length : -1;
}

/**
 * The first place from `at` on where a header may be: the last four bytes of its length are zero, and not all of it
 * is. Where fewer bytes than a header's are left before `to`, that place. Only for speed.
 */
export function nextPlausible(bytes: Uint8Array, at: number, to: number): number {
  const last = to - HEADER_BYTES;
  let next = at;
  while (next <= last) {
    if (bytes[next + 7] !== 0) next += 4;
    else if (bytes[next + 6] !== 0) next += 3;
    else if (bytes[next + 5] !== 0) next += 2;
    else if (bytes[next + 4] !== 0) next += 1;
    else if (!areZeros(bytes, next, next + HEADER_BYTES)) return next;
    else next = afterZeros(bytes, next + HEADER_BYTES, to) - HEADER_BYTES + 1;
  }
  return Math.max(at, Math.min(next, last + 1));
}

/** Where the next byte lies that is not zero, or `to`. */
function afterZeros(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] === 0) at++;
  return at;
}

export function areZeros(bytes: Uint8Array, from: number, to: number): boolean {
  return afterZeros(bytes, from, to) === to;
}

/** Most records of a log are of a few lengths: their checksums are kept. */
function checksumOfLength(bytes: Uint8Array, at: number, length: number): number {
  const known = CHECKSUMS_OF_LENGTHS[length];
  if (known !== undefined && known !== UNKNOWN_CHECKSUM) return known;
  const checksum = maskedCrc32c(bytes, at, at + LENGTH_BYTES);
  if (known !== undefined) CHECKSUMS_OF_LENGTHS[length] = checksum;
  return checksum;
}

export function isPayloadIntact(bytes: Uint8Array, from: number, length: number): boolean {
  return maskedCrc32c(bytes, from, from + length) === uint32(bytes, from + length);
}

export function headerFault(bytes: Uint8Array, at: number): string {
  const expected = uint32(bytes, at + LENGTH_BYTES);
  const actual = maskedCrc32c(bytes, at, at + LENGTH_BYTES);
  if (expected === actual) return "A record's length is more than the 2 GiB that a message can have.";
  return `No record begins here: the length's checksum is ${hex(actual)}, the file says ${hex(expected)}.`;
}

export function payloadFault(bytes: Uint8Array, from: number, length: number): string {
  const actual = hex(maskedCrc32c(bytes, from, from + length));
  return `A payload of ${length} bytes has the checksum ${actual}, the file says ${hex(uint32(bytes, from + length))}.`;
}

export function cutFault(recordBytes: number, presentBytes: number): string {
  return `A record of ${recordBytes} bytes was cut: the file has ${presentBytes} more, and whole records among them.`;
}

function hex(crc: number): string {
  return `0x${crc.toString(HEXADECIMAL).padStart(CRC_DIGITS, "0")}`;
}

// `as number`: callers look only where there are bytes, and `?? 0` would cost in the hottest loop.
function uint32(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24)) >>>
    0
  );
}
