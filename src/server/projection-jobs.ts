/** Projections being made or kept: the same question joins the same job, and what nobody waits for is ended. */
import { framed, type ProjectionHeader, type ProjectionRequest, packColumns } from "../api/index.ts";
import { ExplainedError } from "../model/index.ts";
import { errorBody } from "./failure.ts";
import type { LayoutOnTheWay, ProjectionDone, Projections } from "./projections.ts";

/** Running and waiting together. One runs at a time, so the last waits for a minute or two. */
const MOST_JOBS = 8;
/** Results of 10,000 points are a quarter of a megabyte each. */
const KEPT_RESULTS = 16;

type Part = Uint8Array<ArrayBuffer>;

interface Job {
  readonly stopping: AbortController;
  readonly listeners: Set<() => void>;
  /** The newest part, which says where the job is; earlier ones need not be seen. */
  latest: Part;
  hasEnded: boolean;
}

export class ProjectionJobs {
  readonly #projections: Projections;
  readonly #running = new Map<string, Job>();
  readonly #kept = new Map<string, Part>();

  constructor(projections: Projections) {
    this.#projections = projections;
  }

  /** Parts of the answer; a listener that leaves last ends the job. */
  async answer(ask: ProjectionRequest): Promise<Response> {
    const identity = await this.#projections.identityOf(ask);
    const kept = this.#kept.get(identity);
    const body = kept === undefined ? this.#stream(this.#join(identity, ask)) : new Blob([kept]).stream();
    return new Response(body, {
      headers: { "content-type": "application/octet-stream", "cache-control": "no-store" },
    });
  }

  close(): void {
    for (const { stopping } of this.#running.values()) stopping.abort();
  }

  #join(identity: string, ask: ProjectionRequest): Job {
    const known = this.#running.get(identity);
    if (known !== undefined) return known;
    if (this.#running.size >= MOST_JOBS) throw busy();
    const job: Job = {
      stopping: new AbortController(),
      listeners: new Set(),
      latest: part({ kind: "waiting" }),
      hasEnded: false,
    };
    this.#running.set(identity, job);
    void this.#run(identity, job, ask);
    return job;
  }

  async #run(identity: string, job: Job, ask: ProjectionRequest): Promise<void> {
    const { signal } = job.stopping;
    try {
      const onProgress = (progress: LayoutOnTheWay) => tell(job, progressPart(progress));
      const done = await this.#projections.project(ask, { onProgress, signal });
      if (done === null) return;
      this.#keep(identity, donePart(done));
      job.hasEnded = true;
      tell(job, this.#kept.get(identity) ?? donePart(done));
    } catch (error) {
      job.hasEnded = true;
      tell(job, part({ kind: "failed", error: errorBody(error) }));
    } finally {
      if (this.#running.get(identity) === job) this.#running.delete(identity);
    }
  }

  #keep(identity: string, result: Part): void {
    this.#kept.set(identity, result);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_RESULTS) return;
      this.#kept.delete(oldest);
    }
  }

  #leave(job: Job, listener: () => void): void {
    job.listeners.delete(listener);
    if (job.listeners.size > 0 || job.hasEnded) return;
    job.stopping.abort();
    for (const [identity, one] of this.#running) if (one === job) this.#running.delete(identity);
  }

  /** A slow reader gets the newest part whenever it can take one, never a queue of old ones. */
  #stream(job: Job): ReadableStream<Part> {
    let sent: Part | null = null;
    let wake = () => {};
    const listener = () => wake();
    return new ReadableStream<Part>(
      {
        start: () => void job.listeners.add(listener),
        pull: async (controller) => {
          if (sent === job.latest) {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
          sent = job.latest;
          controller.enqueue(sent);
          if (!job.hasEnded) return;
          job.listeners.delete(listener);
          controller.close();
        },
        cancel: () => {
          this.#leave(job, listener);
          wake();
        },
      },
      { highWaterMark: 1 },
    );
  }
}

function tell(job: Job, latest: Part): void {
  job.latest = latest;
  for (const listener of [...job.listeners]) listener();
}

function part(header: ProjectionHeader, columns: Parameters<typeof packColumns>[1] = {}): Part {
  return framed(packColumns(header, columns));
}

function progressPart({ phase, done, total, layout }: LayoutOnTheWay): Part {
  const columns =
    layout === null
      ? {}
      : {
          realPositions: onScreen(layout.realPositions),
          generatedPositions: onScreen(layout.generatedPositions),
        };
  return part({ kind: "progress", phase, done, total, stepCount: layout?.stepCount ?? 0 }, columns);
}

function donePart({ facts, columns }: ProjectionDone): Part {
  const { realPositions, generatedPositions, ...places } = columns;
  const positions = {
    realPositions: onScreen(realPositions),
    generatedPositions: onScreen(generatedPositions),
  };
  return part({ kind: "done", facts }, { ...positions, ...places });
}

/** Single precision is finer than any screen and half as long on the wire. */
function onScreen(positions: Float64Array): Float64Array {
  return positions.map(Math.fround);
}

function busy(): ExplainedError {
  return new ExplainedError({
    code: "PROJECTIONS_BUSY",
    what: `${MOST_JOBS} projections are being made or wait their turn.`,
    why: "Each takes a processor for some seconds, and they are made one after the other.",
    fix: "Try again when one has ended; closing a page that waits for one ends it.",
  });
}
