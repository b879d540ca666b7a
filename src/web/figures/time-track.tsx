/** The slider of the time bar: a canvas track whose handle is dragged, with the bar's buttons beside it. */
import { type KeyboardEvent, type ReactElement, type ReactNode, useMemo, useRef } from "react";
import "./figures.css";
import { useFigureWidth } from "./figure-width.ts";
import { formatPlace, placeWords } from "./places.ts";
import type { FigurePlan } from "./plan.ts";
import { attachScrubbing } from "./pointer.ts";
import type { TimeBarProps } from "./props.ts";
import { usePainter } from "./use-painter.ts";

interface TimeTrackProps {
  readonly figure: TimeBarProps;
  readonly planAt: (width: number) => FigurePlan;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** Where the handle stands. */
  readonly step: number;
  readonly children: (width: number) => ReactNode;
}

export function TimeTrack({ figure, planAt, onKeyDown, step, children }: TimeTrackProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const width = useFigureWidth(host);
  const plan = useMemo(() => planAt(width), [planAt, width]);

  const { domain, name = "Time" } = figure;
  const { axis = "step" } = domain;
  const { host: track, base, overlay } = usePainter({ plan, figure, name, attach: attachScrubbing });
  return (
    <div className="figure time-bar" ref={host} style={{ height: plan.frame.height }}>
      <div
        className="figure-surface"
        ref={track}
        role="slider"
        tabIndex={0}
        aria-label={name}
        aria-valuemin={domain.from}
        aria-valuemax={domain.to}
        aria-valuenow={Math.min(domain.to, Math.max(domain.from, step))}
        aria-valuetext={`${placeWords(step, axis)} of ${formatPlace(domain.to, axis)}`}
        onKeyDown={onKeyDown}
      >
        <canvas ref={base} role="img" aria-label={name} />
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas without tabindex takes no focus */}
        <canvas ref={overlay} aria-hidden="true" />
      </div>
      {children(width)}
    </div>
  );
}
