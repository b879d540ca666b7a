/** A diagnosis in one sentence. */
import type { DiagnosisOfGame, FindingOfGame } from "../../api/index.ts";
import { whole } from "../words/numbers.ts";

export interface VerdictWords {
  readonly headline: string;
  /** How far the run was judged. */
  readonly since: string;
}

export function verdictWords({ verdict, findings, evaluatedThroughStep }: DiagnosisOfGame): VerdictWords {
  const since =
    evaluatedThroughStep === null
      ? "nothing judged yet"
      : `judged through step ${whole(evaluatedThroughStep)}`;
  const [worst] = findings.filter(({ state, explainedBy }) => state !== "resolved" && explainedBy === null);
  return { headline: worst === undefined ? calmWords(verdict, findings) : worst.headline, since };
}

function calmWords(verdict: DiagnosisOfGame["verdict"], findings: readonly FindingOfGame[]): string {
  const isOver = findings.some(({ state }) => state === "resolved");
  switch (verdict) {
    case "healthy":
      return isOver ? "Healthy again" : "No symptom of any failure";
    case "unknown":
      return "No symptom in what is logged, and too little is logged to call it healthy";
    case "watch":
    case "failing":
      return "See the findings";
  }
}
