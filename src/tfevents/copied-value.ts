/** Puts a value of another event file into a new one without taking it apart. */
import type { TagInfo } from "../model/index.ts";
import type { BackwardBuffer } from "./backward-buffer.ts";
import { EVENT, GRAPH_TAG, META_GRAPH_TAG, SUMMARY, TAGGED_RUN_METADATA, VALUE } from "./fields.ts";
import { type OpenedValue, withValue } from "./opened-value.ts";

/** Filed under it: metadata of `Session.run` that an Event carries beside its summary. */
const RUN_METADATA_PLUGIN = "graph_tagged_run_metadata";

export interface CopiedValue {
  readonly info: TagInfo;
  readonly step: bigint;
  /** Seconds. */
  readonly wallTime: number;
  /** What the row points at: a Summary.Value, or the graph or metadata of a graph event. */
  readonly bytes: Uint8Array;
  /** What the tag's first row points at: its metadata is needed where that row itself is not copied. */
  readonly firstBytes: Uint8Array;
}

/** Adds the field of an Event that held the value. */
export function addCopiedValue(buffer: BackwardBuffer, copied: CopiedValue, isDescribed: boolean): void {
  const { info, bytes } = copied;
  if (info.tag === GRAPH_TAG) buffer.bytesField(EVENT.graphDef, bytes);
  else if (info.tag === META_GRAPH_TAG) buffer.bytesField(EVENT.metaGraphDef, bytes);
  else if (info.plugin === RUN_METADATA_PLUGIN) addRunMetadata(buffer, copied);
  else addSummaryValue(buffer, copied, isDescribed);
}

function addRunMetadata(buffer: BackwardBuffer, { info, bytes }: CopiedValue): void {
  const before = buffer.size;
  buffer.bytesField(TAGGED_RUN_METADATA.runMetadata, bytes);
  buffer.stringField(TAGGED_RUN_METADATA.tag, info.tag);
  buffer.closeMessage(EVENT.taggedRunMetadata, before);
}

/** A field added behind a message belongs to it as if it had been written there. */
function addSummaryValue(
  buffer: BackwardBuffer,
  { bytes, firstBytes }: CopiedValue,
  isDescribed: boolean,
): void {
  const before = buffer.size;
  const metadata = isDescribed || metadataOf(bytes) !== null ? null : metadataOf(firstBytes);
  if (metadata !== null) buffer.bytesField(VALUE.metadata, metadata);
  buffer.rawBytes(bytes);
  buffer.closeMessage(SUMMARY.value, before);
  buffer.closeMessage(EVENT.summary, before);
}

function metadataOf(value: Uint8Array): Uint8Array | null {
  return withValue(value, ({ parts }: OpenedValue) =>
    parts.hasMetadata ? value.subarray(parts.metadataFrom, parts.metadataTo) : null,
  );
}
