/** A store in another thread, asked over a port: what is appended is moved there, and scanning goes on meanwhile. */
import type { EventBatch } from "../model/index.ts";
import type { Ingest, RunRecord, TagRecord } from "../store/index.ts";
import type { FilledStore } from "./filled-store.ts";
import type { ScanMessage, ScanOrder, StoreQuestion } from "./store-messages.ts";

/** Of at most some 700 KB each, as a reading of one stretch makes them: enough that neither thread waits for long. */
const MOST_APPENDS_AHEAD = 4;

export interface StorePort {
  postMessage(message: ScanMessage, moved: readonly ArrayBuffer[]): void;
  on(event: "message", listener: (order: ScanOrder) => void): unknown;
}

/**
 * An append resolves while a few are still under way, and a question is answered as of all appends before it. One
 * that fails ends the thread that stores, and this one with it.
 */
export class RemoteStore implements FilledStore {
  readonly #port: StorePort;
  readonly #waiting = new Map<number, (answer: unknown) => void>();
  readonly #appends: Promise<unknown>[] = [];
  #lastId = 0;

  constructor(port: StorePort) {
    this.#port = port;
    port.on("message", (order) => {
      if (order.kind !== "answer") return;
      this.#waiting.get(order.id)?.(order.answer);
      this.#waiting.delete(order.id);
    });
  }

  /** The columns are moved away. */
  async append(ingest: Ingest): Promise<void> {
    this.#appends.push(this.#ask({ kind: "append", ingest }, buffersOf(ingest.batch)));
    if (this.#appends.length > MOST_APPENDS_AHEAD) await this.#appends.shift();
  }

  async forgetFile(run: string, path: string): Promise<void> {
    await this.#ask({ kind: "forget file", run, path });
  }

  async removeRun(run: string): Promise<void> {
    await this.#ask({ kind: "remove run", run });
  }

  // The other side answers with what the store says to the question of that kind.
  run(run: string): Promise<RunRecord | null> {
    return this.#ask({ kind: "run", run }) as Promise<RunRecord | null>;
  }

  runs(): Promise<readonly RunRecord[]> {
    return this.#ask({ kind: "runs" }) as Promise<readonly RunRecord[]>;
  }

  tags(run: string): Promise<readonly TagRecord[]> {
    return this.#ask({ kind: "tags", run }) as Promise<readonly TagRecord[]>;
  }

  #ask(question: StoreQuestion, moved: readonly ArrayBuffer[] = []): Promise<unknown> {
    const id = ++this.#lastId;
    const answer = new Promise((resolve) => {
      this.#waiting.set(id, resolve);
    });
    this.#port.postMessage({ kind: "question", id, question }, moved);
    return answer;
  }
}

/** Each once: columns of a tag may share one. */
function buffersOf({ tags }: EventBatch): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const { scalars, blobs } of tags) {
    for (const { buffer } of Object.values(scalars ?? blobs)) {
      // A reader makes columns of plain memory, never of a memory that threads share.
      buffers.add(buffer as ArrayBuffer);
    }
  }
  return [...buffers];
}

/** What `store` says to a question of a `RemoteStore`. */
export async function answerTo(question: StoreQuestion, store: FilledStore): Promise<unknown> {
  switch (question.kind) {
    case "append":
      return store.append(question.ingest);
    case "forget file":
      return store.forgetFile(question.run, question.path);
    case "remove run":
      return store.removeRun(question.run);
    case "run":
      return store.run(question.run);
    case "runs":
      return store.runs();
    case "tags":
      return store.tags(question.run);
  }
}
