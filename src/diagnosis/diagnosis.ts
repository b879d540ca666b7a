/** Sums up what the rules say of a game: findings, what can't be told, and one verdict. */
import type { Role } from "../model/index.ts";
import { type Evidence, evidenceOf } from "./evidence.ts";
import type { RuleOutcome } from "./game-judge.ts";
import type { Incident } from "./incidents.ts";
import type { Aspect, FailureMode, Remedy, Rule, Severity } from "./rule.ts";
import { WARM_UP_WINDOWS } from "./rule-course.ts";
import { wantedFor } from "./what-to-log.ts";

/** `unknown`: nothing is wrong in what is logged, and too little is logged to call the run healthy. */
export type Verdict = "healthy" | "watch" | "failing" | "unknown";

export interface Finding extends Omit<Incident, "measured"> {
  readonly rule: string;
  readonly mode: FailureMode;
  readonly headline: string;
  readonly severity: Severity;
  readonly why: string;
  readonly evidence: readonly Evidence[];
  readonly remedies: readonly Pick<Remedy, "do" | "cite">[];
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
  /** What a clear judgement of the rule would be evidence for; null for no aspect of health. */
  readonly aspect: Aspect | null;
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
  /** What no rule has judged: a run of which this is not empty is not called healthy. */
  readonly unjudged: readonly Aspect[];
  /** Those of them that rules could judge, but not often enough to vouch for. */
  readonly tooSeldom: readonly JudgedTooSeldom[];
}

export interface JudgedTooSeldom {
  readonly aspect: Aspect;
  readonly moments: number;
  readonly needed: number;
}

export interface DiagnosisOptions {
  /** Roles of the images that the game logs; what is there need not be asked for again. */
  readonly pictured?: ReadonlySet<Role>;
}

/** From this severity on a confirmed finding means that the run is failing. */
const FAILING_FROM: Severity = 4;
const ASPECTS: readonly Aspect[] = ["coverage", "balance", "numbers"];
/** A rule that has judged fewer windows has seen too little to vouch for anything. */
const FEWEST_TO_VOUCH = 5;
const NOTHING: ReadonlySet<Role> = new Set();

export function diagnosisOf(
  outcomes: readonly RuleOutcome[],
  { pictured = NOTHING }: DiagnosisOptions = {},
): Diagnosis {
  const found = outcomes.flatMap((outcome) =>
    outcome.incidents.map((incident) => findingOf(outcome, incident, pictured)),
  );
  const findings = found.map((finding) => ({
    ...finding,
    explainedBy: explanationOf(finding, { found, outcomes }),
  }));
  findings.sort((a, b) => rankOf(b) - rankOf(a) || a.firstStep - b.firstStep);
  const through = outcomes.flatMap(({ judgedThroughStep }) => judgedThroughStep ?? []);
  const unjudged = unjudgedBy(outcomes);
  return {
    verdict: verdictOf(findings, unjudged),
    evaluatedThroughStep: through.length === 0 ? null : Math.max(...through),
    findings,
    cannotTell: waitingOf(outcomes, unjudged).map((outcome) => cannotTellOf(outcome, pictured)),
    clear: outcomes
      .filter(({ judgedCount, incidents }) => judgedCount > 0 && incidents.length === 0)
      .map(({ rule }) => rule.id),
    unjudged,
    tooSeldom: tooSeldomOf(unjudged, outcomes),
  };
}

/**
 * One check of the set-up reports for all: it is waited for once, after all else, since one that found nothing leaves
 * nothing in the log; and not at all where it has reported anything.
 */
function waitingOf(outcomes: readonly RuleOutcome[], unjudged: readonly Aspect[]): readonly RuleOutcome[] {
  const ofSetUp = outcomes.filter(({ rule }) => rule.isOfSetUp === true);
  const hasReported = ofSetUp.some(({ judgedCount }) => judgedCount > 0);
  const areSamplesJudged = !unjudged.includes("coverage");
  const ofRun = outcomes.filter(
    ({ rule, judgedCount }) =>
      rule.isOfSetUp !== true && judgedCount === 0 && !(rule.isForSomeData === true && areSamplesJudged),
  );
  return hasReported ? ofRun : [...ofRun, ...ofSetUp.slice(0, 1)];
}

function findingOf(outcome: RuleOutcome, incident: Incident, pictured: ReadonlySet<Role>): Finding {
  const { rule, tags } = outcome;
  const { measured: _, ...course } = incident;
  const { id, mode, headline, severity, why, remedies, source } = rule;
  return {
    rule: id,
    mode,
    headline,
    severity,
    why,
    remedies: remedies.flatMap((remedy) => remedyFor(remedy, incident)),
    source,
    ...course,
    evidence: evidenceOf(outcome, incident),
    explainedBy: null,
    settledBy: incident.state === "suspected" ? settling(rule, tags, pictured) : null,
  };
}

function remedyFor({ whereNeverSafe, ...remedy }: Remedy, { lastSafeStep }: Incident): Finding["remedies"] {
  if (lastSafeStep !== null || whereNeverSafe === undefined) return [remedy];
  return whereNeverSafe === null ? [] : [{ ...remedy, do: whereNeverSafe }];
}

/** The first signal that the rule would read and the run does not log. */
function settling({ needs }: Rule, tags: RuleOutcome["tags"], pictured: ReadonlySet<Role>): string | null {
  const absent = Object.entries(needs).find(([name]) => tags[name]?.length === 0);
  return absent === undefined ? null : wantedFor(absent[1].signal, pictured).logThis;
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
  const lasts = (other: Finding, rule: Rule) =>
    other.firstStep <= finding.lastStep && (rule.isOfSetUp === true || finding.firstStep <= other.lastStep);
  const cause = explaining.find(({ rule }) =>
    found.some((other) => other.rule === rule.id && lasts(other, rule)),
  );
  return cause?.rule.id ?? null;
}

function verdictOf(findings: readonly Finding[], unjudged: readonly Aspect[]): Verdict {
  const open = findings.filter(({ state }) => state !== "resolved");
  if (open.some(({ state, severity }) => state === "confirmed" && severity >= FAILING_FROM)) return "failing";
  if (open.some(({ severity }) => severity > 1)) return "watch";
  return unjudged.length === 0 ? "healthy" : "unknown";
}

/** Aspects that no rule could judge, of those that there are rules for in this kind of game. */
function unjudgedBy(outcomes: readonly RuleOutcome[]): readonly Aspect[] {
  const asked = ASPECTS.filter((aspect) => outcomes.some(({ rule }) => rule.vouchesFor === aspect));
  return asked.length === 0 ? ASPECTS : asked.filter((aspect) => !isJudged(aspect, outcomes));
}

function isJudged(aspect: Aspect, outcomes: readonly RuleOutcome[]): boolean {
  return momentsOf(aspect, outcomes) >= FEWEST_TO_VOUCH;
}

/** At how many windows the rule that has judged most could speak of an aspect. */
function momentsOf(aspect: Aspect, outcomes: readonly RuleOutcome[]): number {
  const vouching = outcomes.filter(({ rule }) => rule.vouchesFor === aspect);
  return Math.max(0, ...vouching.map(({ vouchedCount }) => vouchedCount));
}

function tooSeldomOf(unjudged: readonly Aspect[], outcomes: readonly RuleOutcome[]): JudgedTooSeldom[] {
  const counted = unjudged.map((aspect) => ({ aspect, moments: momentsOf(aspect, outcomes) }));
  return counted.filter(({ moments }) => moments > 0).map((one) => ({ ...one, needed: FEWEST_TO_VOUCH }));
}

function cannotTellOf({ rule, missing }: RuleOutcome, pictured: ReadonlySet<Role>): CannotTell {
  const { id, mode, vouchesFor: aspect = null } = rule;
  const signals = [...new Set(missing)];
  if (signals.length === 0) {
    const because = `The log is too short: the first ${WARM_UP_WINDOWS} stretches of a run are not judged.`;
    return { rule: id, mode, because, logThis: [], aspect };
  }
  const wanted = signals.map((signal) => ({ signal, ...wantedFor(signal, pictured) }));
  const named = (isLogged: boolean) =>
    wanted.filter((one) => one.isLogged === isLogged).map((one) => one.signal);
  const absent = named(false);
  const because =
    absent.length > 0
      ? `Not logged: ${absent.join(", ")}.`
      : `Images are logged, but too few a step, or in one picture that can't be taken apart: ${named(true).join(", ")}.`;
  return { rule: id, mode, because, logThis: [...new Set(wanted.map(({ logThis }) => logThis))], aspect };
}
