/** Puts a value of another event file into a new one without taking it apart. */
import type { TagInfo } from "../model/index.ts";
import type { BackwardBuffer } from "./backward-buffer.ts";
import { EVENT, GRAPH_TAG, META_GRAPH_TAG, SUMMARY, TAGGED_RUN_METADATA, VALUE } from "./fields.ts";
import { type OpenedValue, withValue } from "./opened-value.ts";
import { decodeUtf8 } from "./utf8.ts";

/** Filed under it: metadata of `Session.run` that an Event carries beside its summary. */
const RUN_METADATA_PLUGIN = "graph_tagged_run_metadata";

export interface CopiedValue {
  /** `info.tag` is the tag in the new file. */
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

/**
 * A field added behind a message belongs to it as if it had been written there, and counts for more than an earlier
 * one of its kind: so a value gets the metadata that it lacks, and the tag it is known by where its own is another.
 */
function addSummaryValue(
  buffer: BackwardBuffer,
  { info, bytes, firstBytes }: CopiedValue,
  isDescribed: boolean,
): void {
  const before = buffer.size;
  const { tag, metadata } = partsOf(bytes);
  const missing = isDescribed || metadata !== null ? null : partsOf(firstBytes).metadata;
  if (missing !== null) buffer.bytesField(VALUE.metadata, missing);
  if (tag !== info.tag) buffer.stringField(VALUE.tag, info.tag);
  buffer.rawBytes(bytes);
  buffer.closeMessage(SUMMARY.value, before);
  buffer.closeMessage(EVENT.summary, before);
}

interface CopiedParts {
  readonly tag: string;
  readonly metadata: Uint8Array | null;
}

function partsOf(value: Uint8Array): CopiedParts {
  return withValue(value, ({ parts }: OpenedValue) => ({
    tag: decodeUtf8(value, parts.tagFrom, parts.tagTo),
    metadata: parts.hasMetadata ? value.subarray(parts.metadataFrom, parts.metadataTo) : null,
  }));
}
