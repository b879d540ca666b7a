/** Keeps the bytes of an event file in memory, for a page that offers them for download. */

import { eventFileName } from "./event-file-name.ts";
import type { EventSink } from "./event-log.ts";

export interface MemoryEventFile extends EventSink {
  /** A name by which TensorBoard and the board recognise the file. */
  readonly fileName: string;
  readonly byteCount: number;
  /** Everything appended so far. */
  blob(): Blob;
}

/** Grows with what is logged: a few kilobytes a probe, and 64 bytes a scalar. */
export function memoryEventFile(fileName = eventFileName({ host: "browser" })): MemoryEventFile {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let byteCount = 0;
  return {
    fileName,
    get byteCount() {
      return byteCount;
    },
    append: (bytes) => {
      parts.push(bytes.slice());
      byteCount += bytes.length;
    },
    close: () => {},
    blob: () => new Blob(parts, { type: "application/octet-stream" }),
  };
}
