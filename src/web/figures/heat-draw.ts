/** Puts heat grids on the canvas, hatches what is missing, and draws the key to their colours. */

import type { Scale } from "../../plots/index.ts";
import { paint, type Ramp } from "../theme/index.ts";
import type { Box } from "./frame.ts";
import { type HeatGrid, type Painting, rasteriseInto } from "./heat-raster.ts";
import type { StepRange } from "./props.ts";
import { clipped, colourOf, drawText, fillBox, type Surface } from "./surface.ts";
import { columnEnds } from "./time-columns.ts";

const HATCH_SPACING = 6;

/** Paints the grid over a box, device pixel by device pixel; cells that are missing show as hatching. */
export function drawHeat(surface: Surface, box: Box, painting: Painting): void {
  const { context, pixelRatio } = surface;
  drawHatching(surface, box);
  const size = deviceSize(surface, box);
  if (size.width === 0 || size.height === 0) return;
  const image = new ImageData(size.width, size.height);
  rasteriseInto(image.data, size, painting);
  const buffer = new OffscreenCanvas(size.width, size.height);
  buffer.getContext("2d")?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  const left = Math.round(box.left * pixelRatio) / pixelRatio;
  const top = Math.round(box.top * pixelRatio) / pixelRatio;
  context.drawImage(buffer, left, top, size.width / pixelRatio, size.height / pixelRatio);
}

export function deviceSize({ pixelRatio }: Surface, box: Box): { width: number; height: number } {
  const span = (from: number, to: number) => Math.round(to * pixelRatio) - Math.round(from * pixelRatio);
  return { width: span(box.left, box.right), height: span(box.top, box.bottom) };
}

function drawHatching(surface: Surface, box: Box): void {
  const { context } = surface;
  clipped(surface, box, () => {
    context.strokeStyle = colourOf(surface, "rule");
    context.lineWidth = 1;
    context.setLineDash([]);
    context.beginPath();
    const height = box.bottom - box.top;
    for (let x = box.left - height; x < box.right; x += HATCH_SPACING) {
      context.moveTo(x, box.bottom);
      context.lineTo(x + height, box.top);
    }
    context.stroke();
  });
}

interface ColumnRequest {
  readonly steps: ArrayLike<number>;
  readonly time: Scale;
  readonly domain: StepRange;
  readonly box: Box;
}

/** CSS pixels of the column at the very end of the axis, which would else begin where the plot ends. */
const NARROWEST_LAST_COLUMN = 3;

/** Device pixels of columns that each stand until the next begins. */
export function columnPixels(
  { pixelRatio }: Surface,
  { steps, time, domain, box }: ColumnRequest,
): Pick<HeatGrid, "fromPixels" | "toPixels"> {
  const ends = columnEnds(steps);
  const origin = Math.round(box.left * pixelRatio);
  const pixelOf = (step: number) => Math.round(time.at(step) * pixelRatio) - origin;
  const lastStart = Math.round((box.right - NARROWEST_LAST_COLUMN) * pixelRatio) - origin;
  const fromPixels = Int32Array.from(ends, (_, i) => {
    const step = steps[i] ?? 0;
    return step <= domain.to ? Math.min(pixelOf(step), lastStart) : pixelOf(step);
  });
  const toPixels = Int32Array.from(ends, (end, i) => Math.max(pixelOf(end), (fromPixels[i] ?? 0) + 1));
  return { fromPixels, toPixels };
}

interface ColourKey {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly ramps: readonly Ramp[];
}

export const KEY_HEIGHT = 8;
const KEY_STEPS = 48;

/** One bar a ramp, stacked, low at the left. */
export function drawColourKey(surface: Surface, { left, top, width, ramps }: ColourKey): void {
  const height = KEY_HEIGHT / ramps.length;
  ramps.forEach((ramp, k) => {
    for (let i = 0; i < KEY_STEPS; i++) {
      const box = {
        left: left + (i * width) / KEY_STEPS,
        right: left + ((i + 1) * width) / KEY_STEPS + 0.5,
        top: top + k * height,
        bottom: top + (k + 1) * height,
      };
      fillBox(surface, box, paint(ramp(i / (KEY_STEPS - 1))));
    }
  });
  surface.context.strokeStyle = colourOf(surface, "rule");
  surface.context.lineWidth = 1;
  surface.context.strokeRect(left - 0.5, top - 0.5, width + 1, KEY_HEIGHT + 1);
}

/** A line of words beside the colour key. */
export function drawKeyText(
  surface: Surface,
  text: string,
  at: { x: number; y: number; align?: CanvasTextAlign; maxWidth?: number },
): void {
  drawText(surface, text, { ...at, colour: "ink-tertiary" });
}
