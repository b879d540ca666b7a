/** UTF-8 both ways, because ring 0 has no TextDecoder and event files hold whatever a writer put there. */

const REPLACEMENT = 0xfffd;
/** `String.fromCharCode` takes its units as arguments; engines limit how many. */
const UNITS_A_CALL = 4096;

/**
 * Text of `bytes[from … to)`. Each ill-formed sequence becomes U+FFFD as the WHATWG decoder does it
 * (one a maximal valid prefix); a byte order mark is kept.
 */
export function decodeUtf8(bytes: Uint8Array, from = 0, to: number = bytes.length): string {
  let text = "";
  let units: number[] = [];
  let at = from;
  while (at < to) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      units.push(lead);
      at++;
    } else {
      const point = codePointAt(bytes, at, to);
      pushUnitsOf(point.code, units);
      at += point.length;
    }
    if (units.length >= UNITS_A_CALL) {
      text += String.fromCharCode(...units);
      units = [];
    }
  }
  return text + String.fromCharCode(...units);
}

function pushUnitsOf(code: number, units: number[]): void {
  if (code <= 0xffff) {
    units.push(code);
    return;
  }
  const above = code - 0x10000;
  units.push(0xd800 | (above >> 10), 0xdc00 | (above & 0x3ff));
}

interface CodePoint {
  readonly code: number;
  readonly length: number;
}

/** Lead byte → continuation bytes expected; −1 for a byte that cannot lead. */
function continuationCount(lead: number): number {
  if (lead < 0x80) return 0;
  if (lead >= 0xc2 && lead <= 0xdf) return 1;
  if (lead >= 0xe0 && lead <= 0xef) return 2;
  if (lead >= 0xf0 && lead <= 0xf4) return 3;
  return -1;
}

function codePointAt(bytes: Uint8Array, at: number, to: number): CodePoint {
  const lead = bytes[at] ?? 0;
  const expected = continuationCount(lead);
  if (expected === 0) return { code: lead, length: 1 };
  if (expected < 0) return { code: REPLACEMENT, length: 1 };
  let code = lead & (0x3f >> expected);
  for (let i = 1; i <= expected; i++) {
    const next = at + i < to ? (bytes[at + i] ?? 0) : 0;
    const { least, most } = i === 1 ? secondByteRange(lead) : { least: 0x80, most: 0xbf };
    if (next < least || next > most) return { code: REPLACEMENT, length: i };
    code = (code << 6) | (next & 0x3f);
  }
  return { code, length: expected + 1 };
}

/** Excludes overlong forms, surrogates and code points above U+10FFFF (Unicode, table 3-7). */
function secondByteRange(lead: number): { least: number; most: number } {
  if (lead === 0xe0) return { least: 0xa0, most: 0xbf };
  if (lead === 0xed) return { least: 0x80, most: 0x9f };
  if (lead === 0xf0) return { least: 0x90, most: 0xbf };
  if (lead === 0xf4) return { least: 0x80, most: 0x8f };
  return { least: 0x80, most: 0xbf };
}

/** UTF-8 of `text`; a lone surrogate becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Length(text));
  let at = 0;
  for (const character of text) at = putCodePoint(bytes, at, scalarValueOf(character));
  return bytes;
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) length += bytesFor(scalarValueOf(character));
  return length;
}

function scalarValueOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code >= 0xd800 && code <= 0xdfff ? REPLACEMENT : code;
}

function bytesFor(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

function putCodePoint(bytes: Uint8Array, at: number, code: number): number {
  const count = bytesFor(code);
  if (count === 1) {
    bytes[at] = code;
    return at + 1;
  }
  const leadMark = (0xf00 >> count) & 0xff;
  bytes[at] = leadMark | (code >> (6 * (count - 1)));
  for (let i = 1; i < count; i++) bytes[at + i] = 0x80 | ((code >> (6 * (count - 1 - i))) & 0x3f);
  return at + count;
}
