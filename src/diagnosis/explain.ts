/** Puts a diagnosis into words, here and nowhere else: one sentence, at most three lines of evidence, what would settle it. */
import type { CannotTell, Diagnosis, Finding } from "./diagnosis.ts";
import type { Evidence } from "./evidence.ts";
import type { Aspect } from "./rule.ts";

export interface DiagnosisInWords {
  readonly sentence: string;
  readonly evidence: readonly string[];
  /** The one measurement that would settle an open question; null where nothing is open. */
  readonly settle: string | null;
}

const MOST_LINES = 3;
const DIGITS = 3;
/** From here on numbers are grouped by thousands. */
const FEWEST_GROUPED = 1000;

export function explainDiagnosis(diagnosis: Diagnosis): DiagnosisInWords {
  const open = diagnosis.findings.filter(({ state }) => state !== "resolved");
  const leading = open.find(({ explainedBy }) => explainedBy === null) ?? open[0];
  return {
    sentence: sentenceOf(diagnosis, leading, open),
    evidence: leading === undefined ? [] : leading.evidence.slice(0, MOST_LINES).map(evidenceInWords),
    settle: leading === undefined ? settlesUnknown(diagnosis) : leading.settledBy,
  };
}

/** “classes without a sample: 9 (threshold: at least 1), steps 400 to 800 of derived/classes/missing” */
export function evidenceInWords(evidence: Evidence): string {
  const { tag, statistic, value, threshold, symptomWhen, fromStep, toStep } = evidence;
  const side = symptomWhen === "at-most" ? "at most" : "at least";
  const limit = threshold === null ? "" : ` (threshold: ${side} ${numberInWords(threshold)})`;
  return `${statistic}: ${numberInWords(value)}${limit}, steps ${whole(fromStep)} to ${whole(toStep)} of ${tag}`;
}

/** “The generator has collapsed to few samples, since step 550 (last safe step 500)” */
export function findingInWords({ headline, state, firstStep, lastStep, lastSafeStep }: Finding): string {
  const safe = lastSafeStep === null ? "" : ` (last safe step ${whole(lastSafeStep)})`;
  switch (state) {
    case "confirmed":
      return `${headline}, since step ${whole(firstStep)}${safe}`;
    case "suspected":
      return `${headline}: suspected, since step ${whole(firstStep)}${safe}`;
    case "resolved":
      return `${headline}: over, from step ${whole(firstStep)} to ${whole(lastStep)}`;
  }
}

const SHOWN: Readonly<Record<Aspect, string>> = {
  coverage: "whether samples are varied",
  balance: "who is ahead",
  numbers: "whether losses stay bounded",
};

function sentenceOf(
  { verdict, evaluatedThroughStep, clear, unjudged }: Diagnosis,
  leading: Finding | undefined,
  open: readonly Finding[],
): string {
  if (evaluatedThroughStep === null) return "Nothing could be judged: no rule found what it needs.";
  if (leading === undefined) {
    const judged = `${counted(clear.length, "rule")} found nothing through step ${whole(evaluatedThroughStep)}`;
    return verdict === "healthy"
      ? `${judged}.`
      : `${judged}; what is logged cannot show ${unjudged.map((aspect) => SHOWN[aspect]).join(", nor ")}.`;
  }
  const brought = open.filter(({ explainedBy }) => explainedBy !== null).length;
  const others = open.length - 1 - brought;
  const consequences = brought === 0 ? "" : `; it explains ${counted(brought, "further finding")}`;
  const besides = others <= 0 ? "" : `; ${counted(others, "other finding")} besides`;
  return `${findingInWords(leading)}${consequences}${besides}.`;
}

/** What most of the rules wait for that could vouch for what nothing has been judged of. */
function settlesUnknown({ verdict, cannotTell, unjudged, tooSeldom: [seldom] }: Diagnosis): string | null {
  if (verdict !== "unknown") return null;
  if (seldom !== undefined) {
    const { aspect, moments, needed } = seldom;
    return `more often, or longer: ${SHOWN[aspect]} could be judged at ${counted(moments, "moment")}, and ${needed} are needed`;
  }
  const vouching = cannotTell.filter(({ aspect }) => aspect !== null && unjudged.includes(aspect));
  return (whatWouldTell(vouching)[0] ?? whatWouldTell(cannotTell)[0])?.logThis ?? null;
}

/** A measurement, and how many of the rules that can't tell wait for it. */
export interface WantedMeasurement {
  readonly logThis: string;
  readonly rules: number;
}

/** What to log so that rules can tell: what most of them wait for first. */
export function whatWouldTell(cannotTell: readonly CannotTell[]): WantedMeasurement[] {
  const counts = new Map<string, number>();
  for (const logThis of cannotTell.flatMap((one) => one.logThis)) {
    counts.set(logThis, (counts.get(logThis) ?? 0) + 1);
  }
  const wanted = [...counts].map(([logThis, rules]) => ({ logThis, rules }));
  return wanted.sort((a, b) => b.rules - a.rules);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function numberInWords(value: number): string {
  const rounded = Number(value.toPrecision(DIGITS));
  return Math.abs(rounded) >= FEWEST_GROUPED ? whole(rounded) : rounded.toString();
}

/** “11,000” */
function whole(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 0 });
}
