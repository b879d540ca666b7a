/** The diagnosis of runs as lines for a person at a terminal. */
import {
  type CannotTell,
  evidenceInWords,
  explainDiagnosis,
  findingInWords,
  whatWouldTell,
} from "../../diagnosis/index.ts";
import { type CheckedRun, VERDICTS } from "./checked-run.ts";

/** Measurements that a run's lines ask for; `--json` has them all. */
const MOST_WANTED = 3;

export function textReport(runs: readonly CheckedRun[]): string[] {
  const lines = runs.flatMap(textLines);
  return runs.length < 2 ? lines : [...lines, tally(runs)];
}

/** “12 runs: 2 failing, 10 healthy” */
function tally(runs: readonly CheckedRun[]): string {
  const counts = VERDICTS.toReversed().map((verdict) => ({
    verdict,
    count: runs.filter((run) => run.verdict === verdict).length,
  }));
  const words = counts.filter(({ count }) => count > 0).map(({ verdict, count }) => `${count} ${verdict}`);
  return `${runs.length} runs: ${words.join(", ")}`;
}

function textLines({ title, verdict, games }: CheckedRun): string[] {
  return [
    `${title}: ${verdict}`,
    ...(games.length === 0 ? ["  No game was found in its tags; see nashboard inspect."] : []),
    ...games.flatMap((game) => gameLines(game, games.length > 1)),
  ];
}

function gameLines(game: CheckedRun["games"][number], isOneOfSeveral: boolean): string[] {
  const { sentence, evidence, settle } = explainDiagnosis(game);
  const [leading, ...others] = game.findings.toSorted(
    (a, b) => Number(a.explainedBy !== null) - Number(b.explainedBy !== null),
  );
  const isOpen = leading !== undefined && leading.state !== "resolved";
  const rest = isOpen ? others : game.findings;
  return [
    `  ${isOneOfSeveral ? `${game.game}: ` : ""}${sentence}`,
    ...evidence.map((line) => `    ${line}`),
    ...(isOpen ? leading.remedies.slice(0, 1).map((remedy) => `    try: ${remedy.do}`) : []),
    ...(settle === null ? [] : [`    to settle it, log ${settle}`]),
    ...rest.flatMap((finding) => [
      `  ${findingInWords(finding)}${finding.explainedBy === null ? "" : `; explained by ${finding.explainedBy}`}`,
      ...finding.evidence.slice(0, 1).map((one) => `    ${evidenceInWords(one)}`),
    ]),
    ...openQuestions(game.cannotTell),
  ];
}

function openQuestions(cannotTell: readonly CannotTell[]): string[] {
  if (cannotTell.length === 0) return [];
  const count = cannotTell.length === 1 ? "1 rule can't tell" : `${cannotTell.length} rules can't tell`;
  const wanted = whatWouldTell(cannotTell).slice(0, MOST_WANTED);
  if (wanted.length === 0) return [`  ${count}: the log is too short`];
  return [`  ${count}; most wait for`, ...wanted.map(({ logThis, rules }) => `    ${logThis} (${rules})`)];
}
