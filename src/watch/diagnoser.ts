/** Diagnoses runs for whoever asks, each anew only after it, or what the user says of it, has changed. */

import {
  type DiagnosisInWords,
  type Evidence,
  evidenceInWords,
  explainDiagnosis,
  type Finding,
} from "../diagnosis/index.ts";
import type { Corrections } from "../roles/index.ts";
import type { StoreReader } from "../store/index.ts";
import { diagnoseRun, type GameDiagnosis, type RunMeaning } from "./diagnose-run.ts";
import type { CorrectionsReader } from "./roles-of-runs.ts";

/** A diagnosis with its sentences, which are made where the diagnosis is. */
export interface ToldDiagnosis extends Omit<GameDiagnosis, "findings"> {
  readonly words: DiagnosisInWords;
  readonly findings: readonly (Omit<Finding, "evidence"> & {
    readonly evidence: readonly (Evidence & { readonly words: string })[];
  })[];
}

interface Known {
  readonly seq: number;
  readonly corrections: Corrections;
  readonly diagnoses: Promise<readonly ToldDiagnosis[]>;
}

export interface DiagnoserOptions {
  readonly store: StoreReader;
  readonly describe: (run: string) => Promise<RunMeaning>;
  /** As `describe` follows: whoever corrects a run waits for the verdict to change. */
  readonly corrections: CorrectionsReader;
}

export function createDiagnoser({
  store,
  describe,
  corrections,
}: DiagnoserOptions): (run: string) => Promise<readonly ToldDiagnosis[]> {
  const changedAt = new Map<string, number>();
  const known = new Map<string, Known>();
  store.subscribe(({ run, seq }) => changedAt.set(run, seq));
  return async (run) => {
    const corrected = await corrections();
    const seq = changedAt.get(run) ?? 0;
    const before = known.get(run);
    if (before?.seq === seq && before.corrections === corrected) return before.diagnoses;
    const diagnoses = describe(run)
      .then((meaning) => diagnoseRun(store, run, meaning))
      .then((games) => games.map(told));
    known.set(run, { seq, corrections: corrected, diagnoses });
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
