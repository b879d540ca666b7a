/** Draws points by side: real filled discs below, generated hollow squares of one step above, ways on demand. */
import type { ScatterPoint } from "./props.ts";
import type { ScatterData, ScatterGeometry } from "./scatter-plan.ts";
import { colourOf, drawText, type Surface, TEXT_SIZE, textWidth } from "./surface.ts";

const REAL_RADIUS = 3.5;
const GENERATED_SIDE = 7;
/** Smaller marks where they would hide each other. */
const MANY_POINTS = 1500;
const MANY_SCALE = 0.6;
const REAL_ALPHA = 0.65;
const GENERATED_WIDTH = 1.5;
const TRAIL_ALPHA = 0.4;
/** Steps back that a way is drawn. */
const TRAIL_STEPS = 8;
const SELECTED_RADIUS = 8;
const KEY_Y = 14;
const KEY_GAP = 20;

export function drawReal(surface: Surface, geometry: ScatterGeometry, data: ScatterData): void {
  const { context } = surface;
  const { realPositions } = data;
  const radius = REAL_RADIUS * scaleFor(realPositions.length / 2);
  context.fillStyle = colourOf(surface, "real", REAL_ALPHA);
  context.beginPath();
  for (let at = 0; at < realPositions.length; at += 2) {
    const [x, y] = [geometry.x(realPositions[at] ?? 0), geometry.y(realPositions[at + 1] ?? 0)];
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
  context.fill();
  drawKey(surface, geometry, data);
}

interface Shown {
  readonly data: ScatterData;
  readonly stepAt: number;
  readonly selected: ScatterPoint | null;
}

export function drawGenerated(surface: Surface, geometry: ScatterGeometry, shown: Shown): void {
  const { data, stepAt, selected } = shown;
  const positions = data.generatedPositions[stepAt];
  if (positions === undefined) return;
  const { context } = surface;
  const side = GENERATED_SIDE * scaleFor(positions.length / 2);
  if (data.hasTrails) {
    for (let index = 0; index < positions.length / 2; index++) drawTrail(surface, geometry, shown, index);
  } else if (selected?.side === "fake") drawTrail(surface, geometry, shown, selected.index);
  context.strokeStyle = colourOf(surface, "fake");
  context.lineWidth = GENERATED_WIDTH;
  context.setLineDash([]);
  context.beginPath();
  for (let at = 0; at < positions.length; at += 2) {
    const [x, y] = [geometry.x(positions[at] ?? 0), geometry.y(positions[at + 1] ?? 0)];
    context.rect(x - side / 2, y - side / 2, side, side);
  }
  context.stroke();
  if (selected !== null) markSelected(surface, geometry, shown);
}

function drawTrail(
  surface: Surface,
  geometry: ScatterGeometry,
  { data, stepAt }: Shown,
  index: number,
): void {
  const { context } = surface;
  context.strokeStyle = colourOf(surface, "fake", TRAIL_ALPHA);
  context.lineWidth = 1;
  context.beginPath();
  for (let at = Math.max(0, stepAt - TRAIL_STEPS); at <= stepAt; at++) {
    const positions = data.generatedPositions[at];
    if (positions === undefined) continue;
    context.lineTo(geometry.x(positions[2 * index] ?? 0), geometry.y(positions[2 * index + 1] ?? 0));
  }
  context.stroke();
}

function markSelected(surface: Surface, geometry: ScatterGeometry, { data, stepAt, selected }: Shown): void {
  if (selected === null) return;
  const positions = selected.side === "real" ? data.realPositions : data.generatedPositions[stepAt];
  const [x, y] = [positions?.[2 * selected.index], positions?.[2 * selected.index + 1]];
  if (x === undefined || y === undefined) return;
  const { context } = surface;
  context.strokeStyle = colourOf(surface, "ink");
  context.lineWidth = 2;
  context.beginPath();
  context.arc(geometry.x(x), geometry.y(y), SELECTED_RADIUS, 0, 2 * Math.PI);
  context.stroke();
}

/** Colour and shape of each side, with how many there are. */
function drawKey(surface: Surface, { frame, generatedCount }: ScatterGeometry, data: ScatterData): void {
  const { context } = surface;
  const { left } = frame.plot;
  context.fillStyle = colourOf(surface, "real");
  context.beginPath();
  context.arc(left + REAL_RADIUS, KEY_Y, REAL_RADIUS, 0, 2 * Math.PI);
  context.fill();
  const real = `real, n ${data.realPositions.length / 2}`;
  const realX = left + TEXT_SIZE;
  drawText(surface, real, { x: realX, y: KEY_Y });
  const generatedX = realX + textWidth(surface, real) + KEY_GAP;
  context.strokeStyle = colourOf(surface, "fake");
  context.lineWidth = GENERATED_WIDTH;
  context.strokeRect(generatedX, KEY_Y - GENERATED_SIDE / 2, GENERATED_SIDE, GENERATED_SIDE);
  drawText(surface, `generated, n ${generatedCount}`, { x: generatedX + TEXT_SIZE + 2, y: KEY_Y });
}

function scaleFor(pointCount: number): number {
  return pointCount > MANY_POINTS ? MANY_SCALE : 1;
}
