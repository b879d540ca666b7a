/** Tells pages what changed, so that they pull it: server-sent events, gathered to a few a second. */
import type { ChangeEvent } from "../api/index.ts";
import type { StoreReader } from "../store/index.ts";

/** Changes within this time share one event: below what an eye can tell, above what floods a page. */
const GATHER_MILLISECONDS = 80;
/** Keeps proxies from closing a quiet stream. */
const HEARTBEAT_MILLISECONDS = 15_000;

/** How often it is asked whether the first reading of the logs has ended. */
const LOADING_CHECK_MILLISECONDS = 250;
/** How often a board that is looked at asks whether roles were corrected, on another page or in the file. */
const CORRECTIONS_CHECK_MILLISECONDS = 500;
/** Messages kept for pages whose line was cut: half a minute of the busiest log. */
const KEPT_MESSAGES = 400;

type Listener = (message: string) => void;

export interface LiveSource {
  readonly store: Pick<StoreReader, "currentSeq" | "subscribe">;
  isLoading(): boolean;
  /** The same object until the user corrects what is recognised. */
  corrections(): Promise<object>;
}

export class LiveUpdates {
  readonly #source: LiveSource;
  readonly #epoch: string;
  readonly #listeners = new Set<Listener>();
  readonly #gathered = new Map<string, Set<string>>();
  readonly #stop: () => void;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #loadingCheck: NodeJS.Timeout;
  readonly #correctionsCheck: NodeJS.Timeout;
  /** Oldest first, without a gap. */
  readonly #sent: ChangeEvent[] = [];
  #timer: NodeJS.Timeout | null = null;
  #sentSeq: number;
  #seq: number;
  #corrections: object | null = null;
  #correctionsCount = 0;

  /** `epoch` must differ from that of every earlier server at this address. */
  constructor(source: LiveSource, epoch: string) {
    this.#source = source;
    this.#epoch = epoch;
    this.#sentSeq = source.store.currentSeq();
    this.#seq = this.#sentSeq;
    this.#stop = source.store.subscribe(({ seq, run, tags }) => {
      this.#seq = seq;
      const known = this.#gathered.get(run) ?? new Set();
      for (const tag of tags) known.add(tag);
      this.#gathered.set(run, known);
      this.#sendSoon();
    });
    this.#heartbeat = setInterval(() => this.#tell(": still here\n\n"), HEARTBEAT_MILLISECONDS);
    this.#heartbeat.unref();
    this.#loadingCheck = setInterval(() => this.#checkLoading(), LOADING_CHECK_MILLISECONDS);
    this.#loadingCheck.unref();
    this.#correctionsCheck = setInterval(() => this.#checkCorrections(), CORRECTIONS_CHECK_MILLISECONDS);
    this.#correctionsCheck.unref();
    void this.#checkCorrections();
  }

  /**
   * An event stream that begins with what a page has missed since `lastEventId`, where that is still known.
   * Otherwise it says where it stands: a page that missed changes sees the gap in `seq`.
   */
  stream(lastEventId: string | null = null): Response {
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
        for (const event of this.#since(lastEventId)) listener(eventText(event));
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
    clearInterval(this.#loadingCheck);
    clearInterval(this.#correctionsCheck);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  /** Never empty: the first message says how the stream continues what the page has. */
  #since(lastEventId: string | null): readonly ChangeEvent[] {
    const from = this.#sent.findIndex(({ previousSeq }) => eventId(this.#epoch, previousSeq) === lastEventId);
    return from < 0 ? [this.#event(this.#sentSeq, [])] : this.#sent.slice(from);
  }

  #event(previousSeq: number, runs: ChangeEvent["runs"]): ChangeEvent {
    return {
      epoch: this.#epoch,
      isLoading: this.#source.isLoading(),
      correctionsCount: this.#correctionsCount,
      seq: this.#seq,
      previousSeq,
      runs,
    };
  }

  #sendSoon(): void {
    this.#timer ??= setTimeout(() => this.#send(), GATHER_MILLISECONDS);
  }

  #send(): void {
    this.#timer = null;
    const runs = [...this.#gathered].map(([run, tags]) => ({ run, tags: [...tags] }));
    this.#gathered.clear();
    const event = this.#event(this.#sentSeq, runs);
    if (this.#seq > this.#sentSeq) this.#sent.push(event);
    if (this.#sent.length > KEPT_MESSAGES) this.#sent.shift();
    this.#sentSeq = this.#seq;
    this.#tell(eventText(event));
  }

  #checkLoading(): void {
    if (this.#source.isLoading()) return;
    clearInterval(this.#loadingCheck);
    this.#sendSoon();
  }

  async #checkCorrections(): Promise<void> {
    if (this.#corrections !== null && this.#listeners.size === 0) return;
    const corrections = await this.#source.corrections().catch(() => this.#corrections);
    if (corrections === this.#corrections) return;
    if (this.#corrections !== null) {
      this.#correctionsCount++;
      this.#sendSoon();
    }
    this.#corrections = corrections;
  }

  #tell(message: string): void {
    for (const listener of this.#listeners) listener(message);
  }
}

function eventId(epoch: string, seq: number): string {
  return `${epoch}.${seq}`;
}

function eventText(event: ChangeEvent): string {
  return `id: ${eventId(event.epoch, event.seq)}\ndata: ${JSON.stringify(event)}\n\n`;
}
