/** Records for tests, with honest checksums around whatever payload is wanted. */
import type { DataLoss } from "../../model/index.ts";
import { maskedCrc32c } from "../index.ts";
import { joined } from "./bytes.ts";

/** A record of `payload`; `length` may lie about it. */
export function framed(payload: Uint8Array, length: number = payload.length): Uint8Array {
  const header = new Uint8Array(8);
  new DataView(header.buffer).setUint32(0, length, true);
  return joined([header, checksum(header), payload, checksum(payload)]);
}

function checksum(bytes: Uint8Array): Uint8Array {
  const crc = new Uint8Array(4);
  new DataView(crc.buffer).setUint32(0, maskedCrc32c(bytes), true);
  return crc;
}

/** The stretches of `file` outside `losses`, cut by the lengths in their headers and nothing else. */
export function intactRecords(file: Uint8Array, losses: readonly DataLoss[]): { from: number; to: number }[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const records: { from: number; to: number }[] = [];
  let at = 0;
  while (at + 16 <= file.length) {
    const loss = losses.find(({ offset }) => offset === at);
    const to = loss === undefined ? at + 16 + view.getUint32(at, true) : at + loss.bytes;
    if (loss === undefined) records.push({ from: at, to });
    at = to;
  }
  return records;
}
