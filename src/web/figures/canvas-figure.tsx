/** The thin React shell of every figure: sizes it, hands plans to the painter, and listens to the keyboard. */
import { type KeyboardEvent, type ReactElement, useMemo, useRef } from "react";
import { EmptyFigure } from "./empty-figure.tsx";
import { FigureSurface } from "./figure-surface.tsx";
import { useFigureWidth } from "./figure-width.ts";
import "./figures.css";
import { rangeAfterKey, stepAfterKey } from "./nearest-step.ts";
import type { FigurePlan } from "./plan.ts";
import { attachPointer } from "./pointer.ts";
import type { FigureProps } from "./props.ts";
import { usePainter } from "./use-painter.ts";

interface CanvasFigureProps {
  readonly figure: FigureProps;
  /** Not given a name by the page. */
  readonly defaultName: string;
  readonly isEmpty: boolean;
  /** Must keep its identity while what it draws is the same. */
  readonly planAt: (width: number) => FigurePlan;
}

export function CanvasFigure(props: CanvasFigureProps): ReactElement {
  const { figure, isEmpty, planAt } = props;
  const host = useRef<HTMLDivElement>(null);
  const width = useFigureWidth(host);
  const plan = useMemo(() => planAt(width), [planAt, width]);
  const { height } = plan.frame;
  const isQuiet = isEmpty || figure.status !== undefined;
  return (
    <div className="figure" ref={host} style={{ height }}>
      {isQuiet ? (
        <EmptyFigure height={height} status={figure.status} missing={figure.missing} />
      ) : (
        <Canvases figure={figure} plan={plan} name={figure.name ?? props.defaultName} />
      )}
    </div>
  );
}

interface CanvasesProps {
  readonly figure: FigureProps;
  readonly plan: FigurePlan;
  readonly name: string;
}

function Canvases({ figure, plan, name }: CanvasesProps): ReactElement {
  const { host, base, overlay } = usePainter({ plan, figure, name, attach: attachPointer });
  return (
    <FigureSurface
      name={name}
      host={host}
      base={base}
      overlay={overlay}
      onKey={(event) => answerKey(event, figure, plan)}
    />
  );
}

/** Does what the key asks; returns what to say, or null for keys that are not the figure's. */
function answerKey(event: KeyboardEvent, figure: FigureProps, plan: FigurePlan): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const { cursor, domain, snapSteps = plan.snapSteps?.(), onZoom } = figure;
  const current = cursor.step() ?? domain.to;
  if (event.key === "Escape" && cursor.step() !== null) {
    cursor.setStep(null);
    return "Following the last step";
  }
  const step = stepAfterKey(event, { current, domain, snapSteps });
  if (step !== null) {
    cursor.setStep(step);
    return plan.readout(step);
  }
  const range = rangeAfterKey(event.key, current, domain);
  if (range === undefined) return null;
  onZoom(range);
  return range === null ? "All steps" : `Steps ${range.from} to ${range.to}`;
}
