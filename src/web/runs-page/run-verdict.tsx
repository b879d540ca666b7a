/** How a run in the list stands: the worst verdict of its games, and what it rests on. */
import type { DiagnosisOfGame, DiagnosisResponse } from "../../api/index.ts";
import { diagnosisRequest } from "../data/requests.ts";
import { useResource } from "../data/use-resource.ts";
import { worstGame } from "./worst-game.ts";

/** Judged only while the row is on screen. */
export function RunVerdict({ run }: { readonly run: string }) {
  const { data } = useResource(diagnosisRequest(run));
  return <td className="cell-verdict">{data === null ? <Waiting /> : <Told diagnosis={data} />}</td>;
}

function Waiting() {
  return <span className="absent">…</span>;
}

function Told({ diagnosis }: { readonly diagnosis: DiagnosisResponse }) {
  const game = worstGame(diagnosis.games);
  if (game === null) return <span className="absent">no game</span>;
  return (
    <span title={game.words.sentence}>
      <b className="verdict-chip" data-verdict={game.verdict}>
        {game.verdict}
      </b>
      <span className="verdict-reason">{reasonWords(game)}</span>
    </span>
  );
}

/** The finding that leads, which the server names first; "" where nothing is found. */
function reasonWords({ findings }: DiagnosisOfGame): string {
  const leading = findings.find(({ state, explainedBy }) => state !== "resolved" && explainedBy === null);
  return leading === undefined ? "" : leading.headline;
}
