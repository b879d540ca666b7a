/** Gathers summaries into few writes, so that a training loop may log each step and still be seen live. */
import { ExplainedError, type Histogram } from "../model/index.ts";
import {
  EventFileWriter,
  type HyperparameterOptions,
  type Hyperparameters,
  type SessionOutcome,
  type TensorOptions,
  type ValueOptions,
  type WrittenAudio,
  type WrittenImages,
  type WrittenTensor,
} from "../tfevents/index.ts";

/** Where finished bytes go. `append` returns when all of them are handed over, or throws. */
export interface EventSink {
  append(bytes: Uint8Array): void;
  close(): void;
  /** Appends lost so far because the sink's own queue was full; not given: it loses none. */
  droppedAppends?(): number;
}

export interface EventLogOptions {
  /** Named in the file's first record; the SDK's own name by default. */
  readonly writerName?: string;
  /** Seconds since the epoch, for the events and for the flush deadline. */
  readonly wallTimeSeconds?: () => number;
}

/** The board shows an append within a second of it; half of that is left to reading and drawing. */
const FLUSH_AFTER_MILLISECONDS = 500;
/** A probe's images and histograms leave in one write, and a crash loses little. */
const FLUSH_AT_BYTES = 65_536;
const MILLISECONDS_A_SECOND = 1000;

type LogState =
  | { readonly phase: "open" }
  | { readonly phase: "failed"; readonly error: unknown }
  | { readonly phase: "closed" };

/**
 * One event file being written. Bytes wait for at most 500 ms or until 64 KiB are waiting; the deadline also
 * holds in a loop that never yields. After a failed write every further call throws that failure again:
 * nothing is dropped in silence.
 */
export class EventLog {
  readonly #sink: EventSink;
  readonly #writer: EventFileWriter;
  readonly #wallTimeSeconds: () => number;
  #state: LogState = { phase: "open" };
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #waitingSinceSeconds = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hasHyperparameters = false;

  constructor(sink: EventSink, options: EventLogOptions = {}) {
    this.#sink = sink;
    this.#wallTimeSeconds = options.wallTimeSeconds ?? (() => Date.now() / MILLISECONDS_A_SECOND);
    this.#writer = new EventFileWriter({
      write: (bytes) => this.#keep(bytes),
      wallTimeSeconds: this.#wallTimeSeconds,
      writerName: options.writerName ?? "nashboard.sdk",
    });
  }

  /** Stored as float32. `step` is a whole number, here and below. */
  scalar(tag: string, step: number | bigint, value: number, options?: ValueOptions): void {
    this.#open().scalar(tag, step, value, options);
  }

  histogram(tag: string, step: number | bigint, histogram: Histogram, options?: ValueOptions): void {
    this.#open().histogram(tag, step, histogram, options);
  }

  /** PNG, JPEG or GIF files of one size. */
  images(tag: string, step: number | bigint, images: WrittenImages, options?: ValueOptions): void {
    this.#open().images(tag, step, images, options);
  }

  /** WAV files. */
  audio(tag: string, step: number | bigint, audio: WrittenAudio, options?: ValueOptions): void {
    this.#open().audio(tag, step, audio, options);
  }

  /** Markdown. */
  text(tag: string, step: number | bigint, text: string | readonly string[], options?: ValueOptions): void {
    this.#open().text(tag, step, text, options);
  }

  tensor(tag: string, step: number | bigint, tensor: WrittenTensor, options: TensorOptions): void {
    this.#open().tensor(tag, step, tensor, options);
  }

  /** Written once, before the first step. */
  hyperparameters(parameters: Hyperparameters, options?: HyperparameterOptions): void {
    this.#open().hyperparameters(parameters, options);
    this.#hasHyperparameters = true;
  }

  /** Says that the run (re)starts at `step`: what was written at later steps before is superseded. */
  sessionStart(step: number | bigint): void {
    this.#open().sessionStart(step);
  }

  /** Hands everything that waits to the sink at once. */
  flush(): void {
    this.#open();
    this.#flushWaiting();
  }

  /** Writes that did not reach the sink's destination because its queue was full. */
  get droppedWrites(): number {
    return this.#sink.droppedAppends?.() ?? 0;
  }

  /**
   * Flushes and closes the sink; calling it again does nothing. A log with hyperparameters also says how the
   * run ended, which TensorBoard's HPARAMS tab shows.
   */
  close(outcome: SessionOutcome = "success"): void {
    if (this.#state.phase === "closed") return;
    try {
      if (this.#state.phase === "open") {
        if (this.#hasHyperparameters) this.#writer.sessionEnd(outcome);
        this.#flushWaiting();
      }
    } finally {
      clearTimeout(this.#timer);
      this.#state = { phase: "closed" };
      this.#sink.close();
    }
  }

  #open(): EventFileWriter {
    switch (this.#state.phase) {
      case "open":
        return this.#writer;
      case "failed":
        throw this.#state.error;
      case "closed":
        throw closedLog();
    }
  }

  #keep(bytes: Uint8Array): void {
    if (this.#waitingBytes === 0) this.#startWaiting();
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    const waitedSeconds = this.#wallTimeSeconds() - this.#waitingSinceSeconds;
    const isOverdue = waitedSeconds * MILLISECONDS_A_SECOND >= FLUSH_AFTER_MILLISECONDS;
    if (isOverdue || this.#waitingBytes >= FLUSH_AT_BYTES) this.#flushWaiting();
  }

  #startWaiting(): void {
    this.#waitingSinceSeconds = this.#wallTimeSeconds();
    this.#timer = setTimeout(() => this.#flushFromTimer(), FLUSH_AFTER_MILLISECONDS);
  }

  /** Nobody catches what a timer throws: `#flushWaiting` keeps the failure and the next call throws it. */
  #flushFromTimer(): void {
    try {
      this.#flushWaiting();
    } catch (error) {
      this.#state = { phase: "failed", error };
    }
  }

  #flushWaiting(): void {
    clearTimeout(this.#timer);
    if (this.#waitingBytes === 0) return;
    const bytes = joined(this.#waiting, this.#waitingBytes);
    this.#waiting = [];
    this.#waitingBytes = 0;
    try {
      this.#sink.append(bytes);
    } catch (error) {
      this.#state = { phase: "failed", error };
      throw error;
    }
  }
}

function joined(parts: readonly Uint8Array[], totalBytes: number): Uint8Array {
  const out = new Uint8Array(totalBytes);
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}

export function closedLog(): ExplainedError {
  return new ExplainedError({
    code: "SDK_LOG_CLOSED",
    what: "Something was logged after the event log was closed.",
    why: "The file is complete; a late value would be lost.",
    fix: "Call close() after the last step, or open a new log.",
  });
}
