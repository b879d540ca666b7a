/** What of an event file can't be read, the tail included in which no record has been found yet. */
import type { DataLoss } from "../model/index.ts";
import type { FileProgress } from "./store.ts";

/**
 * The losses that are settled, and last the stretch at the end, if any, that is being searched for the next
 * valid record: it may still turn out shorter when the file grows, and is the whole file when that holds no events.
 */
export function knownLossesOf({
  dataLosses,
  ended,
  resumeOffset,
  recordCount,
}: FileProgress): readonly DataLoss[] {
  if (ended.state !== "resynchronising") return dataLosses;
  const what =
    recordCount === 0
      ? "no valid record anywhere in the file, so it holds no events"
      : "no valid record up to the end of the file";
  const because = ended.reason === undefined ? "" : `${ended.reason} Behind it: `;
  const reason = `${because}${what}; it is read on when it grows`;
  return [...dataLosses, { offset: resumeOffset, bytes: ended.pendingBytes, reason }];
}
