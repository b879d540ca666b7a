/** Derives the series of run after run: once through all of them, or on and on as the runs grow. */
import { isDerivedTag } from "../../model/index.ts";
import type { Store } from "../../store/index.ts";
import type { Clock } from "../clock.ts";
import type { RunDescription } from "../describe-runs.ts";
import { derivationPlansOf } from "./derivation-plan.ts";
import type { Computing } from "./derive-messages.ts";
import { deriveRun } from "./derive-run.ts";

/** The values of a step are written within this time: after it a run that stands still is derived to its end. */
const SETTLE_MILLISECONDS = 1_000;
/** How often growing runs are looked at. */
const LOOK_MILLISECONDS = 500;

export interface DeriverOptions {
  readonly store: Store;
  readonly computing: Computing;
  readonly describe: (run: string) => Promise<RunDescription>;
  readonly signal: AbortSignal;
  /** Takes one line for the user. */
  readonly notice: (line: string) => void;
  readonly clock: Clock;
}

export class Deriver {
  readonly #options: DeriverOptions;
  /** When each run that may have something new changed last. */
  readonly #changed = new Map<string, number>();
  readonly #told = new Set<string>();

  constructor(options: DeriverOptions) {
    this.#options = options;
  }

  /** Everything that can be derived now; `done` is told of each run that is finished. */
  async deriveAll(done: (run: string) => void = () => undefined): Promise<void> {
    for (const { run } of await this.#options.store.runs()) {
      if (this.#options.signal.aborted) return;
      await this.#derive(run, { isSettled: true });
      done(run);
    }
  }

  /** Until the signal ends it. */
  async follow(): Promise<void> {
    const { store, signal, clock } = this.#options;
    const end = store.subscribe(({ run, tags }) => {
      if (tags.some((tag) => !isDerivedTag(tag))) this.#changed.set(run, clock.nowMilliseconds());
    });
    for (const { run } of await store.runs()) this.#changed.set(run, Number.NEGATIVE_INFINITY);
    while (!signal.aborted) {
      for (const [run, changedAt] of [...this.#changed]) {
        if (signal.aborted) break;
        const isSettled = clock.nowMilliseconds() - changedAt >= SETTLE_MILLISECONDS;
        if (isSettled) this.#changed.delete(run);
        await this.#derive(run, { isSettled });
      }
      await clock.sleep(LOOK_MILLISECONDS, signal);
    }
    end();
  }

  async #derive(run: string, { isSettled }: { readonly isSettled: boolean }): Promise<void> {
    const { store, computing, describe, signal } = this.#options;
    try {
      const record = await store.run(run);
      if (record === null || record.lastStep === null) return;
      const throughStep = isSettled ? record.lastStep : record.lastStep - 1n;
      const failed = (_run: string, reason: string) => this.#tellOnce(run, reason);
      for (const plan of derivationPlansOf(await describe(run), await store.tags(run))) {
        await deriveRun({ run, plan, throughStep }, { store, computing, signal, failed });
      }
    } catch (error) {
      if (signal.aborted) return;
      this.#tellOnce(run, error instanceof Error ? error.message : String(error));
    }
  }

  #tellOnce(run: string, reason: string): void {
    const line = `Some values of run ${run} could not be measured: ${reason}`;
    if (this.#told.has(line)) return;
    this.#told.add(line);
    this.#options.notice(line);
  }
}
