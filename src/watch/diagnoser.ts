/** Diagnoses runs for whoever asks, each again only after it, or what the user says of it, has changed. */
import {
  type DiagnosisInWords,
  type Evidence,
  evidenceInWords,
  explainDiagnosis,
  type Finding,
} from "../diagnosis/index.ts";
import type { Corrections } from "../roles/index.ts";
import type { StoreReader } from "../store/index.ts";
import type { CorrectionsReader } from "./roles-of-runs.ts";
import { type GameDiagnosis, RunJudge, type RunMeaning } from "./run-judge.ts";

/** A diagnosis with its sentences, which are made where the diagnosis is. */
export interface ToldDiagnosis extends Omit<GameDiagnosis, "findings"> {
  readonly words: DiagnosisInWords;
  readonly findings: readonly (Omit<Finding, "evidence"> & {
    readonly evidence: readonly (Evidence & { readonly words: string })[];
  })[];
}

/** Runs that are gone on with where they were left; a judge keeps a few megabytes of a long run. */
const MOST_JUDGES = 8;

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
  const judges = new Map<string, RunJudge>();
  store.subscribe(({ run, seq }) => changedAt.set(run, seq));
  const judgeOf = (run: string) => {
    const judge = judges.get(run) ?? new RunJudge(store, run);
    // The one asked for last stands last; the first is the one not asked for the longest.
    judges.delete(run);
    judges.set(run, judge);
    const [oldest] = judges.keys();
    if (judges.size > MOST_JUDGES && oldest !== undefined) judges.delete(oldest);
    return judge;
  };
  return async (run) => {
    const corrected = await corrections();
    const seq = changedAt.get(run) ?? 0;
    const before = known.get(run);
    if (before?.seq === seq && before.corrections === corrected) return before.diagnoses;
    const diagnoses = describe(run)
      .then((meaning) => judgeOf(run).judge(meaning))
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
