/** What a figure decides before it draws: geometry fixed for one width, then drawing and words on demand. */

import type { CursorKind } from "./axes.ts";
import type { Frame, TimeScale } from "./frame.ts";
import type { Surface } from "./surface.ts";

export interface CursorPlace {
  readonly step: number;
  readonly kind: CursorKind | "end";
  /** The same without hovering: what figures show that must fetch before they can draw. */
  readonly settledStep: number;
}

export interface FigurePlan {
  readonly frame: Frame;
  /** Null where the figure has no time axis of its own. */
  readonly time: TimeScale | null;
  /** The step at a pixel, where the figure's columns stand beside the time axis rather than on it. */
  stepAt?(x: number): number;
  /** Where the figure has data, for figures that the page gave no `snapSteps`. */
  snapSteps?(): Float64Array;
  /** Told at which height the pointer is; for figures that say most of what is nearest to it. */
  pointAt?(y: number | null): void;
  /** The whole of a text that is shortened at a place; "" where none is. */
  titleAt?(x: number, y: number): string;
  /** True where a line through the plot would hide what is in it, and the read-out marks the place. */
  readonly marksOwnCursor?: boolean;
  /** True where the plot may be as dark as the cursor, which then gets a light edge. */
  readonly isFilled?: boolean;
  /** Everything that stays when the cursor moves. */
  draw(surface: Surface): void;
  /** What the figure says at a step; `end` where nothing is pointed at and the last values are shown. */
  drawReadout(surface: Surface, at: CursorPlace): void;
  /** The same in words, without the step. */
  readout(step: number): string;
  /** What the figure shows as a whole, in words. */
  summary(): string;
}
