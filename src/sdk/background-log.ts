/** Opens a log that is measured, encoded and written on a thread of its own, so that the training only hands values over. */
import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  type Transferable,
  Worker,
} from "node:worker_threads";
import { ExplainedError } from "../model/index.ts";
import type { SessionOutcome } from "../tfevents/index.ts";
import { closedLog, type EventLog } from "./event-log.ts";
import type { GameLog, GameSink } from "./game-log.ts";
import { type NodeEventFileOptions, openedFile } from "./node-event-file.ts";
import { closeWithProcess } from "./process-end.ts";
import type { LayerStep } from "./step-ledger.ts";
import {
  HANDLED,
  IS_CLOSED,
  type LogCall,
  type LogThreadPlan,
  type PlainFailure,
  plainFailure,
  type ToLogThread,
} from "./thread-messages.ts";

export interface BackgroundLogOptions extends NodeEventFileOptions {
  readonly writerName?: string;
  /** Messages, each of a step or more, that may wait for the thread; what comes after is dropped and counted. 64 by default. */
  readonly queueMessages?: number;
}

const THREAD_FILE = new URL("./log-thread.js", import.meta.url);
const DEFAULT_QUEUE_MESSAGES = 64;
/** Calls wait no longer: with the thread's own half second a killed process loses less than one. */
const HAND_OVER_AFTER_MILLISECONDS = 100;
/** A message costs some tens of microseconds, so small calls travel together. */
const HAND_OVER_AT_CALLS = 64;
const HAND_OVER_AT_BYTES = 262_144;
const LONGEST_CLOSING_MILLISECONDS = 10_000;
const MILLISECONDS_A_SECOND = 1000;

/** As an `EventLog`, but for the thread; `game` takes the place of a `GameLog`, with its PNGs deflated. */
export class BackgroundLog {
  readonly path: string;
  readonly game: GameSink;
  readonly #port: MessagePort;
  readonly #progress: Int32Array<SharedArrayBuffer>;
  readonly #queueMessages: number;
  #calls: LogCall[] = [];
  #transfers: Transferable[] = [];
  #waitingBytes = 0;
  #waitingSince = 0;
  #posted = 0;
  #droppedWrites = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failure: ExplainedError | null = null;
  #isClosed = false;

  constructor(options: BackgroundLogOptions) {
    const { descriptor, path } = openedFile(options);
    this.path = path;
    this.#queueMessages = options.queueMessages ?? DEFAULT_QUEUE_MESSAGES;
    this.#progress = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    const plan: LogThreadPlan = {
      descriptor,
      path,
      port: port2,
      writerName: options.writerName,
      progress: this.#progress,
    };
    const thread = new Worker(THREAD_FILE, { workerData: plan, transferList: [port2] });
    thread.unref();
    thread.on("error", (error) => this.#fail(plainFailure(error)));
    this.game = this.#gameSink();
  }

  scalar(...given: Parameters<EventLog["scalar"]>): void {
    this.#call(["log", "scalar", given]);
  }

  histogram(...given: Parameters<EventLog["histogram"]>): void {
    this.#call(["log", "histogram", given]);
  }

  images(...given: Parameters<EventLog["images"]>): void {
    this.#call(["log", "images", given]);
  }

  audio(...given: Parameters<EventLog["audio"]>): void {
    this.#call(["log", "audio", given]);
  }

  text(...given: Parameters<EventLog["text"]>): void {
    this.#call(["log", "text", given]);
  }

  tensor(...given: Parameters<EventLog["tensor"]>): void {
    this.#call(["log", "tensor", given]);
  }

  hyperparameters(...given: Parameters<EventLog["hyperparameters"]>): void {
    this.#call(["log", "hyperparameters", given]);
  }

  sessionStart(...given: Parameters<EventLog["sessionStart"]>): void {
    this.#call(["log", "sessionStart", given]);
  }

  /** Calls that found the queue full. */
  get droppedWrites(): number {
    return this.#droppedWrites;
  }

  /** Waits until everything is written; calling it again does nothing. */
  close(outcome: SessionOutcome = "success"): void {
    if (this.#isClosed) return;
    this.#handOver();
    this.#isClosed = true;
    this.#port.postMessage({ type: "close", outcome } satisfies ToLogThread);
    Atomics.wait(this.#progress, IS_CLOSED, 0, LONGEST_CLOSING_MILLISECONDS);
    this.#hear();
    this.#port.close();
    if (this.#failure !== null) throw this.#failure;
    if (Atomics.load(this.#progress, IS_CLOSED) === 0) throw unanswered(this.path);
  }

  #gameSink(): GameSink {
    const call = (one: LogCall) => this.#call(one);
    return {
      losses: (...given: Parameters<GameLog["losses"]>) => call(["game", "losses", given]),
      learningRates: (...given: Parameters<GameLog["learningRates"]>) =>
        call(["game", "learningRates", given]),
      accuracy: (...given: Parameters<GameLog["accuracy"]>) => call(["game", "accuracy", given]),
      logits: (...given: Parameters<GameLog["logits"]>) => call(["game", "logits", given]),
      layer: (...given: Parameters<GameLog["layer"]>) => call(["game", "layer", given]),
      samples: (...given: Parameters<GameLog["samples"]>) => call(["game", "samples", given]),
      hyperparameters: (...given: Parameters<GameLog["hyperparameters"]>) =>
        call(["game", "hyperparameters", given]),
      playerStep: (...given: Parameters<GameLog["playerStep"]>) => {
        const buffers = given[1].isHandedOver === true ? buffersOf(given[1].layers) : [];
        this.#transfers.push(...buffers);
        this.#waitingBytes += buffers.reduce((sum, { byteLength }) => sum + byteLength, 0);
        call(["game", "playerStep", given]);
      },
    };
  }

  #call(call: LogCall): void {
    this.#hear();
    if (this.#failure !== null) throw this.#failure;
    if (this.#isClosed) throw closedLog();
    if (this.#calls.length === 0) this.#startWaiting();
    this.#calls.push(call);
    const isOverdue = performance.now() - this.#waitingSince >= HAND_OVER_AFTER_MILLISECONDS;
    const isMuch = this.#calls.length >= HAND_OVER_AT_CALLS || this.#waitingBytes >= HAND_OVER_AT_BYTES;
    if (isOverdue || isMuch) this.#handOver();
  }

  #startWaiting(): void {
    this.#waitingSince = performance.now();
    this.#timer = setTimeout(() => this.#handOver(), HAND_OVER_AFTER_MILLISECONDS);
  }

  #handOver(): void {
    clearTimeout(this.#timer);
    const calls = this.#calls;
    if (calls.length === 0) return;
    const transfers = this.#transfers;
    this.#calls = [];
    this.#transfers = [];
    this.#waitingBytes = 0;
    if (this.#posted - Atomics.load(this.#progress, HANDLED) >= this.#queueMessages) {
      this.#droppedWrites += calls.length;
      return;
    }
    this.#posted += 1;
    const atSeconds = Date.now() / MILLISECONDS_A_SECOND;
    this.#port.postMessage({ type: "calls", calls, atSeconds } satisfies ToLogThread, transfers);
  }

  /** Whether the thread has said that it failed; also in a loop that never yields. */
  #hear(): void {
    const heard = receiveMessageOnPort(this.#port);
    // The thread sends nothing else.
    if (heard !== undefined) this.#fail(heard.message as PlainFailure);
  }

  #fail(failure: PlainFailure): void {
    this.#failure = new ExplainedError(failure);
  }
}

/** As `openNodeLog`, for a training that measures every step: SIGKILL costs less than the last second. */
export function openBackgroundLog(options: BackgroundLogOptions): BackgroundLog {
  const log = new BackgroundLog(options);
  closeWithProcess(log);
  return log;
}

function buffersOf(layers: readonly LayerStep[]): ArrayBuffer[] {
  return layers.flatMap(({ gradient, weights }) => {
    const before = weights?.before;
    const arrays = [gradient, weights?.after, before === "as left" ? undefined : before];
    return arrays.flatMap((array) => (array?.buffer instanceof ArrayBuffer ? [array.buffer] : []));
  });
}

function unanswered(path: string): ExplainedError {
  return new ExplainedError({
    code: "SDK_LOG_THREAD",
    what: `The thread that writes the log did not finish within ${LONGEST_CLOSING_MILLISECONDS / MILLISECONDS_A_SECOND} seconds.`,
    why: "What was logged last may be missing from the file.",
    fix: "Use openNodeLog, which writes on the training's own thread, or measure less often.",
    where: path,
  });
}
