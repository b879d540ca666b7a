/** Draws a film strip and marks the column that the cursor stands nearest to. */
import { drawStepChip, LABEL_GAP } from "./axes.ts";
import { columnUnder, type FilmGeometry, filmGeometry, tileBox } from "./film-plan.ts";
import { nearestIndex } from "./nearest-step.ts";
import { formatPlace, formatPlaceShort, placeWords } from "./places.ts";
import type { CursorPlace, FigurePlan } from "./plan.ts";
import type { ImageStripProps } from "./props.ts";
import { colourOf, drawRule, drawText, onPixel, type Surface, textWidth } from "./surface.ts";
import { drawTile } from "./tile.ts";

export interface FilmData extends Pick<ImageStripProps, "columns" | "rows" | "image" | "domain"> {
  readonly real: readonly ImageBitmap[];
  /** Such as "z": rows are then called z 1, z 2 … */
  readonly rowName: string;
}

export function filmPlan(data: FilmData, width: number): FigurePlan {
  const { columns, rows, domain, real } = data;
  const newest = columns[columns.length - 1];
  const sizes = {
    picture: newest === undefined ? null : data.image(newest.entry, 0),
    realPicture: real[0] ?? null,
  };
  const geometry = filmGeometry({ columns, rows, domain, realCount: real.length, ...sizes }, width);
  const steps = geometry.columns.map(({ step }) => step);
  return {
    frame: geometry.frame,
    time: geometry.time,
    marksOwnCursor: true,
    stepAt: (x) => steps[columnUnder(geometry, x)] ?? domain.to,
    draw: (surface) => drawFilm(surface, geometry, data),
    drawReadout: (surface, at) => drawMark(surface, geometry, at),
    readout: (step) => {
      const shown = steps[nearestIndex(steps, step)];
      return shown === undefined
        ? "No images in sight"
        : `Images of ${placeWords(shown, geometry.time.axis)} are marked`;
    },
    summary: () => summaryOf(geometry, real.length),
  };
}

function summaryOf({ columns, rows, givenCount, time }: FilmGeometry, realCount: number): string {
  const first = columns[0]?.step ?? 0;
  const last = columns[columns.length - 1]?.step ?? 0;
  const beside = realCount > 0 ? `, beside ${realCount} real samples` : "";
  const range = `from ${placeWords(first, time.axis)} to ${formatPlace(last, time.axis)}`;
  return `Film strip of ${rows} rows and ${columns.length} of ${givenCount} logged steps ${range}${beside}`;
}

function drawFilm(surface: Surface, geometry: FilmGeometry, data: FilmData): void {
  const { columns, rows, frame, realTiles } = geometry;
  columns.forEach(({ entry }, column) => {
    for (let row = 0; row < rows; row++) {
      drawTile(surface, data.image(entry, row), tileBox(geometry, column, row));
    }
  });
  realTiles.forEach((box, i) => {
    drawTile(surface, data.real[i] ?? null, box);
  });
  drawWords(surface, geometry, data.rowName);
  drawLeaders(surface, geometry);
  const { left, right, bottom } = frame.plot;
  const colour = colourOf(surface, "control");
  drawRule(surface, { from: { x: left, y: bottom }, to: { x: right, y: bottom } }, { colour });
}

const WORD_RISE = 9;

function drawWords(surface: Surface, geometry: FilmGeometry, rowName: string): void {
  const { frame, rows, realTiles, columns, givenCount } = geometry;
  for (let row = 0; row < rows; row++) {
    const { top, bottom } = tileBox(geometry, 0, row);
    drawText(surface, `${rowName} ${row + 1}`, {
      x: frame.plot.left - LABEL_GAP,
      y: (top + bottom) / 2,
      align: "right",
    });
  }
  const { left, top } = realTiles[0] ?? { left: 0, top: 0 };
  if (realTiles.length > 0) {
    drawText(surface, "real", { x: left, y: top - WORD_RISE, weight: 600, colour: "real" });
    drawText(surface, "generated", {
      x: frame.plot.left,
      y: frame.plot.top - WORD_RISE,
      weight: 600,
      colour: "fake",
    });
  }
  if (columns.length === givenCount || frame.aside === null) return;
  drawText(surface, `${columns.length} of ${givenCount} logged steps`, {
    x: frame.aside.right,
    y: frame.plot.bottom + 12,
    align: "right",
    colour: "ink-tertiary",
  });
}

const LABEL_DROP = 10;
const LEADER_TOP = 18;
const MINIMUM_LABEL_GAP = 8;

/** From each column to its step on the time axis, which is true to time where the columns are not. */
function drawLeaders(surface: Surface, geometry: FilmGeometry): void {
  const { context } = surface;
  const { columns, tilesBottom, time, frame, pitch } = geometry;
  context.strokeStyle = colourOf(surface, "control");
  context.lineWidth = 1;
  context.setLineDash([]);
  context.beginPath();
  let freeFrom = Number.NEGATIVE_INFINITY;
  columns.forEach(({ step }, column) => {
    const x = frame.plot.left + (column + 0.5) * pitch;
    context.moveTo(x, tilesBottom + LEADER_TOP);
    context.lineTo(time.at(step), frame.plot.bottom);
    const label = formatPlaceShort(step, time.axis);
    const half = textWidth(surface, label) / 2;
    if (x - half < freeFrom) return;
    drawText(surface, label, { x, y: tilesBottom + LABEL_DROP, align: "center" });
    freeFrom = x + half + MINIMUM_LABEL_GAP;
  });
  context.stroke();
}

const OUTLINE_WIDTH = 2;
const OUTLINE_GAP = 1;

function drawMark(surface: Surface, geometry: FilmGeometry, at: CursorPlace): void {
  const { columns, rows, frame, time } = geometry;
  const column = nearestIndex(
    columns.map(({ step }) => step),
    at.step,
  );
  if (column < 0) return;
  const first = tileBox(geometry, column, 0);
  const last = tileBox(geometry, column, rows - 1);
  const outset = OUTLINE_GAP + OUTLINE_WIDTH / 2;
  const { context } = surface;
  context.strokeStyle = colourOf(surface, "ink", at.kind === "hover" ? 0.6 : 1);
  context.lineWidth = OUTLINE_WIDTH;
  context.setLineDash(at.kind === "hover" ? [4, 3] : []);
  const left = onPixel(surface, first.left - outset);
  const top = onPixel(surface, first.top - outset);
  const right = onPixel(surface, last.right + outset);
  context.strokeRect(left, top, right - left, onPixel(surface, last.bottom + outset) - top);
  context.setLineDash([]);
  if (at.kind === "end" || at.step < time.domain[0] || at.step > time.domain[1]) return;
  drawStepChip(surface, frame, { time, step: at.step, kind: at.kind });
}
