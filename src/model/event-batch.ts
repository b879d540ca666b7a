/** What reading a stretch of one event file yields: bytes in, columns out. */
import type { BlobColumns, ScalarColumns } from "./series.ts";

/** What a tag's values are, decided by the first value's metadata or payload. */
export const VALUE_KINDS = [
  "scalar",
  "histogram",
  "image",
  "audio",
  "text",
  "tensor",
  "hparams",
  "pr-curve",
  "mesh",
  "graph",
  "custom-scalars",
] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

/** The lasting facts about a tag, carried by the first value that names it. */
export interface TagInfo {
  readonly tag: string;
  readonly kind: ValueKind;
  /** `SummaryMetadata.plugin_data.plugin_name`, or the plugin TensorBoard would assign; "" if none. */
  readonly plugin: string;
  readonly displayName: string;
  /** Markdown, as written. */
  readonly description: string;
}

/** The new values of one tag. Exactly one of the two column sets is present. */
export type TagBatch = { readonly info: TagInfo } & (
  | { readonly scalars: ScalarColumns; readonly blobs?: never }
  | { readonly blobs: BlobColumns; readonly scalars?: never }
);

/** A stretch of the file that could not be read and was skipped. */
export interface DataLoss {
  /** Byte offset where the unreadable stretch begins. */
  readonly offset: number;
  /** Its length in bytes. */
  readonly bytes: number;
  /** In words, with the numbers. */
  readonly reason: string;
}

/** How a stretch of reading ended. Truncation is a state, not an error: the writer may go on. */
export type ReadState =
  | { readonly state: "at-record-boundary" }
  /** `neededBytes` is the record's whole length on disk, or that of its header (12) until the header is there. */
  | { readonly state: "inside-record"; readonly pendingBytes: number; readonly neededBytes: number }
  /** `reason` tells in words why the first of the pending bytes could not be read. */
  | { readonly state: "resynchronising"; readonly pendingBytes: number; readonly reason?: string }
  /**
   * Every byte after the last record is zero, as a preallocating or crashed writer leaves a file. They may
   * be overwritten in place, so poll them with a new reader from `resumeOffset`.
   */
  | { readonly state: "in-zeros"; readonly pendingBytes: number };

export interface EventBatch {
  /** One entry a tag that got values, in order of first appearance. */
  readonly tags: readonly TagBatch[];
  readonly losses: readonly DataLoss[];
  /** Steps of the `SessionLog START` events met: the writer says it restarted there. */
  readonly sessionStarts: readonly bigint[];
  /** Records read, lost ones excluded. */
  readonly recordCount: number;
  /** File offset of the first byte not yet accounted for; reading may resume there. */
  readonly resumeOffset: number;
  readonly ended: ReadState;
  /** `file_version`, "" until seen. */
  readonly fileVersion: string;
  /** `source_metadata.writer`, "" until seen. */
  readonly writer: string;
}
