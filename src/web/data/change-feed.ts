/** Listens to the server's changes, notices when some were missed, and keeps trying when the line is cut. */
import { type ChangeEvent, ROUTES } from "../../api/index.ts";
import type { Connection } from "../words/age.ts";
import type { ChangedRuns } from "./resource.ts";

const FIRST_RETRY_MILLISECONDS = 500;
const LONGEST_RETRY_MILLISECONDS = 5000;
const MILLISECONDS = 1000;

/** `gap`: messages between were missed. `repeat`: already known. */
export type Continuity = "next" | "gap" | "repeat";

/** `lastSeq` null: nothing received since the connection opened, hence nothing to have missed. */
export function continuityOf(lastSeq: number | null, event: ChangeEvent): Continuity {
  if (lastSeq === null || event.previousSeq === lastSeq) return "next";
  if (event.seq === lastSeq) return "repeat";
  return "gap";
}

export interface FeedListener {
  changed(changes: ChangedRuns): void;
  /** Some changes may not have been told of. */
  missed(): void;
}

export class ChangeFeed {
  readonly #listener: FeedListener;
  readonly #watchers = new Set<() => void>();
  #connection: Connection = { state: "connecting" };
  #source: EventSource | null = null;
  #lastSeq: number | null = null;
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

  #opened(): void {
    this.#lastSeq = null;
    this.#retryMilliseconds = FIRST_RETRY_MILLISECONDS;
    this.#set({ state: "open" });
    this.#listener.missed();
  }

  #received(text: string): void {
    // The server of the same package writes these; see ChangeEvent.
    const event = JSON.parse(text) as ChangeEvent;
    const continuity = continuityOf(this.#lastSeq, event);
    this.#lastSeq = event.seq;
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
