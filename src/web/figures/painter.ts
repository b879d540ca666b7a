/** Keeps one figure's two canvases up to date: data below, the cursor above, each redrawn only when it must be. */
import { onThemeChange, readTheme, type Theme } from "../theme/index.ts";
import { drawCursorLine } from "./axes.ts";
import { hoverOf } from "./hover.ts";
import type { CursorPlace, FigurePlan } from "./plan.ts";
import type { StepRange, TimeCursor } from "./props.ts";
import { colourOf, drawRule, fillBox, type Surface } from "./surface.ts";

export interface PainterParts {
  readonly host: HTMLElement;
  readonly base: HTMLCanvasElement;
  readonly overlay: HTMLCanvasElement;
}

export interface Painted {
  readonly plan: FigurePlan;
  readonly cursor: TimeCursor;
  readonly domain: StepRange;
  readonly name: string;
}

/** Pixels of a drag in progress. */
export interface Brush {
  readonly from: number;
  readonly to: number;
}

export interface Painter {
  show(painted: Painted): void;
  setBrush(brush: Brush | null): void;
  stop(): void;
}

interface PaintState {
  painted: Painted | null;
  theme: Theme | null;
  brush: Brush | null;
  isBaseStale: boolean;
  describedStep: number | null;
}

export function createPainter(parts: PainterParts): Painter {
  const state: PaintState = {
    painted: null,
    theme: null,
    brush: null,
    isBaseStale: false,
    describedStep: null,
  };
  let frameRequest = 0;
  let unsubscribe = () => {};
  const schedule = (alsoBase: boolean) => {
    state.isBaseStale ||= alsoBase;
    if (frameRequest !== 0) return;
    frameRequest = requestAnimationFrame(() => {
      frameRequest = 0;
      paintNow(parts, state);
    });
  };
  const onResize = () => schedule(true);
  const endTheme = onThemeChange(() => {
    state.theme = null;
    schedule(true);
  });
  window.addEventListener("resize", onResize);
  return {
    show(next) {
      if (next.cursor !== state.painted?.cursor) {
        unsubscribe();
        unsubscribe = follow(next.cursor, () => schedule(false));
      }
      state.painted = next;
      schedule(true);
    },
    setBrush(next) {
      state.brush = next;
      schedule(false);
    },
    stop() {
      cancelAnimationFrame(frameRequest);
      unsubscribe();
      endTheme();
      window.removeEventListener("resize", onResize);
    },
  };
}

function paintNow({ host, base, overlay }: PainterParts, state: PaintState): void {
  const { painted } = state;
  // A figure that has left the page can still have a frame due; no theme holds for it.
  if (painted === null || !host.isConnected) return;
  state.theme ??= readTheme(host);
  const { settledStep } = placeOf(painted);
  if (state.isBaseStale || settledStep !== state.describedStep) describe(base, painted, settledStep);
  state.describedStep = settledStep;
  if (state.isBaseStale) painted.plan.draw(cleared(base, painted.plan, state.theme));
  state.isBaseStale = false;
  paintOverlay(cleared(overlay, painted.plan, state.theme), painted, state.brush);
}

function follow(cursor: TimeCursor, listener: () => void): () => void {
  const endCursor = cursor.subscribe(listener);
  const endHover = hoverOf(cursor).subscribe(listener);
  return () => {
    endCursor();
    endHover();
  };
}

/** The canvas at its device size, empty, ready to be drawn on in CSS pixels. */
function cleared(canvas: HTMLCanvasElement, { frame }: FigurePlan, theme: Theme): Surface {
  const pixelRatio = window.devicePixelRatio || 1;
  const width = Math.round(frame.width * pixelRatio);
  const height = Math.round(frame.height * pixelRatio);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${width / pixelRatio}px`;
    canvas.style.height = `${height / pixelRatio}px`;
  }
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("The browser gave no 2D canvas context; figures cannot be drawn.");
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  context.scale(pixelRatio, pixelRatio);
  return { context, theme, pixelRatio };
}

/** The step whose values are shown: under the pointer, else pinned, else the last in sight. */
export function placeOf({ cursor, domain }: Pick<Painted, "cursor" | "domain">): CursorPlace {
  const hovered = hoverOf(cursor).step();
  const pinned = cursor.step();
  const settledStep = pinned ?? domain.to;
  if (hovered !== null) return { step: hovered, kind: "hover", settledStep };
  return { step: settledStep, kind: pinned === null ? "end" : "pinned", settledStep };
}

function paintOverlay(surface: Surface, painted: Painted, brush: Brush | null): void {
  const { plan, cursor, domain } = painted;
  const { time, frame } = plan;
  const place = placeOf(painted);
  if (brush !== null) paintBrush(surface, plan, brush);
  if (time !== null && plan.marksOwnCursor !== true) {
    const pinned = cursor.step();
    for (const [step, kind] of [
      [pinned, "pinned"],
      [place.kind === "hover" ? place.step : null, "hover"],
    ] as const) {
      if (step === null || step < domain.from || step > domain.to) continue;
      if (kind === "hover" && step === pinned) continue;
      drawCursorLine(surface, frame, { time, step, kind, hasHalo: plan.isFilled === true });
    }
  }
  plan.drawReadout(surface, place);
}

function paintBrush(surface: Surface, { frame }: FigurePlan, { from, to }: Brush): void {
  const { top, bottom } = frame.plot;
  const box = { left: Math.min(from, to), right: Math.max(from, to), top, bottom };
  fillBox(surface, box, colourOf(surface, "focus", 0.14));
  for (const x of [box.left, box.right]) {
    drawRule(surface, { from: { x, y: top }, to: { x, y: bottom } }, { colour: colourOf(surface, "focus") });
  }
}

function describe(canvas: HTMLCanvasElement, { plan, name }: Painted, step: number): void {
  const text = [name, plan.readout(step), plan.summary()].filter((part) => part !== "").join(". ");
  canvas.setAttribute("aria-label", text);
}
