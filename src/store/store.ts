/** What Nashboard remembers of a log directory, behind one interface, so that an engine is a choice. */
import type {
  BlobColumns,
  DataLoss,
  EventBatch,
  ReadState,
  ScalarColumns,
  SeriesQuery,
  SeriesView,
  TagInfo,
} from "../model/index.ts";

/** Where reading one event file has got to. Kept with its points, in one transaction. */
export interface FileProgress {
  /** Absolute path; also the file's identity in the store. */
  readonly path: string;
  /** Device and inode at the time of reading: a different one means that the file was replaced. */
  readonly identity: string;
  /** Reading resumes at this byte. */
  readonly resumeOffset: number;
  /** Size seen at the last reading. */
  readonly sizeBytes: number;
  readonly recordCount: number;
  /** Only grows, until the file is forgotten. */
  readonly dataLosses: readonly DataLoss[];
  /** How the last reading ended. */
  readonly ended: ReadState;
  /** Steps of the `SessionLog START` events met. */
  readonly sessionStarts: readonly bigint[];
  readonly fileVersion: string;
  readonly writer: string;
  /** When the file was last changed as of that reading, since 1970. */
  readonly modifiedNanoseconds?: bigint;
  /** Hexadecimal: bytes that lay right before `resumeOffset`, to tell a file that was rewritten in place. */
  readonly lastBytes?: string;
  /** Of a gzipped file that was read to its end, its size then: all other sizes and offsets are of inflated bytes. */
  readonly gzippedBytes?: number;
}

export interface RunRecord {
  /** Path of the run relative to the log directory, "/"-separated; "." for the directory itself. */
  readonly run: string;
  readonly files: readonly FileProgress[];
  /** How far each group of derived series has got; `path` is its `derivedSource`, `resumeOffset` counts moments. */
  readonly derivations: readonly FileProgress[];
  /** Wall time in seconds of the run's earliest and latest value; null while it has none. */
  readonly firstWallTime: number | null;
  readonly lastWallTime: number | null;
  /** Largest step of any value; null while there is none. */
  readonly lastStep: bigint | null;
}

export interface TagRecord extends TagInfo {
  /** Grows in the order in which the tags of the earliest file turn up: for layers, the order they are logged in. */
  readonly firstAppearance: number;
  readonly pointCount: number;
  /** Smallest and largest step of any value, whenever it arrived. */
  readonly firstStep: bigint;
  readonly lastStep: bigint;
  /** Value of the last point of the series, as `scalars` orders it; null unless scalar. */
  readonly lastValue: number | null;
  /** How many scalar values are NaN or infinite. */
  readonly nonFiniteCount: number;
}

/** Non-scalar values of a tag, in arrival order over all files of the run. */
export interface BlobIndex extends BlobColumns {
  /** Absolute path per row is `paths[fileIndexes[row]]`. */
  readonly paths: readonly string[];
  readonly fileIndexes: Uint32Array;
}

/** What one reading of one file adds. */
export interface Ingest {
  readonly run: string;
  readonly file: FileProgress;
  readonly batch: EventBatch;
}

/** A change that readers may want to know of. `seq` grows by one a change and never repeats within a store's life. */
export interface StoreChange {
  readonly seq: number;
  readonly run: string;
  /** The tags that got values; empty when only the run's files changed or the run vanished. */
  readonly tags: readonly string[];
}

/** What can be asked of a store, by whoever may not change it. */
export interface StoreReader {
  runs(): Promise<readonly RunRecord[]>;
  run(run: string): Promise<RunRecord | null>;
  /** Sorted by tag. Empty for an unknown run. */
  tags(run: string): Promise<readonly TagRecord[]>;
  /**
   * Every point of a scalar tag: file by file, each in arrival order; files whose wall times overlap
   * are merged by wall time. Empty columns for an unknown tag. With `most`, only so many of the first.
   */
  scalars(run: string, tag: string, most?: number): Promise<ScalarColumns>;
  /** The series reduced as `viewOf` reduces it. */
  view(query: SeriesQuery): Promise<SeriesView>;
  blobs(run: string, tag: string): Promise<BlobIndex>;
  /** Calls `listener` after each change; returns the function that stops it. */
  subscribe(listener: (change: StoreChange) => void): () => void;
  /** The `seq` of the latest change; 0 before the first. */
  currentSeq(): number;
  close(): Promise<void>;
}

export interface Store extends StoreReader {
  /** Adds points and file progress in one transaction: after a crash both are there or neither. */
  append(ingest: Ingest): Promise<void>;
  /** Drops everything that came from one file: it was replaced or has shrunk, and will be read again. */
  forgetFile(run: string, path: string): Promise<void>;
  removeRun(run: string): Promise<void>;
}
