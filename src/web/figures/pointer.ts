/** Turns the pointer over a plot into hovering, pinning the cursor, and dragging out a range. */

import { hoverOf } from "./hover.ts";
import { nearestIndex } from "./nearest-step.ts";
import type { Painter } from "./painter.ts";
import type { FigurePlan } from "./plan.ts";
import type { FigureProps } from "./props.ts";

export interface Pointed {
  readonly plan: FigurePlan;
  readonly props: Pick<FigureProps, "cursor" | "domain" | "onZoom" | "snapSteps">;
}

/** A press that moves less than this is a click. */
const DRAG_FROM_PIXELS = 5;

/** Listens on `host` until the returned function is called; `pointed` is asked anew on each event. */
export function attachPointer(
  host: HTMLElement,
  painter: Pick<Painter, "setBrush">,
  pointed: () => Pointed | null,
): () => void {
  let pressedAt: number | null = null;
  const handlers = {
    pointermove(event: PointerEvent) {
      const now = pointed();
      if (now === null) return;
      const x = xOf(host, event);
      hoverOf(now.props.cursor).set(stepUnder(now, x));
      host.title = now.plan.titleAt?.(x, event.clientY - host.getBoundingClientRect().top) ?? "";
      const isDragging = pressedAt !== null && isDrag(pressedAt, x);
      now.plan.pointAt?.(event.clientY - host.getBoundingClientRect().top);
      if (isDragging) painter.setBrush(insidePlot(now.plan, pressedAt ?? x, x));
      else if (now.plan.pointAt !== undefined) painter.setBrush(null);
    },
    pointerdown(event: PointerEvent) {
      if (event.button !== 0 || pointed()?.plan.time === null) return;
      pressedAt = xOf(host, event);
      host.setPointerCapture(event.pointerId);
    },
    pointerup(event: PointerEvent) {
      const now = pointed();
      if (now !== null && pressedAt !== null) finish(now, pressedAt, xOf(host, event));
      pressedAt = null;
      painter.setBrush(null);
    },
    pointercancel() {
      pressedAt = null;
      painter.setBrush(null);
    },
    pointerleave() {
      const now = pointed();
      now?.plan.pointAt?.(null);
      if (now !== null) hoverOf(now.props.cursor).set(null);
    },
    dblclick() {
      pointed()?.props.onZoom(null);
    },
  };
  return listenToAll(host, handlers);
}

/** For the time bar: pressing and dragging moves the cursor itself; a double click shows everything. */
export function attachScrubbing(
  host: HTMLElement,
  _painter: Pick<Painter, "setBrush">,
  pointed: () => Pointed | null,
): () => void {
  let isPressed = false;
  const scrub = (event: PointerEvent) => {
    const now = pointed();
    if (now === null) return;
    const { left, right } = now.plan.frame.plot;
    const step = stepUnder(now, Math.min(right, Math.max(left, xOf(host, event))));
    if (step !== null && step !== now.props.cursor.step()) now.props.cursor.setStep(step);
  };
  return listenToAll(host, {
    pointerdown(event) {
      const now = pointed();
      const x = xOf(host, event);
      if (event.button !== 0 || now === null || x < now.plan.frame.plot.left - HANDLE_REACH) return;
      isPressed = true;
      host.setPointerCapture(event.pointerId);
      scrub(event);
    },
    pointermove(event) {
      if (isPressed) scrub(event);
    },
    pointerup() {
      isPressed = false;
    },
    pointercancel() {
      isPressed = false;
    },
    dblclick() {
      pointed()?.props.onZoom(null);
    },
  });
}

/** The handle may be taken hold of a little beside the end of the track. */
const HANDLE_REACH = 12;

function listenToAll(host: HTMLElement, handlers: Record<string, (event: PointerEvent) => void>): () => void {
  // The names above are pointer and mouse events, whose listeners all take what a PointerEvent has.
  const entries = Object.entries(handlers) as [string, (event: Event) => void][];
  for (const [type, handler] of entries) host.addEventListener(type, handler);
  return () => {
    for (const [type, handler] of entries) host.removeEventListener(type, handler);
  };
}

function xOf(host: HTMLElement, event: PointerEvent): number {
  return event.clientX - host.getBoundingClientRect().left;
}

function isDrag(from: number, to: number): boolean {
  return Math.abs(to - from) >= DRAG_FROM_PIXELS;
}

function insidePlot({ frame }: FigurePlan, from: number, to: number): { from: number; to: number } {
  const clamp = (x: number) => Math.min(frame.plot.right, Math.max(frame.plot.left, x));
  return { from: clamp(from), to: clamp(to) };
}

/** The step at a pixel: the nearest at which the figure has data, or null beside the plot. */
export function stepUnder({ plan, props }: Pointed, x: number): number | null {
  const { time, frame } = plan;
  if (time === null || x < frame.plot.left || x > frame.plot.right) return null;
  const step = plan.stepAt?.(x) ?? time.invert(x);
  const { domain, snapSteps = plan.snapSteps?.() } = props;
  const nearest = snapSteps === undefined ? undefined : snapSteps[nearestIndex(snapSteps, step)];
  return Math.min(domain.to, Math.max(domain.from, nearest ?? Math.round(step)));
}

function finish(now: Pointed, from: number, to: number): void {
  const { plan, props } = now;
  if (plan.time === null) return;
  if (!isDrag(from, to)) {
    const step = stepUnder(now, to);
    if (step !== null) props.cursor.setStep(step);
    return;
  }
  const range = insidePlot(plan, Math.min(from, to), Math.max(from, to));
  const steps = { from: Math.floor(plan.time.invert(range.from)), to: Math.ceil(plan.time.invert(range.to)) };
  if (steps.to > steps.from) props.onZoom(steps);
}
