/** What can be told before step 0, as data and in words. */

export const PREFLIGHT_CHECKS = [
  "data-range",
  "loss-orientation",
  "layout-and-scale",
  "fresh-noise",
  "own-parameters",
  "own-loss",
] as const;
export type PreflightCheck = (typeof PREFLIGHT_CHECKS)[number];

export type ProblemSeverity = 1 | 2 | 3 | 4 | 5;

/** What a problem leads to: the failure mode, and how grave it is. */
export type Leading = readonly [mode: `F${number}`, severity: ProblemSeverity];

/** A check that cannot be made says why; it never counts as passed. */
export interface PreflightFinding {
  readonly check: PreflightCheck;
  readonly outcome: "passed" | "problem" | "cannot-tell";
  /** The failure mode that would follow, where there is a name for it. */
  readonly mode: `F${number}` | null;
  /** Of a problem 1 to 5: 2 trains well, 3 may be held back, 4 cannot train well, 5 cannot train; else null. */
  readonly severity: ProblemSeverity | null;
  /** What was seen, with its numbers, and what to do about it. */
  readonly sentence: string;
}

export function passed(check: PreflightCheck, sentence: string): PreflightFinding {
  return { check, outcome: "passed", mode: null, severity: null, sentence };
}

export function cannotTell(check: PreflightCheck, sentence: string): PreflightFinding {
  return { check, outcome: "cannot-tell", mode: null, severity: null, sentence };
}

export function problem(
  check: PreflightCheck,
  [mode, severity]: Leading,
  sentence: string,
): PreflightFinding {
  return { check, outcome: "problem", mode, severity, sentence };
}

/** Four significant digits: enough to recognise a number in a sentence. */
const SHOWN_DIGITS = 4;

export function shown(value: number): string {
  return String(Number(value.toPrecision(SHOWN_DIGITS)));
}
