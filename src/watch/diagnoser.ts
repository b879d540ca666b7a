/** Diagnoses runs for whoever asks, each anew only after it has changed. */
import type { StoreReader } from "../store/index.ts";
import { diagnoseRun, type GameDiagnosis, type RunMeaning } from "./diagnose-run.ts";

interface Known {
  readonly seq: number;
  readonly diagnoses: Promise<readonly GameDiagnosis[]>;
}

export interface DiagnoserOptions {
  readonly store: StoreReader;
  readonly describe: (run: string) => Promise<RunMeaning>;
}

export function createDiagnoser({
  store,
  describe,
}: DiagnoserOptions): (run: string) => Promise<readonly GameDiagnosis[]> {
  const changedAt = new Map<string, number>();
  const known = new Map<string, Known>();
  store.subscribe(({ run, seq }) => changedAt.set(run, seq));
  return (run) => {
    const seq = changedAt.get(run) ?? 0;
    const before = known.get(run);
    if (before?.seq === seq) return before.diagnoses;
    const diagnoses = describe(run).then((meaning) => diagnoseRun(store, run, meaning));
    known.set(run, { seq, diagnoses });
    diagnoses.catch(() => known.delete(run));
    return diagnoses;
  };
}
