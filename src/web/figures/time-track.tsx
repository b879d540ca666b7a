/** The slider of the time bar: a canvas track whose handle is dragged, with the bar's buttons beside it. */
import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useMemo, useRef } from "react";
import "./figures.css";
import { useFigureWidth } from "./figure-width.ts";
import { formatStep } from "./number-format.ts";
import { createPainter, type Painter } from "./painter.ts";
import type { FigurePlan } from "./plan.ts";
import { attachScrubbing, type Pointed } from "./pointer.ts";
import type { TimeBarProps } from "./props.ts";

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
  const track = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const painter = useRef<Painter | null>(null);
  const pointed = useRef<Pointed | null>(null);
  const width = useFigureWidth(host);
  const plan = useMemo(() => planAt(width), [planAt, width]);

  useEffect(() => {
    if (track.current === null || base.current === null || overlay.current === null) return;
    const made = createPainter({ host: track.current, base: base.current, overlay: overlay.current });
    painter.current = made;
    const detach = attachScrubbing(track.current, () => pointed.current);
    return () => {
      detach();
      made.stop();
    };
  }, []);
  const { cursor, domain, name = "Time" } = figure;
  useEffect(() => {
    pointed.current = { plan, props: figure };
  });
  useEffect(() => {
    painter.current?.show({ plan, cursor, domain, name });
  }, [plan, cursor, domain, name]);

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
        aria-valuetext={`Step ${formatStep(step)} of ${formatStep(domain.to)}`}
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
