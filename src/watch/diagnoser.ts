/** Diagnoses runs for whoever asks, each anew only after it has changed. */

import {
  type DiagnosisInWords,
  type Evidence,
  evidenceInWords,
  explainDiagnosis,
  type Finding,
} from "../diagnosis/index.ts";
import type { StoreReader } from "../store/index.ts";
import { diagnoseRun, type GameDiagnosis, type RunMeaning } from "./diagnose-run.ts";

/** A diagnosis with its sentences, which are made where the diagnosis is. */
export interface ToldDiagnosis extends Omit<GameDiagnosis, "findings"> {
  readonly words: DiagnosisInWords;
  readonly findings: readonly (Omit<Finding, "evidence"> & {
    readonly evidence: readonly (Evidence & { readonly words: string })[];
  })[];
}

interface Known {
  readonly seq: number;
  readonly diagnoses: Promise<readonly ToldDiagnosis[]>;
}

export interface DiagnoserOptions {
  readonly store: StoreReader;
  readonly describe: (run: string) => Promise<RunMeaning>;
}

export function createDiagnoser({
  store,
  describe,
}: DiagnoserOptions): (run: string) => Promise<readonly ToldDiagnosis[]> {
  const changedAt = new Map<string, number>();
  const known = new Map<string, Known>();
  store.subscribe(({ run, seq }) => changedAt.set(run, seq));
  return (run) => {
    const seq = changedAt.get(run) ?? 0;
    const before = known.get(run);
    if (before?.seq === seq) return before.diagnoses;
    const diagnoses = describe(run)
      .then((meaning) => diagnoseRun(store, run, meaning))
      .then((games) => games.map(told));
    known.set(run, { seq, diagnoses });
    diagnoses.catch(() => known.delete(run));
    return diagnoses;
  };
}

function told(diagnosis: GameDiagnosis): ToldDiagnosis {
  const inWords = (evidence: Evidence) => ({ ...evidence, words: evidenceInWords(evidence) });
  const findings = diagnosis.findings.map((finding) => ({
    ...finding,
    evidence: finding.evidence.map(inWords),
  }));
  return { ...diagnosis, words: explainDiagnosis(diagnosis), findings };
}
