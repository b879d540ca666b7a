/** What the layers say at a step: values beside the rows, their profile over depth, and a sentence. */

import { formatValue, linearScale } from "../../plots/index.ts";
import { colouredValue, type LayerData, type LayerGeometry } from "./layer-plan.ts";
import { placeWords } from "./places.ts";
import {
  colourOf,
  drawRule,
  drawText,
  fillBox,
  onPixel,
  type Surface,
  TEXT_SIZE,
  textWidth,
} from "./surface.ts";
import { valueAt } from "./value-at.ts";

/** Values of all layers at a step: in the aside, or over the plot's right end. */
export function drawLayerReadout(
  surface: Surface,
  { frame, rows, rowHeight }: LayerGeometry,
  step: number,
): void {
  if (rowHeight < TEXT_SIZE + 2) return;
  rows.forEach(({ layer }, row) => {
    const read = layer.view === null ? null : valueAt(layer.view, step);
    if (read === null) return;
    const y = frame.plot.top + (row + 0.5) * rowHeight;
    const text = formatValue(read.count > 1 ? read.max : read.value);
    const isOdd = !Number.isFinite(read.value);
    const style = { y, weight: 600, colour: isOdd ? "non-finite" : "ink" } as const;
    if (frame.aside === null) {
      const width = textWidth(surface, text, { weight: 600 });
      const right = onPixel(surface, frame.plot.right - 2);
      fillBox(
        surface,
        { left: right - width - 8, right, top: y - 8, bottom: y + 8 },
        surface.theme.colours.panel,
      );
      drawText(surface, text, { ...style, x: right - 4, align: "right" });
    } else drawText(surface, text, { ...style, x: frame.aside.left });
  });
}

/** Room for the values, before the profile begins. */
const VALUES_WIDTH = 60;
const PROFILE_DOT_RADIUS = 3;

/** Norms at a step against depth, on the colours' own range: where along the layers they vanish or explode. */
export function drawProfile(
  surface: Surface,
  { frame, rows, rowHeight, range }: LayerGeometry,
  { step, mode, player }: { step: number; mode: LayerData["mode"]; player: LayerData["player"] },
): void {
  const { aside } = frame;
  if (aside === null || aside.right - aside.left < 2 * VALUES_WIDTH) return;
  const across = linearScale({
    domain: range,
    range: [aside.left + VALUES_WIDTH, aside.right - PROFILE_DOT_RADIUS],
  });
  const dots = rows.flatMap(({ layer, field }, row) => {
    const read = layer.view === null ? null : valueAt(layer.view, step);
    const log = read === null ? Number.NaN : Math.log10(read.count > 1 ? read.max : read.value);
    const x = across.at(Math.min(range[1], Math.max(range[0], colouredValue(field, log, mode))));
    return Number.isFinite(x) ? [{ x, y: frame.plot.top + (row + 0.5) * rowHeight }] : [];
  });
  const middle = across.at((range[0] + range[1]) / 2);
  const guide = { from: { x: middle, y: aside.top }, to: { x: middle, y: aside.bottom } };
  if (mode === "relative") drawRule(surface, guide, { colour: colourOf(surface, "control"), dash: [2, 2] });
  drawDots(surface, dots, colourOf(surface, player));
}

function drawDots({ context }: Surface, dots: readonly { x: number; y: number }[], colour: string): void {
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 1.5;
  context.beginPath();
  for (const { x, y } of dots) context.lineTo(x, y);
  context.stroke();
  for (const { x, y } of dots) {
    context.beginPath();
    context.arc(x, y, PROFILE_DOT_RADIUS, 0, 2 * Math.PI);
    context.fill();
  }
}

/** Such as "At step 6,820: dense 1 0.0031, dense 2 0.012". */
export function layerReadout({ rows, time }: LayerGeometry, step: number): string {
  const parts = rows.map(({ layer }) => {
    const read = layer.view === null ? null : valueAt(layer.view, step);
    return `${layer.name} ${read === null ? "not logged" : formatValue(read.value)}`;
  });
  return `At ${placeWords(step, time.axis)}: ${parts.join(", ")}`;
}
