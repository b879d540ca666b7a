/** A canvas to draw on in CSS pixels, with the theme at hand and lines that fall on device pixels. */
import { type Colour, type ColourToken, paint, type Theme } from "../theme/index.ts";

export interface Surface {
  readonly context: CanvasRenderingContext2D;
  readonly theme: Theme;
  /** Device pixels a CSS pixel. */
  readonly pixelRatio: number;
}

/** Rounds a CSS coordinate to a device pixel. */
export function onPixel(surface: Surface, coordinate: number): number {
  return Math.round(coordinate * surface.pixelRatio) / surface.pixelRatio;
}

export function colourOf(surface: Surface, token: ColourToken, alpha = 1): string {
  return paint(surface.theme.colours[token], alpha);
}

interface TextStyle {
  readonly colour?: ColourToken;
  readonly align?: CanvasTextAlign;
  readonly baseline?: CanvasTextBaseline;
  readonly weight?: 400 | 600;
  /** CSS pixels; not given: `TEXT_SIZE`. */
  readonly size?: number;
  /** Longer text loses its end, middle or start to an ellipsis. */
  readonly maxWidth?: number;
  readonly shorten?: Shorten;
  /** Outlines the text in the panel's colour, for text over data. */
  readonly hasHalo?: boolean;
}

export type Shorten = "end" | "middle" | "start";

export const TEXT_SIZE = 11;
const HALO_WIDTH = 4;

interface Place {
  readonly x: number;
  readonly y: number;
}

export function drawText(surface: Surface, text: string, at: Place & TextStyle): void {
  const { context } = surface;
  setFont(surface, at);
  context.textAlign = at.align ?? "left";
  context.textBaseline = at.baseline ?? "middle";
  const shown =
    at.maxWidth === undefined
      ? text
      : shortened(context, text, { maxWidth: at.maxWidth, shorten: at.shorten ?? "end" });
  if (at.hasHalo === true) {
    context.strokeStyle = colourOf(surface, "panel", 0.85);
    context.lineWidth = HALO_WIDTH;
    context.lineJoin = "round";
    context.setLineDash([]);
    context.strokeText(shown, at.x, at.y);
  }
  context.fillStyle = colourOf(surface, at.colour ?? "ink-secondary");
  context.fillText(shown, at.x, at.y);
}

export function textWidth(surface: Surface, text: string, style: TextStyle = {}): number {
  setFont(surface, style);
  return surface.context.measureText(text).width;
}

function setFont({ context, theme }: Surface, { weight = 400, size = TEXT_SIZE }: TextStyle): void {
  context.font = `${weight} ${size}px ${theme.fontFamily}`;
}

const ELLIPSIS = "…";

interface Shortening {
  readonly maxWidth: number;
  readonly shorten: Shorten;
}

/** The text as it is drawn where it must fit. */
export function fittedText(surface: Surface, text: string, shortening: Shortening): string {
  setFont(surface, {});
  return shortened(surface.context, text, shortening);
}

function shortened(
  context: CanvasRenderingContext2D,
  text: string,
  { maxWidth, shorten }: Shortening,
): string {
  if (context.measureText(text).width <= maxWidth) return text;
  for (let length = text.length - 1; length > 1; length--) {
    const tail = shorten === "end" ? 0 : shorten === "start" ? length : Math.floor(length / 2);
    const shorter = text.slice(0, length - tail).trimEnd() + ELLIPSIS + text.slice(text.length - tail);
    if (context.measureText(shorter).width <= maxWidth) return shorter;
  }
  return ELLIPSIS;
}

interface LineStyle {
  readonly colour: string;
  /** CSS pixels; not given: 1. */
  readonly width?: number;
  readonly dash?: readonly number[];
}

interface Line {
  readonly from: Place;
  readonly to: Place;
}

/** A straight horizontal or vertical line, centred on device pixels so that it is never blurred. */
export function drawRule(
  surface: Surface,
  { from, to }: Line,
  { colour, width = 1, dash = [] }: LineStyle,
): void {
  const { context, pixelRatio } = surface;
  const devicePixels = Math.max(1, Math.round(width * pixelRatio));
  const shift = devicePixels % 2 === 1 ? 1 / (2 * pixelRatio) : 0;
  const isVertical = from.x === to.x;
  const dx = isVertical ? shift : 0;
  const dy = isVertical ? 0 : shift;
  context.strokeStyle = colour;
  context.lineWidth = devicePixels / pixelRatio;
  context.setLineDash([...dash]);
  context.beginPath();
  context.moveTo(onPixel(surface, from.x) + dx, onPixel(surface, from.y) + dy);
  context.lineTo(onPixel(surface, to.x) + dx, onPixel(surface, to.y) + dy);
  context.stroke();
  context.setLineDash([]);
}

/** Draws with everything outside the box cut off. */
export function clipped(
  { context }: Surface,
  box: { left: number; top: number; right: number; bottom: number },
  draw: () => void,
): void {
  context.save();
  context.beginPath();
  context.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  context.clip();
  draw();
  context.restore();
}

export function fillBox(
  { context }: Surface,
  box: { left: number; top: number; right: number; bottom: number },
  colour: Colour | string,
): void {
  context.fillStyle = typeof colour === "string" ? colour : paint(colour);
  context.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
}
