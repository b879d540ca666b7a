/** Listens to the server's changes, notices when some were missed, and keeps trying when the line is cut. */
import { type ChangeEvent, ROUTES } from "../../api/index.ts";
import type { Connection } from "../words/age.ts";
import type { ChangedRuns } from "./resource.ts";

const FIRST_RETRY_MILLISECONDS = 500;
const LONGEST_RETRY_MILLISECONDS = 5000;
const MILLISECONDS = 1000;

/** `gap`: more may have changed than the messages name. `repeat`: already known. */
export type Continuity = "next" | "gap" | "repeat";

type Position = Pick<ChangeEvent, "epoch" | "correctionsCount" | "seq">;

/** `last` null: nothing received yet, hence nothing to have missed. */
export function continuityOf(
  last: Position | null,
  event: Position & Pick<ChangeEvent, "previousSeq">,
): Continuity {
  if (last === null) return "next";
  // Corrected roles may change what is said of any run: no list of changes tells of it.
  if (event.epoch !== last.epoch || event.correctionsCount !== last.correctionsCount) return "gap";
  if (event.previousSeq === last.seq) return "next";
  return event.seq <= last.seq ? "repeat" : "gap";
}

export interface FeedListener {
  changed(changes: ChangedRuns): void;
  /** The server has read the logs for the first time. */
  loaded(): void;
  /** Some changes may not have been told of. */
  missed(): void;
}

export class ChangeFeed {
  readonly #listener: FeedListener;
  readonly #watchers = new Set<() => void>();
  #connection: Connection = { state: "connecting" };
  #source: EventSource | null = null;
  #last: ChangeEvent | null = null;
  #retryMilliseconds = FIRST_RETRY_MILLISECONDS;

  constructor(listener: FeedListener) {
    this.#listener = listener;
  }

  get connection(): Connection {
    return this.#connection;
  }

  subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  start(): void {
    const source = new EventSource(ROUTES.events);
    this.#source = source;
    source.onopen = () => this.#opened();
    source.onmessage = (message: MessageEvent<string>) => this.#received(message.data);
    source.onerror = () => this.#lost();
  }

  /** Closed by the page going away; the browser may bring it back from its cache, then `start` again. */
  stop(): void {
    this.#source?.close();
    this.#source = null;
  }

  /** What was missed while the line was cut is told by the first message; before the first line, everything may be. */
  #opened(): void {
    this.#retryMilliseconds = FIRST_RETRY_MILLISECONDS;
    this.#set({ state: "open" });
    if (this.#last === null) this.#listener.missed();
  }

  #received(text: string): void {
    // The server of the same package writes these; see ChangeEvent.
    const event = JSON.parse(text) as ChangeEvent;
    const continuity = continuityOf(this.#last, event);
    const hasLoaded = this.#last?.isLoading === true && !event.isLoading;
    this.#last = event;
    if (hasLoaded) this.#listener.loaded();
    switch (continuity) {
      case "next":
        this.#listener.changed(event.runs);
        break;
      case "gap":
        this.#listener.missed();
        break;
      case "repeat":
        break;
    }
  }

  /** The browser reconnects after a cut line but gives up after a refusal, such as a proxy's 502. */
  #lost(): void {
    if (this.#connection.state !== "retrying") {
      this.#set({ state: "retrying", sinceSeconds: Date.now() / MILLISECONDS });
    }
    const source = this.#source;
    if (source?.readyState !== EventSource.CLOSED) return;
    this.#source = null;
    window.setTimeout(() => this.#source ?? this.start(), this.#retryMilliseconds);
    this.#retryMilliseconds = Math.min(this.#retryMilliseconds * 2, LONGEST_RETRY_MILLISECONDS);
  }

  #set(connection: Connection): void {
    this.#connection = connection;
    for (const watcher of [...this.#watchers]) watcher();
  }
}
