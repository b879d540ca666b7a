/** Tells pages what changed, so that they pull it: server-sent events, gathered to a few a second. */
import type { ChangeEvent } from "../api/index.ts";
import type { StoreReader } from "../store/index.ts";

/** Changes within this time share one event: below what an eye can tell, above what floods a page. */
const GATHER_MILLISECONDS = 80;
/** Keeps proxies from closing a quiet stream. */
const HEARTBEAT_MILLISECONDS = 15_000;

type Listener = (message: string) => void;

export class LiveUpdates {
  readonly #listeners = new Set<Listener>();
  readonly #gathered = new Map<string, Set<string>>();
  readonly #stop: () => void;
  readonly #heartbeat: NodeJS.Timeout;
  #timer: NodeJS.Timeout | null = null;
  #sentSeq: number;
  #seq: number;

  constructor(store: StoreReader) {
    this.#sentSeq = store.currentSeq();
    this.#seq = this.#sentSeq;
    this.#stop = store.subscribe(({ seq, run, tags }) => {
      this.#seq = seq;
      const known = this.#gathered.get(run) ?? new Set();
      for (const tag of tags) known.add(tag);
      this.#gathered.set(run, known);
      this.#timer ??= setTimeout(() => this.#send(), GATHER_MILLISECONDS);
    });
    this.#heartbeat = setInterval(() => this.#tell(": still here\n\n"), HEARTBEAT_MILLISECONDS);
    this.#heartbeat.unref();
  }

  /** An event stream that starts by saying where it stands; a page that missed changes sees the gap in `seq`. */
  stream(): Response {
    const encoder = new TextEncoder();
    let listener: Listener | null = null;
    const leave = () => {
      if (listener !== null) this.#listeners.delete(listener);
    };
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        listener = (message) => controller.enqueue(encoder.encode(message));
        this.#listeners.add(listener);
        listener("retry: 1000\n\n");
        listener(eventText({ seq: this.#sentSeq, previousSeq: this.#sentSeq, runs: [] }));
      },
      cancel: leave,
    });
    return new Response(body, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
      },
    });
  }

  close(): void {
    this.#stop();
    clearInterval(this.#heartbeat);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  #send(): void {
    this.#timer = null;
    const runs = [...this.#gathered].map(([run, tags]) => ({ run, tags: [...tags] }));
    this.#gathered.clear();
    this.#tell(eventText({ seq: this.#seq, previousSeq: this.#sentSeq, runs }));
    this.#sentSeq = this.#seq;
  }

  #tell(message: string): void {
    for (const listener of this.#listeners) listener(message);
  }
}

function eventText(event: ChangeEvent): string {
  return `id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`;
}
