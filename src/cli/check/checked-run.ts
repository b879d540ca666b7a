/** What `nashboard check` knows of a run, whatever form it is written in. */
import type { Finding, Verdict } from "../../diagnosis/index.ts";
import type { GameDiagnosis } from "../../watch/index.ts";

export interface CheckedRun {
  readonly run: string;
  /** What people call it: the run, or the log directory's name where that is the run itself. */
  readonly title: string;
  readonly verdict: Verdict;
  readonly evaluatedThroughStep: number | null;
  /** One a game; empty for a run without a game. */
  readonly games: readonly GameDiagnosis[];
}

/** From the best to the worst. */
export const VERDICTS: readonly Verdict[] = ["healthy", "unknown", "watch", "failing"];

export function checkedRun(run: string, games: readonly GameDiagnosis[], title = run): CheckedRun {
  const through = games.flatMap(({ evaluatedThroughStep }) => evaluatedThroughStep ?? []);
  return {
    run,
    title,
    verdict: VERDICTS.findLast((verdict) => games.some((game) => game.verdict === verdict)) ?? "unknown",
    evaluatedThroughStep: through.length === 0 ? null : Math.max(...through),
    games,
  };
}

/** Findings that are open, of all games. */
export function openFindings({ games }: CheckedRun): Finding[] {
  return games.flatMap(({ findings }) => findings.filter(({ state }) => state !== "resolved"));
}
