/** How far a layout is, with a way to stop it and to begin again; as high in every state. */
import type { LayoutPhase } from "../../api/index.ts";
import { percent, plural } from "../words/numbers.ts";
import type { ProjectionLife, ProjectionState } from "./use-projection.ts";

interface LayoutProgressProps {
  readonly life: ProjectionLife;
  /** Logged since the layout was made. */
  readonly newSteps: number;
}

const PHASE_WORDS: Readonly<Record<LayoutPhase, string>> = {
  reducing: "Finding principal components",
  "finding-neighbours": "Finding neighbours",
  calibrating: "Weighing neighbours",
  optimising: "Moving points",
  judging: "Judging the layout",
};

export function LayoutProgress({ life, newSteps }: LayoutProgressProps) {
  const { state, stop, again } = life;
  const isGoingOn = state.kind === "waiting" || state.kind === "progress";
  const share = state.kind === "progress" ? state.header.done / Math.max(1, state.header.total) : null;
  return (
    <div className="projection-progress">
      <span role="status">{statusWords(state, newSteps)}</span>
      {isGoingOn && (
        <>
          <progress aria-label="Progress of the layout" {...(share !== null && { value: share })} />
          {share !== null && <span className="projection-share">{percent(share)}</span>}
          <button type="button" className="button" onClick={stop}>
            Stop
          </button>
        </>
      )}
      {(state.kind === "stopped" || (state.kind === "done" && newSteps > 0)) && (
        <button type="button" className="button" onClick={again}>
          Lay out again
        </button>
      )}
    </div>
  );
}

function statusWords(state: ProjectionState, newSteps: number): string {
  switch (state.kind) {
    case "waiting":
      return "Waiting to be laid out";
    case "progress":
      return PHASE_WORDS[state.header.phase];
    case "stopped":
      return "Stopped";
    case "failed":
      return "Not laid out";
    case "done":
      return newSteps > 0 ? `${plural(newSteps, "step")} logged since` : "Laid out";
  }
}
