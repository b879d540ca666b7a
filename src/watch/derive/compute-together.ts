/** Shares what is to be computed with a second thread, for commands that somebody waits for: moments do not depend on each other. */
import type { Computing, DeriveJob, PlacedMoment } from "./derive-messages.ts";

/** Most logs are done before a second thread has started, which takes half a second itself. */
const ALONE_MILLISECONDS = 1_000;

export interface Together {
  readonly here: Computing;
  /** Called at most once. */
  readonly startOther: () => Computing;
  readonly nowMilliseconds: () => number;
}

/** After a second of computing here each job is halved; answers are those of one thread, in order. */
export function computeTogether({ here, startOther, nowMilliseconds }: Together): Computing {
  let other: Computing | null = null;
  let spentMilliseconds = 0;
  return {
    async compute(job) {
      if (spentMilliseconds < ALONE_MILLISECONDS) {
        const startedAt = nowMilliseconds();
        const derived = await here.compute(job);
        spentMilliseconds += nowMilliseconds() - startedAt;
        return derived;
      }
      const half = Math.ceil(job.moments.length / 2);
      const [first, second] = [job.moments.slice(0, half), job.moments.slice(half)];
      if (second.length === 0) return here.compute(job);
      other ??= startOther();
      const answers = await Promise.all([other.compute(of(job, second)), here.compute(of(job, first))]);
      return answers.toReversed().flat();
    },
    identify: (file) => here.identify(file),
    async close() {
      await Promise.all([here.close(), other?.close()]);
    },
  };
}

function of(job: DeriveJob, moments: readonly PlacedMoment[]): DeriveJob {
  return { ...job, moments };
}
