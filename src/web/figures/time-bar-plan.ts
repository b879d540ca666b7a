/** Draws the page's time axis: the part of the run in sight, the steps that carry probes, and the cursor's handle. */
import { drawTimeAxis } from "./axes.ts";
import { type Frame, frameOf, isWide, PLOT_TOP, type TimeScale, timeScale } from "./frame.ts";
import { formatPlace, placeWords } from "./places.ts";
import type { CursorPlace, FigurePlan } from "./plan.ts";
import type { StepRange, TimeBarProps } from "./props.ts";
import { drawLanes, lanesHeight } from "./stretches-draw.ts";
import { colourOf, drawRule, fillBox, type Surface } from "./surface.ts";

const RAIL_HEIGHT = 20;
/** Where the gutters are narrow, the buttons and the step stand above the rail. */
const CONTROLS_HEIGHT = 32;
const EXTENT_HEIGHT = 3;
const TICK_HEIGHT = 6;
/** Closer than this, marks of single probes would run into one bar. */
const MARKS_FROM_PIXELS = 3;
const HANDLE_RADIUS = 6;

type TimeBarData = Pick<TimeBarProps, "domain" | "extent" | "snapSteps" | "incidents">;

export function timeBarPlan(data: TimeBarData, width: number): FigurePlan {
  const lanes = lanesHeight(data.incidents?.length ?? 0);
  const frame = frameOf(width, { head: isWide(width) ? 0 : CONTROLS_HEIGHT, plot: RAIL_HEIGHT + lanes });
  const time = timeScale(data.domain, frame.plot);
  return {
    frame,
    time,
    draw: (surface) => drawBar(surface, { frame, time, data }),
    drawReadout: (surface, at) => drawHandle(surface, { frame, time }, at),
    readout: (step) => placeWords(step, time.axis),
    summary: () =>
      [
        `From ${placeWords(data.domain.from, time.axis)} to ${formatPlace(data.domain.to, time.axis)}`,
        ...(data.incidents ?? []).map(
          ({ label, from, to }) =>
            `${label}: ${formatPlace(from, time.axis)} to ${formatPlace(to, time.axis)}`,
        ),
      ].join(". "),
  };
}

interface BarGeometry {
  readonly frame: Frame;
  readonly time: TimeScale;
}

function railY({ plot }: Frame): number {
  return plot.bottom - TICK_HEIGHT - 2;
}

function drawBar(surface: Surface, { frame, time, data }: BarGeometry & { data: TimeBarData }): void {
  const { left, right } = frame.plot;
  drawTimeAxis(surface, frame, time);
  drawExtent(surface, frame, data);
  drawLanes(
    surface,
    { ...frame.plot, top: frame.plot.top + EXTENT_HEIGHT },
    { time, stretches: data.incidents ?? [] },
  );
  const y = railY(frame);
  const steps = data.snapSteps ?? new Float64Array(0);
  const spacing = (right - left) / Math.max(1, visibleCount(steps, data.domain));
  const alpha = spacing < MARKS_FROM_PIXELS ? 0.25 : 0.8;
  for (const step of steps) {
    if (step < data.domain.from || step > data.domain.to) continue;
    const x = time.at(step);
    const line = { from: { x, y: y - TICK_HEIGHT / 2 }, to: { x, y: y + TICK_HEIGHT / 2 } };
    drawRule(surface, line, { colour: colourOf(surface, "control", alpha) });
  }
}

function visibleCount(steps: Float64Array, { from, to }: StepRange): number {
  return steps.reduce((count, step) => (step >= from && step <= to ? count + 1 : count), 0);
}

/** The whole run as a hair line, with the part in sight thick; not drawn while all of it is. */
function drawExtent(surface: Surface, { plot }: Frame, { domain, extent }: TimeBarData): void {
  const isWhole = domain.from <= extent.from && domain.to >= extent.to;
  if (isWhole || extent.to <= extent.from) return;
  const at = (step: number) => {
    const share = (step - extent.from) / (extent.to - extent.from);
    return plot.left + Math.min(1, Math.max(0, share)) * (plot.right - plot.left);
  };
  const top = plot.top - PLOT_TOP + 2;
  const box = { left: plot.left, right: plot.right, top, bottom: top + EXTENT_HEIGHT };
  fillBox(surface, box, colourOf(surface, "rule"));
  fillBox(surface, { ...box, left: at(domain.from), right: at(domain.to) }, colourOf(surface, "focus"));
}

function drawHandle(surface: Surface, { frame, time }: BarGeometry, at: CursorPlace): void {
  const [from, to] = time.domain;
  const x = time.at(Math.min(to, Math.max(from, at.settledStep)));
  const { context } = surface;
  context.beginPath();
  context.arc(x, railY(frame), HANDLE_RADIUS, 0, 2 * Math.PI);
  context.fillStyle = colourOf(surface, "ink");
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = colourOf(surface, "panel");
  context.stroke();
}
