/** Writes standard event files, which TensorBoard shows too. */
import type { Histogram } from "../model/index.ts";
import type { BackwardBuffer } from "./backward-buffer.ts";
import { addCopiedValue, type CopiedValue } from "./copied-value.ts";
import { DATA_CLASS, EVENT, SESSION_LOG, SESSION_STATUS_START, SOURCE_METADATA } from "./fields.ts";
import {
  experimentContent,
  type Hyperparameters,
  type SessionOutcome,
  sessionEndContent,
  sessionStartContent,
} from "./hyperparameter-content.ts";
import { RecordWriter } from "./record-writer.ts";
import { halvesOf } from "./step-halves.ts";
import {
  addNumberTensor,
  addScalarTensor,
  addStringTensor,
  addValue,
  type TensorElements,
  type WrittenMetadata,
} from "./summary-content.ts";
import { encodeUtf8 } from "./utf8.ts";

const FILE_VERSION = "brain.Event:2";
const DEFAULT_WRITER_NAME = "nashboard.tfevents";
const HISTOGRAM_COLUMNS = 3;
const EXPERIMENT_TAG = "_hparams_/experiment";
const SESSION_START_TAG = "_hparams_/session_start_info";
const SESSION_END_TAG = "_hparams_/session_end_info";
/** AudioPluginData { encoding: WAV }. */
const WAV_CONTENT = Uint8Array.of(0x10, 11);

export interface EventDestination {
  /** Gets each record whole and in order: a view whose bytes do not change any more, of a buffer not to be transferred. */
  write(bytes: Uint8Array): void;
  wallTimeSeconds(): number;
  /** Told to readers as the file's author. */
  readonly writerName?: string;
}

export interface ValueOptions {
  /** Seconds since the epoch; the destination's clock otherwise. */
  readonly wallTime?: number | undefined;
  /** Kept from a tag's first value only, as is the description (Markdown). */
  readonly displayName?: string | undefined;
  readonly description?: string | undefined;
}

export interface ScalarOptions extends ValueOptions {
  /** Default float32, because TensorBoard's data server drops scalars of any other type. */
  readonly precision?: "float32" | "float64" | undefined;
}

export interface TensorOptions extends ValueOptions {
  /** Name of the plugin that is to show the tensor. */
  readonly plugin: string;
}

export interface HyperparameterOptions {
  readonly wallTime?: number | undefined;
  /** Scalar tags that TensorBoard's HPARAMS tab shows beside the values; it shows no others. */
  readonly metricTags?: readonly string[] | undefined;
}

export interface WrittenImages {
  readonly width: number;
  readonly height: number;
  /** PNG, JPEG or GIF files, all of that size. */
  readonly encoded: readonly Uint8Array[];
}

export interface WrittenAudio {
  /** WAV files. */
  readonly encoded: readonly Uint8Array[];
  /** Markdown, one a clip. */
  readonly labels?: readonly string[] | undefined;
}

export interface WrittenTensor {
  readonly shape: readonly number[];
  /** Row-major, as many as the shape holds. */
  readonly values: TensorElements;
}

interface SummaryToWrite {
  readonly tag: string;
  readonly step: number | bigint;
  readonly options: ValueOptions;
  readonly metadata: WrittenMetadata;
}

/**
 * Events in, bytes of one event file out, a `write` a record; the constructor writes the file's version record.
 * A step is an int64: a number must be a safe integer (`ExplainedError` TFEVENTS_STEP otherwise).
 */
export class EventFileWriter {
  readonly #destination: EventDestination;
  readonly #records = new RecordWriter();
  /** In UTF-8, by name: the tags whose first value, with its metadata, has been written. */
  readonly #describedTags = new Map<string, Uint8Array>();

  constructor(destination: EventDestination) {
    this.#destination = destination;
    const writer = destination.writerName ?? DEFAULT_WRITER_NAME;
    this.#event(0, undefined, (buffer) => {
      const before = buffer.size;
      buffer.stringField(SOURCE_METADATA.writer, writer);
      buffer.closeMessage(EVENT.sourceMetadata, before);
      buffer.stringField(EVENT.fileVersion, FILE_VERSION);
    });
  }

  scalar(tag: string, step: number | bigint, value: number, options: ScalarOptions = {}): void {
    const { precision = "float32" } = options;
    const metadata = { plugin: "scalars" };
    this.#summary({ tag, step, options, metadata }, (buffer) => addScalarTensor(buffer, value, precision));
  }

  histogram(tag: string, step: number | bigint, histogram: Histogram, options: ValueOptions = {}): void {
    const rows = histogramRows(histogram);
    const shape = [histogram.counts.length, HISTOGRAM_COLUMNS];
    const metadata = { plugin: "histograms" };
    this.#summary({ tag, step, options, metadata }, (buffer) => addNumberTensor(buffer, shape, rows));
  }

  images(tag: string, step: number | bigint, images: WrittenImages, options: ValueOptions = {}): void {
    const { width, height, encoded } = images;
    const strings = [encodeUtf8(String(width)), encodeUtf8(String(height)), ...encoded];
    const metadata = { plugin: "images" };
    this.#summary({ tag, step, options, metadata }, (buffer) =>
      addStringTensor(buffer, [strings.length], strings),
    );
  }

  audio(tag: string, step: number | bigint, audio: WrittenAudio, options: ValueOptions = {}): void {
    const { encoded, labels = [] } = audio;
    const strings = encoded.flatMap((clip, i) => [clip, encodeUtf8(labels[i] ?? "")]);
    const metadata = { plugin: "audio", content: WAV_CONTENT };
    this.#summary({ tag, step, options, metadata }, (buffer) =>
      addStringTensor(buffer, [encoded.length, 2], strings),
    );
  }

  /** One text is written as rank 0, a list as a column; Markdown either way. */
  text(
    tag: string,
    step: number | bigint,
    text: string | readonly string[],
    options: ValueOptions = {},
  ): void {
    const shape = typeof text === "string" ? [] : [text.length];
    const strings = (typeof text === "string" ? [text] : text).map(encodeUtf8);
    const metadata = { plugin: "text" };
    this.#summary({ tag, step, options, metadata }, (buffer) => addStringTensor(buffer, shape, strings));
  }

  tensor(tag: string, step: number | bigint, tensor: WrittenTensor, options: TensorOptions): void {
    const metadata = { plugin: options.plugin, dataClass: DATA_CLASS.tensor };
    this.#summary({ tag, step, options, metadata }, (buffer) =>
      addNumberTensor(buffer, tensor.shape, tensor.values),
    );
  }

  /** What this run was started with, for TensorBoard's HPARAMS tab; once a run. */
  hyperparameters(parameters: Hyperparameters, options: HyperparameterOptions = {}): void {
    const { wallTime = this.#destination.wallTimeSeconds(), metricTags = [] } = options;
    const contents = [
      [EXPERIMENT_TAG, experimentContent(parameters, metricTags, wallTime)],
      [SESSION_START_TAG, sessionStartContent(parameters, wallTime)],
    ] as const;
    for (const [tag, content] of contents) this.#hparamsPlugin(tag, content, wallTime);
  }

  /** How this run ended, for TensorBoard's HPARAMS tab; the last thing of a run with hyperparameters. */
  sessionEnd(outcome: SessionOutcome, options: Pick<ValueOptions, "wallTime"> = {}): void {
    const { wallTime = this.#destination.wallTimeSeconds() } = options;
    this.#hparamsPlugin(SESSION_END_TAG, sessionEndContent(outcome, wallTime), wallTime);
  }

  /** What a row of an `EventBatch` points at, byte for byte, with its metadata if it is the tag's first here. */
  copy(value: CopiedValue): void {
    const { tag } = value.info;
    const isDescribed = this.#describedTags.has(tag);
    this.#event(value.step, value.wallTime, (buffer) => addCopiedValue(buffer, value, isDescribed));
    if (!isDescribed) this.#describedTags.set(tag, encodeUtf8(tag));
  }

  /** Says that the run (re)starts at `step`: what was written at later steps before is superseded. */
  sessionStart(step: number | bigint, options: Pick<ValueOptions, "wallTime"> = {}): void {
    this.#event(step, options.wallTime, (buffer) => {
      const before = buffer.size;
      buffer.varintField(SESSION_LOG.status, SESSION_STATUS_START);
      buffer.closeMessage(EVENT.sessionLog, before);
    });
  }

  #hparamsPlugin(tag: string, content: Uint8Array, wallTime: number): void {
    const metadata = { plugin: "hparams", content };
    this.#summary({ tag, step: 0, options: { wallTime }, metadata }, (buffer) =>
      addNumberTensor(buffer, [0], new Float32Array(0)),
    );
  }

  #summary(summary: SummaryToWrite, addTensor: (buffer: BackwardBuffer) => void): void {
    const { step, options } = summary;
    const described = this.#describedTags.get(summary.tag);
    const tag = described ?? encodeUtf8(summary.tag);
    const { displayName, description } = options;
    const metadata = described === undefined ? { ...summary.metadata, displayName, description } : null;
    this.#event(step, options.wallTime, (buffer) => {
      const before = buffer.size;
      addValue(buffer, { tag, metadata }, addTensor);
      buffer.closeMessage(EVENT.summary, before);
    });
    if (described === undefined) this.#describedTags.set(summary.tag, tag);
  }

  #event(
    step: number | bigint,
    wallTime: number | undefined,
    addContent: (buffer: BackwardBuffer) => void,
  ): void {
    const { low, high } = halvesOf(step);
    const stamp = { wallTime: wallTime ?? this.#destination.wallTimeSeconds(), stepLow: low, stepHigh: high };
    this.#destination.write(this.#records.record(stamp, addContent));
  }
}

/** [k × 3]: left, right, count. */
function histogramRows({ lefts, rights, counts }: Histogram): Float64Array {
  const rows = new Float64Array(counts.length * HISTOGRAM_COLUMNS);
  for (let i = 0; i < counts.length; i++) {
    rows[i * HISTOGRAM_COLUMNS] = lefts[i] ?? Number.NaN;
    rows[i * HISTOGRAM_COLUMNS + 1] = rights[i] ?? Number.NaN;
    rows[i * HISTOGRAM_COLUMNS + 2] = counts[i] ?? 0;
  }
  return rows;
}
