/** Where a figure's parts lie; one rule for all, so that stacked figures share their time axis. */
import type { Axis } from "../../model/index.ts";
import { linearScale, type Scale } from "../../plots/index.ts";
import type { StepRange } from "./props.ts";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** CSS pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** The time axis runs over its width. */
  readonly plot: Box;
  /** Right of the plot, for what holds at the cursor; null where the figure is too narrow for one. */
  readonly aside: Box | null;
}

interface Gutters {
  readonly left: number;
  readonly right: number;
}

/** Below: no aside, and read-outs move above or below the plot. */
const MEDIUM_FROM = 480;
const WIDE_FROM = 760;
const COMPACT: Gutters = { left: 64, right: 8 };
const MEDIUM: Gutters = { left: 108, right: 156 };
const WIDE: Gutters = { left: 148, right: 176 };
/** Between the plot and its aside. */
const ASIDE_GAP = 12;

export const AXIS_HEIGHT = 24;
export const PLOT_TOP = 8;

export interface FrameHeights {
  /** Above the plot, beyond the usual padding: for read-outs where there is no aside. */
  readonly head?: number;
  readonly plot: number;
  /** Below the axis. */
  readonly foot?: number;
}

export function gutters(width: number): Gutters {
  if (width < MEDIUM_FROM) return COMPACT;
  return width < WIDE_FROM ? MEDIUM : WIDE;
}

/** Wide enough for words and buttons inside the gutters. */
export function isWide(width: number): boolean {
  return width >= WIDE_FROM;
}

/** Too narrow for an aside. */
export function isCompact(width: number): boolean {
  return width < MEDIUM_FROM;
}

export function frameOf(width: number, { head = 0, plot, foot = 0 }: FrameHeights): Frame {
  const { left, right } = gutters(width);
  const top = PLOT_TOP + head;
  const bottom = top + plot;
  const plotRight = Math.max(left + 1, width - right);
  const aside = isCompact(width) ? null : { left: plotRight + ASIDE_GAP, top, right: width, bottom };
  return {
    width,
    height: bottom + AXIS_HEIGHT + foot,
    plot: { left, top, right: plotRight, bottom },
    aside,
  };
}

/** Height of the row that holds the key to a heat map's colours. */
const KEY_ROW = 20;

/** Compact figures have their key above the plot, for lack of an aside. */
export function keyHead(width: number): number {
  return isCompact(width) ? KEY_ROW : 0;
}

/** Left end and middle of the row for a key: beside the time axis, or above a compact plot. */
export function keyPlace({ aside, plot, width }: Frame): { left: number; right: number; y: number } {
  return aside === null
    ? { left: plot.left, right: width, y: PLOT_TOP + KEY_ROW / 2 - 4 }
    : { left: aside.left, right: aside.right, y: plot.bottom + AXIS_HEIGHT / 2 + 2 };
}

/** A horizontal scale that knows what its places are. */
export interface TimeScale extends Scale {
  readonly axis: Axis;
}

/** Places to pixels over the plot. A single place stands in the middle. */
export function timeScale({ from, to, axis = "step" }: StepRange, plot: Box): TimeScale {
  const domain: readonly [number, number] = to > from ? [from, to] : [from - 1, from + 1];
  return { ...linearScale({ domain, range: [plot.left, plot.right] }), axis };
}

/** Such as "1 px ≈ 48 points"; null while every point has its own pixel. */
export function resolutionCaption(pointCount: number, plotWidth: number): string | null {
  const points = Math.round(pointCount / Math.max(1, plotWidth));
  return points > 1 ? `1 px ≈ ${points} points` : null;
}
