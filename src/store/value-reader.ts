/** What reading a value back from its event file gives; whoever wires the parts hands in the implementation. */
import type { Histogram } from "../model/index.ts";

/** The images of one value, each still encoded as it was logged (PNG, JPEG, GIF, WebP …). */
export interface EncodedImages {
  /** In pixels, as the writer claims; 0 where it does not say. */
  readonly width: number;
  readonly height: number;
  readonly images: readonly Uint8Array[];
}

export interface EncodedAudio {
  /** null where only the clips themselves know. */
  readonly sampleRateHertz: number | null;
  /** One a clip, usually WAV. */
  readonly clips: readonly Uint8Array[];
  /** As the writer says. */
  readonly contentType: string;
}

export interface NumericTensor {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float64Array;
}

export interface Hyperparameter {
  readonly name: string;
  readonly value: string;
}

/**
 * Reads values by row of `Store.blobs(run, tag)`. Rejects with an `ExplainedError`: `NO_SUCH_VALUE` for a row
 * that the tag does not have, `VALUE_GONE` where the event file has vanished, shrunk or been replaced since.
 */
export interface ValueReader {
  histogram(run: string, tag: string, row: number): Promise<Histogram>;
  /** One a row, in the order asked for. */
  histograms(run: string, tag: string, rows: readonly number[]): Promise<readonly Histogram[]>;
  images(run: string, tag: string, row: number): Promise<EncodedImages>;
  /** One a row, in the order asked for. */
  imagesOfRows(run: string, tag: string, rows: readonly number[]): Promise<readonly EncodedImages[]>;
  audio(run: string, tag: string, row: number): Promise<EncodedAudio>;
  texts(run: string, tag: string, row: number): Promise<readonly string[]>;
  tensor(run: string, tag: string, row: number): Promise<NumericTensor>;
  /** The bytes that the rows point at, undecoded, one a row, in the order asked for. */
  encodedValues(run: string, tag: string, rows: readonly number[]): Promise<readonly Uint8Array[]>;
  /** As logged, in order; empty where the run logs none. */
  hyperparameters(run: string): Promise<readonly Hyperparameter[]>;
  close(): Promise<void>;
}
