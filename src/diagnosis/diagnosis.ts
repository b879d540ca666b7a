/** Sums up what the rules say of a game: findings, what can't be told, and one verdict. */
import type { RuleOutcome } from "./game-judge.ts";
import type { Incident } from "./incidents.ts";
import type { FailureMode, Rule, Severity } from "./rule.ts";
import { WARM_UP_WINDOWS } from "./rule-course.ts";
import { SIGNALS } from "./signals.ts";

/** `unknown`: nothing is wrong in what is logged, and too little is logged to call the run healthy. */
export type Verdict = "healthy" | "watch" | "failing" | "unknown";

/** A measured number that a finding rests on, with the stretch of its series to look at. */
export interface Evidence {
  readonly tag: string;
  readonly statistic: string;
  readonly value: number;
  /** Null where the number has none of its own. */
  readonly threshold: number | null;
  readonly unit: string;
  readonly fromStep: number;
  readonly toStep: number;
}

export interface Finding extends Omit<Incident, "measured"> {
  readonly rule: string;
  readonly mode: FailureMode;
  readonly headline: string;
  readonly severity: Severity;
  readonly why: string;
  readonly evidence: readonly Evidence[];
  readonly remedies: Rule["remedies"];
  readonly source: Rule["source"];
  /** The rule whose finding over the same steps brings this one about; null where it stands for itself. */
  readonly explainedBy: string | null;
  /** What to log so that a suspicion is confirmed or cleared; null where it is not open. */
  readonly settledBy: string | null;
}

export interface CannotTell {
  readonly rule: string;
  readonly mode: FailureMode;
  readonly because: string;
  readonly logThis: readonly string[];
}

export interface Diagnosis {
  readonly verdict: Verdict;
  /** Null while nothing has been judged. */
  readonly evaluatedThroughStep: number | null;
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly cannotTell: readonly CannotTell[];
  /** Ids of rules that judged and found nothing. */
  readonly clear: readonly string[];
}

/** From this severity on a confirmed finding means that the run is failing. */
const FAILING_FROM: Severity = 4;
const ASPECTS = ["coverage", "balance", "numbers"] as const;
/** A rule that has judged fewer windows has seen too little to vouch for anything. */
const FEWEST_TO_VOUCH = 5;

export function diagnosisOf(outcomes: readonly RuleOutcome[]): Diagnosis {
  const found = outcomes.flatMap((outcome) =>
    outcome.incidents.map((incident) => findingOf(outcome, incident)),
  );
  const findings = found.map((finding) => ({
    ...finding,
    explainedBy: explanationOf(finding, { found, outcomes }),
  }));
  findings.sort((a, b) => rankOf(b) - rankOf(a) || a.firstStep - b.firstStep);
  const through = outcomes.flatMap(({ judgedThroughStep }) => judgedThroughStep ?? []);
  return {
    verdict: verdictOf(findings, outcomes),
    evaluatedThroughStep: through.length === 0 ? null : Math.max(...through),
    findings,
    cannotTell: outcomes.filter(({ judgedCount }) => judgedCount === 0).map(cannotTellOf),
    clear: outcomes
      .filter(({ judgedCount, incidents }) => judgedCount > 0 && incidents.length === 0)
      .map(({ rule }) => rule.id),
  };
}

function findingOf({ rule, tags }: RuleOutcome, { measured, ...incident }: Incident): Finding {
  const evidence = Object.entries(rule.shows).flatMap(([name, { on, statistic, against }]) => {
    const value = measured[name] ?? Number.NaN;
    // A ratio to 0 is a reason to judge, and no number to show.
    if (!Number.isFinite(value)) return [];
    const threshold = against === undefined ? undefined : rule.thresholds[against];
    const signal = rule.needs[on]?.signal;
    return (tags[on] ?? []).slice(0, 1).map((tag) => ({
      tag,
      statistic,
      value,
      threshold: threshold?.value ?? null,
      unit: threshold?.unit ?? (signal === undefined ? "" : SIGNALS[signal].unit),
      fromStep: incident.firstStep,
      toStep: incident.lastStep,
    }));
  });
  const { id, mode, headline, severity, why, remedies, source } = rule;
  return {
    rule: id,
    mode,
    headline,
    severity,
    why,
    remedies,
    source,
    ...incident,
    evidence,
    explainedBy: null,
    settledBy: incident.state === "suspected" ? settling(rule, tags) : null,
  };
}

/** The first signal that the rule would read and the run does not log. */
function settling({ needs }: Rule, tags: RuleOutcome["tags"]): string | null {
  const absent = Object.entries(needs).find(([name]) => tags[name]?.length === 0);
  return absent === undefined ? null : SIGNALS[absent[1].signal].logThis;
}

/** Open before resolved, confirmed before suspected, then by severity, causes before their consequences. */
function rankOf({ state, severity, explainedBy }: Finding): number {
  const byState = { confirmed: 200, suspected: 100, resolved: 0 }[state];
  return byState + severity * 10 + (explainedBy === null ? 1 : 0);
}

function explanationOf(
  finding: Finding,
  { found, outcomes }: { found: readonly Finding[]; outcomes: readonly RuleOutcome[] },
): string | null {
  const explaining = outcomes.filter(({ rule }) => rule.explains?.includes(finding.rule) === true);
  const overlaps = (other: Finding) =>
    other.firstStep <= finding.lastStep && finding.firstStep <= other.lastStep;
  const cause = explaining.find(({ rule }) =>
    found.some((other) => other.rule === rule.id && overlaps(other)),
  );
  return cause?.rule.id ?? null;
}

function verdictOf(findings: readonly Finding[], outcomes: readonly RuleOutcome[]): Verdict {
  const open = findings.filter(({ state }) => state !== "resolved");
  if (open.some(({ state, severity }) => state === "confirmed" && severity >= FAILING_FROM)) return "failing";
  if (open.some(({ severity }) => severity > 1)) return "watch";
  const hasEvidence = ASPECTS.every((aspect) =>
    outcomes.some(({ rule, judgedCount }) => rule.vouchesFor === aspect && judgedCount >= FEWEST_TO_VOUCH),
  );
  return hasEvidence ? "healthy" : "unknown";
}

function cannotTellOf({ rule, missing }: RuleOutcome): CannotTell {
  const signals = [...new Set(missing)];
  if (signals.length === 0) {
    const because = `The log is too short: the first ${WARM_UP_WINDOWS} stretches of a run are not judged.`;
    return { rule: rule.id, mode: rule.mode, because, logThis: [] };
  }
  const logThis = [...new Set(signals.map((signal) => SIGNALS[signal].logThis))];
  return { rule: rule.id, mode: rule.mode, because: `Not logged: ${signals.join(", ")}.`, logThis };
}
