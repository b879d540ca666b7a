/** The diagnosis of runs as lines for a person at a terminal. */
import { evidenceInWords, explainDiagnosis, findingInWords } from "../../diagnosis/index.ts";
import type { CheckedRun } from "./checked-run.ts";

export function textLines({ run, verdict, games }: CheckedRun): string[] {
  return [
    `${run}: ${verdict}`,
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
    ...(game.cannotTell.length === 0
      ? []
      : [`  cannot tell: ${game.cannotTell.map(({ rule }) => rule).join(", ")}`]),
  ];
}
