/** Lays samples out in a thread of its own, one request after the other. */
import { Worker } from "node:worker_threads";
import { ExplainedError } from "../model/index.ts";
import type {
  Progress,
  Projection,
  ProjectionRequest,
  Timeline,
  TimelineRequest,
} from "../projections/index.ts";
import { errorCodeOf } from "./error-code.ts";
import type { EncodedTimelineRequest, PictureFacts } from "./project-images.ts";
import type {
  LayoutSoFar,
  ProjectionMessage,
  ProjectionOrder,
  ProjectionResult,
  ProjectionTask,
} from "./projection-messages.ts";

/** Beside this file in the built program. */
const WORKER_FILE = new URL("./projection-worker.js", import.meta.url);

/** So long a cancelled thread may take to say that it has stopped; the promise to callers is 50 ms. */
const PATIENCE_MILLISECONDS = 40;

export interface ProjectorOptions {
  /** Another entry than the built one. */
  readonly workerFile?: URL;
}

export interface ProjectionWatch {
  /** Some ten times a second; `layout` is null before points have places. */
  readonly onProgress?: (progress: Progress, layout: LayoutSoFar | null) => void;
  /** Ends the request: within 50 ms where it runs, at once where it waits. */
  readonly signal?: AbortSignal;
}

interface Waiting {
  readonly id: number;
  readonly task: ProjectionTask;
  readonly watch: ProjectionWatch;
  readonly resolve: (result: ProjectionResult | null) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Requests are done one at a time in the order in which they came; the thread starts with the first.
 * Inputs are copied to the thread and not changed. Rejects with an `ExplainedError` where samples or parameters
 * can't be worked with, or the thread fails; a thread that failed is replaced for the next request.
 */
export class Projector {
  readonly #workerFile: URL;
  readonly #queue: Waiting[] = [];
  #worker: Worker | null = null;
  #running: Waiting | null = null;
  #lastId = 0;

  constructor({ workerFile }: ProjectorOptions = {}) {
    this.#workerFile = workerFile ?? WORKER_FILE;
  }

  /** null where it was cancelled. */
  async project(request: ProjectionRequest, watch: ProjectionWatch = {}): Promise<Projection | null> {
    const result = await this.#enqueue({ kind: "projection", request }, watch);
    return result?.kind === "projection" ? result.projection : null;
  }

  /** null where it was cancelled. */
  async projectThroughTime(request: TimelineRequest, watch: ProjectionWatch = {}): Promise<Timeline | null> {
    const result = await this.#enqueue({ kind: "timeline", request }, watch);
    return result?.kind === "timeline" ? result.timeline : null;
  }

  /** Of pictures as they were logged, which are decoded in the thread; null where it was cancelled. */
  async projectPictures(
    request: EncodedTimelineRequest,
    watch: ProjectionWatch = {},
  ): Promise<{ readonly timeline: Timeline; readonly facts: PictureFacts } | null> {
    const result = await this.#enqueue({ kind: "pictures", request }, watch);
    return result?.kind === "pictures" ? result : null;
  }

  /** Cancels whatever runs or waits, and ends the thread. */
  async close(): Promise<void> {
    const open = [...(this.#running === null ? [] : [this.#running]), ...this.#queue.splice(0)];
    const worker = this.#worker;
    [this.#running, this.#worker] = [null, null];
    for (const waiting of open) waiting.resolve(null);
    await worker?.terminate();
  }

  #enqueue(task: ProjectionTask, watch: ProjectionWatch): Promise<ProjectionResult | null> {
    const { signal } = watch;
    if (signal?.aborted === true) return Promise.resolve(null);
    this.#lastId += 1;
    const id = this.#lastId;
    const ended = new Promise<ProjectionResult | null>((resolve, reject) => {
      this.#queue.push({ id, task, watch, resolve, reject });
    });
    const cancel = () => this.#cancel(id);
    signal?.addEventListener("abort", cancel, { once: true });
    this.#next();
    return ended.finally(() => signal?.removeEventListener("abort", cancel));
  }

  #cancel(id: number): void {
    if (this.#running?.id === id) {
      this.#order({ kind: "cancel", id });
      setTimeout(() => this.#dropThread(id), PATIENCE_MILLISECONDS).unref();
    }
    const place = this.#queue.findIndex((waiting) => waiting.id === id);
    if (place >= 0) for (const waiting of this.#queue.splice(place, 1)) waiting.resolve(null);
  }

  /** A thread in a long piece of its work, or one that gets no processor, is ended; the next request gets another. */
  #dropThread(id: number): void {
    if (this.#running?.id !== id) return;
    void this.#worker?.terminate();
    this.#worker = null;
    this.#end((running) => running.resolve(null));
  }

  #next(): void {
    if (this.#running !== null) return;
    this.#running = this.#queue.shift() ?? null;
    if (this.#running === null) return;
    this.#worker ??= this.#start();
    this.#order({ kind: "start", id: this.#running.id, task: this.#running.task });
  }

  #order(order: ProjectionOrder): void {
    this.#worker?.postMessage(order);
  }

  #start(): Worker {
    const worker = new Worker(this.#workerFile);
    let why = "it ended";
    worker.on("message", (message: ProjectionMessage) => this.#take(message));
    worker.on("error", (error) => {
      why = errorCodeOf(error);
    });
    worker.once("exit", () => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#end((running) => running.reject(threadFailed(why)));
    });
    // A board that has nothing else to do may end.
    worker.unref();
    return worker;
  }

  #take(message: ProjectionMessage): void {
    if (this.#running?.id !== message.id) return;
    switch (message.kind) {
      case "progress":
        this.#running.watch.onProgress?.(message.progress, message.layout);
        break;
      case "done":
        this.#end((running) => running.resolve(message.result));
        break;
      case "cancelled":
        this.#end((running) => running.resolve(null));
        break;
      case "refused":
        this.#end((running) => running.reject(new ExplainedError(message.explanation)));
    }
  }

  #end(settle: (running: Waiting) => void): void {
    const running = this.#running;
    this.#running = null;
    if (running !== null) settle(running);
    this.#next();
  }
}

function threadFailed(why: string): ExplainedError {
  return new ExplainedError({
    code: "PROJECTION_FAILED",
    what: `The thread that lays samples out has failed (${why}).`,
    why: "This projection is lost; the next one gets a new thread.",
    fix: "Ask for fewer samples or fewer steps at once, and report it if it happens again.",
  });
}
