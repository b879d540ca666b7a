/** What is said of a run's games, as the diagnosis gives it. */

export type VerdictOfGame = "healthy" | "watch" | "failing" | "unknown";

export interface EvidenceOfFinding {
  readonly tag: string;
  readonly statistic: string;
  readonly value: number;
  /** Null where the number has none of its own. */
  readonly threshold: number | null;
  /** On which side of the threshold a value is a symptom; null where there is no threshold. */
  readonly symptomWhen: "at-least" | "at-most" | null;
  readonly unit: string;
  readonly fromStep: number;
  readonly toStep: number;
  /** All of it as a line of text. */
  readonly words: string;
}

export interface FindingOfGame {
  readonly rule: string;
  /** "F01" … "F30". */
  readonly mode: string;
  readonly headline: string;
  /** 1: information … 5: the run is dead. */
  readonly severity: number;
  readonly state: "suspected" | "confirmed" | "resolved";
  readonly firstStep: number;
  readonly confirmedStep: number | null;
  readonly lastStep: number;
  readonly lastSafeStep: number | null;
  readonly why: string;
  readonly evidence: readonly EvidenceOfFinding[];
  readonly remedies: readonly { readonly do: string; readonly cite?: string }[];
  readonly source: { readonly cite: string; readonly claim: string };
  /** The rule whose finding brings this one about. */
  readonly explainedBy: string | null;
  /** What to log so that a suspicion is confirmed or cleared; null where nothing is open, or all is logged. */
  readonly settledBy: string | null;
}

export interface RuleThatCannotTell {
  readonly rule: string;
  readonly mode: string;
  readonly because: string;
  readonly logThis: readonly string[];
}

export interface DiagnosisOfGame {
  readonly game: string;
  /** `settle`: the one measurement that would settle an open question; null where nothing is open. */
  readonly words: { readonly sentence: string; readonly settle: string | null };
  readonly verdict: VerdictOfGame;
  readonly evaluatedThroughStep: number | null;
  /** Worst first. */
  readonly findings: readonly FindingOfGame[];
  readonly cannotTell: readonly RuleThatCannotTell[];
  /** Rules that judged and found nothing. */
  readonly clear: readonly string[];
}

export interface DiagnosisResponse {
  readonly run: string;
  /** Empty for a run without a game. */
  readonly games: readonly DiagnosisOfGame[];
}
