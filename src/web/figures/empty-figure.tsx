/** What a figure shows when it has nothing to draw: why, and how to change that, at the figure's own height. */
import type { ReactElement } from "react";
import type { FigureStatus, Missing } from "./props.ts";

interface EmptyFigureProps {
  readonly height: number;
  readonly status: FigureStatus | undefined;
  readonly missing: Missing | undefined;
}

export function EmptyFigure({ height, status, missing }: EmptyFigureProps): ReactElement {
  return (
    <div className="figure-empty" style={{ height }} aria-busy={status?.state === "loading"}>
      <p>{headline(status, missing)}</p>
      {status === undefined && missing !== undefined && (
        <p className="figure-empty-hint">{missing.logThis}</p>
      )}
    </div>
  );
}

function headline(status: FigureStatus | undefined, missing: Missing | undefined): string {
  if (status?.state === "loading") return "Loading…";
  if (status?.state === "failed") return status.what;
  return missing?.what ?? "Nothing logged in this range.";
}
