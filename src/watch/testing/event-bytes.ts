/** Event files for tests, as bytes. */
import { EventFileWriter } from "../../tfevents/index.ts";

/** The records that `write` makes; the clock stands at the wall time that each value is given, or at 1000 s. */
export function eventBytes(write: (writer: EventFileWriter) => void): Uint8Array {
  const records: Uint8Array[] = [];
  write(new EventFileWriter({ write: (bytes) => records.push(bytes), wallTimeSeconds: () => 1000 }));
  return Buffer.concat(records);
}

/** A file of one scalar tag: a value a step, at 1000 s and so many seconds. */
export function scalarFile(tag: string, steps: readonly number[]): Uint8Array {
  return eventBytes((writer) => {
    for (const step of steps) writer.scalar(tag, step, step / 2, { wallTime: 1000 + step });
  });
}
