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

/** A check that cannot be made says why; it never counts as passed. */
export interface PreflightFinding {
  readonly check: PreflightCheck;
  readonly outcome: "passed" | "problem" | "cannot-tell";
  /** The failure mode that would follow, where there is a name for it. */
  readonly mode: `F${number}` | null;
  /** What was seen, with its numbers, and what to do about it. */
  readonly sentence: string;
}

export function passed(check: PreflightCheck, sentence: string): PreflightFinding {
  return { check, outcome: "passed", mode: null, sentence };
}

export function cannotTell(check: PreflightCheck, sentence: string): PreflightFinding {
  return { check, outcome: "cannot-tell", mode: null, sentence };
}

export function problem(
  check: PreflightCheck,
  mode: PreflightFinding["mode"],
  sentence: string,
): PreflightFinding {
  return { check, outcome: "problem", mode, sentence };
}

/** Four significant digits: enough to recognise a number in a sentence. */
const SHOWN_DIGITS = 4;

export function shown(value: number): string {
  return String(Number(value.toPrecision(SHOWN_DIGITS)));
}
