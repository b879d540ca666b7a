/** Of a run's games the one to worry about: a run is as well as its worst game. */
import type { DiagnosisOfGame, VerdictOfGame } from "../../api/index.ts";

const WORST_FIRST: readonly VerdictOfGame[] = ["failing", "watch", "unknown", "healthy"];

/** null where there is no game. */
export function worstGame(games: readonly DiagnosisOfGame[]): DiagnosisOfGame | null {
  for (const verdict of WORST_FIRST) {
    const found = games.find((game) => game.verdict === verdict);
    if (found !== undefined) return found;
  }
  return null;
}
