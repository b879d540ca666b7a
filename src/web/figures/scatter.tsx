/** Points of samples on a plane; the generated ones follow the time cursor, and one can be looked at. */
import { type KeyboardEvent, type ReactElement, useCallback, useEffect, useMemo, useRef } from "react";
import { EmptyFigure } from "./empty-figure.tsx";
import { FigureSurface } from "./figure-surface.tsx";
import { useFigureWidth } from "./figure-width.ts";
import "./figures.css";
import { hoverOf } from "./hover.ts";
import { stepAfterKey } from "./nearest-step.ts";
import type { Painter } from "./painter.ts";
import type { Pointed } from "./pointer.ts";
import type { ScatterPoint, ScatterProps } from "./props.ts";
import { type ScatterPlan, scatterPlan } from "./scatter-plan.ts";
import { usePainter } from "./use-painter.ts";

export function Scatter(props: ScatterProps): ReactElement {
  const { realPositions, generatedPositions, places, domain, hasTrails } = props;
  const box = useRef<HTMLDivElement>(null);
  const width = useFigureWidth(box);
  const plan = useMemo(
    () => scatterPlan({ realPositions, generatedPositions, places, domain, hasTrails }, width),
    [realPositions, generatedPositions, places, domain, hasTrails, width],
  );
  const { height } = plan.frame;
  const isQuiet = props.status !== undefined;
  return (
    <div className="figure" ref={box} style={{ height }}>
      {isQuiet ? (
        <EmptyFigure height={height} status={props.status} missing={props.missing} />
      ) : (
        <Plane figure={props} plan={plan} />
      )}
    </div>
  );
}

function Plane({ figure, plan }: { readonly figure: ScatterProps; readonly plan: ScatterPlan }) {
  const { selected, onSelect, name = "Projection" } = figure;
  const latest = useRef({ plan, figure });
  latest.current = { plan, figure };
  const painted = useRef<Painter | null>(null);
  const attach = useCallback((host: HTMLElement, painter: Painter, _pointed: () => Pointed | null) => {
    painted.current = painter;
    return attachToPoints(host, () => latest.current);
  }, []);
  const { host, base, overlay } = usePainter({ plan, figure, name, attach });
  useEffect(() => {
    plan.select(selected);
    painted.current?.setBrush(null);
  }, [plan, selected]);
  return (
    <FigureSurface
      name={name}
      host={host}
      base={base}
      overlay={overlay}
      onKey={(event) => answerKey(event, figure, plan)}
      onBlur={() => onSelect(null)}
    />
  );
}

interface Latest {
  readonly plan: ScatterPlan;
  readonly figure: ScatterProps;
}

function attachToPoints(host: HTMLElement, latest: () => Latest): () => void {
  const move = (event: PointerEvent) => {
    const { plan, figure } = latest();
    const { left, top } = host.getBoundingClientRect();
    const step = hoverOf(figure.cursor).step() ?? figure.cursor.step() ?? figure.domain.to;
    figure.onSelect(plan.nearest({ x: event.clientX - left, y: event.clientY - top }, step));
  };
  const leave = () => latest().figure.onSelect(null);
  host.addEventListener("pointermove", move);
  host.addEventListener("pointerdown", move);
  host.addEventListener("pointerleave", leave);
  return () => {
    host.removeEventListener("pointermove", move);
    host.removeEventListener("pointerdown", move);
    host.removeEventListener("pointerleave", leave);
  };
}

/** Left and right move through time, up and down through the generated samples. */
function answerKey(event: KeyboardEvent, figure: ScatterProps, plan: ScatterPlan): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const { cursor, domain, places, selected, onSelect } = figure;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const point = neighbour(selected, event.key === "ArrowDown" ? 1 : -1, plan.generatedCount());
    onSelect(point);
    return `Generated sample ${point.index}`;
  }
  if (event.key === "Escape") {
    onSelect(null);
    cursor.setStep(null);
    return "Following the last step";
  }
  const step = stepAfterKey(event, { current: cursor.step() ?? domain.to, domain, snapSteps: places });
  if (step === null) return null;
  cursor.setStep(step);
  return plan.readout(step);
}

function neighbour(selected: ScatterPoint | null, by: number, count: number): ScatterPoint {
  const from = selected?.side === "fake" ? selected.index + by : by > 0 ? 0 : count - 1;
  return { side: "fake", index: Math.min(Math.max(0, count - 1), Math.max(0, from)) };
}
