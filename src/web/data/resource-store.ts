/** Keeps answers while they are looked at, fetches again what changed, and no more often than eyes can follow. */
import { explanationOf } from "./ask.ts";
import {
  type Ask,
  type ChangedRuns,
  isConcerned,
  LOADING,
  type Resource,
  type ResourceRequest,
} from "./resource.ts";

/** Four redraws a second; with a local answer in about 20 ms a change is on screen within 300 ms. */
const MINIMUM_INTERVAL_MILLISECONDS = 250;
/**
 * A fetch may come early by this share of its interval, as long as the average holds: otherwise
 * changes that come at the same pace, a little out of step, would each wait for most of an interval.
 */
const EARLY_SHARE = 0.5;
/** Answers kept after nobody looks at them, so that going back is instant; tens of kilobytes each. */
const KEPT_UNWATCHED = 120;

export interface Scheduler {
  /** Milliseconds, monotonic. */
  now(): number;
  /** Returns the function that cancels. */
  after(milliseconds: number, action: () => void): () => void;
}

interface Entry {
  readonly request: ResourceRequest<unknown>;
  readonly listeners: Set<() => void>;
  snapshot: Resource<unknown>;
  flight: AbortController | null;
  cancelTimer: (() => void) | null;
  /** When the next fetch is due, if fetches came at even intervals. */
  dueAt: number;
  isStale: boolean;
}

export class ResourceStore {
  readonly #entries = new Map<string, Entry>();
  readonly #ask: Ask;
  readonly #scheduler: Scheduler;
  #isPaused = false;

  constructor(ask: Ask, scheduler: Scheduler) {
    this.#ask = ask;
    this.#scheduler = scheduler;
  }

  read<T>(request: ResourceRequest<T>): Resource<T> {
    // Equal keys mean equal requests, hence answers of the same type.
    return (this.#entries.get(request.key)?.snapshot ?? LOADING) as Resource<T>;
  }

  /** Keeps the answer up to date until the returned function is called. */
  watch<T>(request: ResourceRequest<T>, listener: () => void): () => void {
    const entry = this.#entryOf(request);
    entry.listeners.add(listener);
    if (entry.isStale) this.#refresh(entry);
    return () => {
      entry.listeners.delete(listener);
      if (entry.listeners.size === 0) this.#letGo(entry);
    };
  }

  /** Fetches again what is watched and concerned; marks the rest. */
  changed(changes: ChangedRuns): void {
    for (const entry of this.#entries.values()) {
      if (isConcerned(entry.request.concerns, changes)) this.#refresh(entry);
    }
  }

  /** Something about the list of runs that is no change of any run. */
  runsMayHaveChanged(): void {
    for (const entry of this.#entries.values()) {
      if (entry.request.concerns.what === "every run") this.#refresh(entry);
    }
  }

  /** Messages may have been missed: everything that can change is fetched again. */
  everythingMayHaveChanged(): void {
    for (const entry of this.#entries.values()) {
      const isImmutable = entry.request.concerns.what === "nothing" && entry.snapshot.state === "ready";
      if (!isImmutable) this.#refresh(entry);
    }
  }

  retry(key: string): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined) this.#refresh(entry);
  }

  /** While nobody sees the page nothing is fetched; what became stale is fetched on return. */
  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
    if (isPaused) return;
    for (const entry of this.#entries.values()) if (entry.isStale) this.#refresh(entry);
  }

  #entryOf<T>(request: ResourceRequest<T>): Entry {
    const existing = this.#entries.get(request.key);
    if (existing !== undefined) return existing;
    const entry: Entry = {
      request,
      listeners: new Set(),
      snapshot: LOADING,
      flight: null,
      cancelTimer: null,
      dueAt: Number.NEGATIVE_INFINITY,
      isStale: true,
    };
    this.#entries.set(request.key, entry);
    return entry;
  }

  #refresh(entry: Entry): void {
    entry.isStale = true;
    const mustWait = this.#isPaused || entry.listeners.size === 0;
    if (mustWait || entry.flight !== null || entry.cancelTimer !== null) return;
    const wait = entry.dueAt - intervalOf(entry) * EARLY_SHARE - this.#scheduler.now();
    if (wait <= 0) {
      void this.#fetch(entry);
      return;
    }
    entry.cancelTimer = this.#scheduler.after(wait, () => {
      entry.cancelTimer = null;
      if (entry.isStale) this.#refresh(entry);
    });
  }

  async #fetch(entry: Entry): Promise<void> {
    const flight = new AbortController();
    entry.flight = flight;
    entry.isStale = false;
    entry.dueAt = Math.max(entry.dueAt, this.#scheduler.now()) + intervalOf(entry);
    const snapshot = await this.#load(entry, flight.signal);
    if (entry.flight !== flight) return;
    entry.flight = null;
    this.#show(entry, snapshot);
    if (entry.isStale) this.#refresh(entry);
  }

  #show(entry: Entry, snapshot: Resource<unknown>): void {
    entry.snapshot = snapshot;
    for (const listener of [...entry.listeners]) listener();
  }

  async #load(entry: Entry, signal: AbortSignal): Promise<Resource<unknown>> {
    let shownAt = this.#scheduler.now();
    const arrived = (beginning: unknown) => {
      const now = this.#scheduler.now();
      if (signal.aborted || now - shownAt < intervalOf(entry)) return;
      shownAt = now;
      this.#show(entry, { state: "ready", data: beginning });
    };
    const isFirst = entry.snapshot.data === null;
    try {
      const data = await entry.request.load(this.#ask, signal, isFirst ? arrived : () => {});
      return { state: "ready", data };
    } catch (failure) {
      return { state: "failed", data: entry.snapshot.data, error: explanationOf(failure) };
    }
  }

  #letGo(entry: Entry): void {
    entry.cancelTimer?.();
    entry.cancelTimer = null;
    if (entry.flight !== null) {
      entry.flight.abort();
      entry.flight = null;
      entry.isStale = true;
      entry.dueAt = Number.NEGATIVE_INFINITY;
    }
    if (entry.snapshot.state === "failed") entry.isStale = true;
    this.#forgetOldest(entry);
  }

  #forgetOldest(latest: Entry): void {
    this.#entries.delete(latest.request.key);
    this.#entries.set(latest.request.key, latest);
    const unwatched = [...this.#entries.values()].filter(({ listeners }) => listeners.size === 0);
    for (const entry of unwatched.slice(0, Math.max(0, unwatched.length - KEPT_UNWATCHED))) {
      this.#entries.delete(entry.request.key);
    }
  }
}

function intervalOf({ request }: Entry): number {
  return request.minimumIntervalMilliseconds ?? MINIMUM_INTERVAL_MILLISECONDS;
}
