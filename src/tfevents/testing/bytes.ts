/** Bytes for tests: joined from parts, and spelled in hex. */
import { EventFileWriter } from "../index.ts";

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Bytes from hex digits; white space is ignored. */
export function fromHex(digits: string): Uint8Array {
  const pairs = digits.replace(/\s+/g, "").match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The file that `write` makes, with the clock at 1000 s. */
export function written(write: (writer: EventFileWriter) => void): Uint8Array {
  const records: Uint8Array[] = [];
  write(new EventFileWriter({ write: (bytes) => records.push(bytes), wallTimeSeconds: () => 1000 }));
  return joined(records);
}
