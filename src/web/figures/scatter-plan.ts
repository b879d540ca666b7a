/** Lays real and generated points out on a plane of equal scales, and finds the point nearest to a pixel. */
import { type Frame, isCompact } from "./frame.ts";
import { indexAtOrBefore } from "./nearest-step.ts";
import { placeWords } from "./places.ts";
import type { FigurePlan } from "./plan.ts";
import type { ScatterPoint, ScatterProps } from "./props.ts";
import { drawGenerated, drawReal } from "./scatter-draw.ts";

export type ScatterData = Pick<
  ScatterProps,
  "realPositions" | "generatedPositions" | "places" | "domain" | "hasTrails"
>;

export interface ScatterGeometry {
  readonly frame: Frame;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly generatedCount: number;
}

export interface ScatterPlan extends FigurePlan {
  nearest(at: { readonly x: number; readonly y: number }, step: number): ScatterPoint | null;
  /** Marked on the picture and spoken of. */
  select(point: ScatterPoint | null): void;
  generatedCount(): number;
}

const HEIGHT = 520;
const COMPACT_HEIGHT = 360;
/** Above the points, for the key. */
const HEAD = 26;
const MARGIN = 12;
/** How far from a point the pointer may be. */
const REACH_PIXELS = 16;

export function scatterGeometry(data: ScatterData, width: number): ScatterGeometry {
  const height = isCompact(width) ? COMPACT_HEIGHT : HEIGHT;
  const plot = {
    left: MARGIN,
    top: HEAD + MARGIN,
    right: Math.max(MARGIN + 1, width - MARGIN),
    bottom: height - MARGIN,
  };
  const { lowX, highX, lowY, highY } = extentOf([data.realPositions, ...data.generatedPositions]);
  const pixelsAUnit = Math.min(
    (plot.right - plot.left) / Math.max(highX - lowX, Number.MIN_VALUE),
    (plot.bottom - plot.top) / Math.max(highY - lowY, Number.MIN_VALUE),
  );
  const scale = Number.isFinite(pixelsAUnit) ? pixelsAUnit : 1;
  const [centreX, centreY] = [(plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2];
  return {
    frame: { width, height, plot, aside: null },
    x: (value) => centreX + (value - (lowX + highX) / 2) * scale,
    y: (value) => centreY - (value - (lowY + highY) / 2) * scale,
    generatedCount: (data.generatedPositions[0]?.length ?? 0) / 2,
  };
}

/** Of all steps, so that the picture stands still while time moves. */
function extentOf(columns: readonly Float64Array[]) {
  let [lowX, highX, lowY, highY] = [0, 0, 0, 0];
  let isFirst = true;
  for (const positions of columns) {
    for (let at = 0; at < positions.length; at += 2) {
      const [x, y] = [positions[at] ?? 0, positions[at + 1] ?? 0];
      lowX = isFirst ? x : Math.min(lowX, x);
      highX = isFirst ? x : Math.max(highX, x);
      lowY = isFirst ? y : Math.min(lowY, y);
      highY = isFirst ? y : Math.max(highY, y);
      isFirst = false;
    }
  }
  return { lowX, highX, lowY, highY };
}

export function scatterPlan(data: ScatterData, width: number): ScatterPlan {
  const geometry = scatterGeometry(data, width);
  let selected: ScatterPoint | null = null;
  const axis = data.domain.axis ?? "step";
  const at = (step: number) => stepIndex(data, step);
  return {
    frame: geometry.frame,
    time: null,
    snapSteps: () => data.places,
    draw: (surface) => drawReal(surface, geometry, data),
    drawReadout: (surface, { step }) =>
      drawGenerated(surface, geometry, { data, stepAt: at(step), selected }),
    readout: (step) =>
      `${geometry.generatedCount} generated samples of ${placeWords(data.places[at(step)] ?? step, axis)} among ${data.realPositions.length / 2} real ones`,
    summary: () => `Generated samples at ${data.places.length} steps on one layout of the real ones`,
    nearest: (pixel, step) => nearestPoint(data, geometry, { pixel, stepAt: at(step) }),
    select: (point) => {
      selected = point;
    },
    generatedCount: () => geometry.generatedCount,
  };
}

/** Of the step in force; the first where all are later. */
export function stepIndex({ places }: Pick<ScatterData, "places">, step: number): number {
  return Math.max(0, indexAtOrBefore(places, step));
}

interface Pointing {
  readonly pixel: { readonly x: number; readonly y: number };
  readonly stepAt: number;
}

/** Generated points lie above real ones, and win where both are as near. */
function nearestPoint(
  data: ScatterData,
  geometry: ScatterGeometry,
  { pixel, stepAt }: Pointing,
): ScatterPoint | null {
  let best: ScatterPoint | null = null;
  let least = REACH_PIXELS ** 2;
  for (const side of ["fake", "real"] as const) {
    const positions = side === "real" ? data.realPositions : data.generatedPositions[stepAt];
    for (let index = 0; positions !== undefined && index < positions.length / 2; index++) {
      const dx = geometry.x(positions[2 * index] ?? Number.NaN) - pixel.x;
      const dy = geometry.y(positions[2 * index + 1] ?? Number.NaN) - pixel.y;
      const squared = dx * dx + dy * dy;
      if (squared >= least) continue;
      least = squared;
      best = { side, index };
    }
  }
  return best;
}
