/** The life of the reading thread: waits until it may write to the cache, then follows the log directories into it. */
import { setTimeout } from "node:timers/promises";
import { ExplainedError } from "../model/index.ts";
import { type LmdbStore, openLmdbStore } from "../store/index.ts";
import { catchUp } from "./catch-up.ts";
import { correctionsOf } from "./corrections/corrections-of.ts";
import { followDerivations } from "./derive/follow-derivations.ts";
import { endingStore } from "./ending-store.ts";
import type { IngestMessage, IngestPlan } from "./ingest-messages.ts";
import { once } from "./once.ts";
import { OWN_THREAD, watchLogDirectories } from "./watch.ts";

/** The longest that what was read waits to be seen by readers. */
const COMMIT_WITHIN_MILLISECONDS = 50;
/** How often a waiting thread looks whether the writer is still there. */
const LOOK_FOR_WRITER_MILLISECONDS = 500;

export interface IngestTools {
  readonly tell: (message: IngestMessage) => void;
  /** Ends the thread with this error: what was not committed is read again by the next one. */
  readonly fail: (error: unknown) => void;
  readonly stop: AbortSignal;
}

/** Resolves when stopped and everything is written, or when no cache can be had. */
export async function ingest(plan: IngestPlan, tools: IngestTools): Promise<void> {
  const { tell, fail, stop } = tools;
  const cache = await openWhenFree(plan, tools);
  if (cache === null) return;
  const store = endingStore(cache, fail);
  cache.setLoading(true);
  tell({ kind: "writing" });
  store.subscribe(oncePerTurn(() => tell({ kind: "changed" })));
  // Two watchers, one after the other, have the same to say of what they find.
  const notice = once((line) => tell({ kind: "notice", line }));
  const { logDirectories, pollMilliseconds } = plan;
  const isEmpty = (await cache.runs()).length === 0;
  if (isEmpty) await catchUp({ store, signal: stop, notice, logDirectories, pollMilliseconds });
  const watching = watchLogDirectories({
    ...OWN_THREAD,
    logDirectories,
    store,
    signal: stop,
    notice,
    ...(pollMilliseconds === undefined ? {} : { pollMilliseconds }),
  });
  await watching.firstPass;
  cache.setLoading(false);
  const corrections = correctionsOf(plan.logDirectories, notice);
  await followDerivations({ store, signal: stop, notice, encoder: plan.encoder, corrections });
  await watching.close();
  await store.close();
}

async function openWhenFree(plan: IngestPlan, { tell, fail, stop }: IngestTools): Promise<LmdbStore | null> {
  let hasWaited = false;
  while (!stop.aborted) {
    try {
      const notice = (line: string) => tell({ kind: "notice", line });
      const grouped = { withinMilliseconds: COMMIT_WITHIN_MILLISECONDS, failed: fail };
      const store = await openLmdbStore({ directory: plan.directory, notice, grouped });
      if (hasWaited) notice("The other Nashboard has ended; this one reads the event files from here on.");
      return store;
    } catch (error) {
      if (!(error instanceof ExplainedError)) throw error;
      if (error.code !== "STORE_LOCKED") {
        tell({ kind: "refused", explanation: explanationOf(error) });
        return null;
      }
      if (!hasWaited) tell({ kind: "waiting", what: error.what });
      hasWaited = true;
      await setTimeout(LOOK_FOR_WRITER_MILLISECONDS, undefined, { signal: stop }).catch(() => undefined);
    }
  }
  return null;
}

function explanationOf({ code, what, why, fix, where }: ExplainedError) {
  return { code, what, why, fix, ...(where === undefined ? {} : { where }) };
}

function oncePerTurn(act: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      act();
    });
  };
}
