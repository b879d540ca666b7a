/** Geometry of a film strip: images of the same noise in rows, steps in columns, tied to the time axis below. */
import { type Box, type Frame, frameOf, gutters, isCompact, timeScale } from "./frame.ts";
import { nearestIndex } from "./nearest-step.ts";
import type { ImageColumn, StepRange } from "./props.ts";
import type { Scale } from "./scale.ts";

/** CSS pixels from one column to the next: room for digits of 28 pixels twice enlarged. */
const COLUMN_PITCH = 60;
const COLUMN_PITCH_COMPACT = 40;
const LARGEST_TILE = 56;
const TILE_GAP = 4;
/** Above the tiles, for the word over the real samples. */
const HEAD = 16;
/** Below the tiles: their steps, then lines to where those lie on the time axis. */
const STEP_LABELS = 16;
const LEADERS = 16;

export interface FilmGeometry {
  readonly frame: Frame;
  readonly time: Scale;
  readonly columns: readonly ImageColumn[];
  /** How many columns were given. */
  readonly givenCount: number;
  readonly rows: number;
  /** CSS pixels. */
  readonly pitch: number;
  readonly tile: number;
  readonly tilesTop: number;
  readonly tilesBottom: number;
  /** Where real samples stand; none when the strip has none. */
  readonly realTiles: readonly Box[];
}

/** Columns that a film strip of this width can show side by side. */
export function filmColumnCount(width: number): number {
  const { left, right } = gutters(width);
  const pitch = isCompact(width) ? COLUMN_PITCH_COMPACT : COLUMN_PITCH;
  return Math.max(2, Math.floor((width - left - right) / pitch));
}

/** At most `count` columns, even in step, the first and the last among them. */
export function evenlyPicked(columns: readonly ImageColumn[], count: number): ImageColumn[] {
  if (columns.length <= count) return [...columns];
  const steps = columns.map(({ step }) => step);
  const first = steps[0] ?? 0;
  const last = steps[steps.length - 1] ?? first;
  const picked = new Set<number>();
  for (let i = 0; i < count; i++) picked.add(nearestIndex(steps, first + ((last - first) * i) / (count - 1)));
  return columns.filter((_, i) => picked.has(i));
}

interface FilmData {
  readonly columns: readonly ImageColumn[];
  readonly rows: number;
  readonly domain: StepRange;
  readonly realCount: number;
}

export function filmGeometry({ columns, rows, domain, realCount }: FilmData, width: number): FilmGeometry {
  const inSight = columns.filter(({ step }) => step >= domain.from && step <= domain.to);
  const room = filmColumnCount(width);
  const picked = evenlyPicked(inSight, room);
  const { left, right } = gutters(width);
  const plotWidth = Math.max(1, width - left - right);
  const tile = Math.min(LARGEST_TILE, plotWidth / room - TILE_GAP);
  const tilesHeight = rows * (tile + TILE_GAP);
  const hasRealRow = isCompact(width) && realCount > 0;
  const frame = frameOf(width, {
    head: HEAD,
    plot: tilesHeight + STEP_LABELS + LEADERS,
    foot: hasRealRow ? HEAD + tile : 0,
  });
  const geometry = {
    frame,
    time: timeScale(domain, frame.plot),
    columns: picked,
    givenCount: inSight.length,
    rows,
    pitch: plotWidth / Math.max(1, picked.length),
    tile,
    tilesTop: frame.plot.top,
    tilesBottom: frame.plot.top + tilesHeight - TILE_GAP,
  };
  return { ...geometry, realTiles: realTiles(geometry, realCount) };
}

export function tileBox({ frame, pitch, tile }: FilmGeometry, column: number, row: number): Box {
  const middle = frame.plot.left + (column + 0.5) * pitch;
  const top = frame.plot.top + row * (tile + TILE_GAP);
  return { left: middle - tile / 2, right: middle + tile / 2, top, bottom: top + tile };
}

/** Index of the column at a pixel. */
export function columnUnder({ frame, pitch, columns }: FilmGeometry, x: number): number {
  return Math.min(columns.length - 1, Math.max(0, Math.floor((x - frame.plot.left) / pitch)));
}

/** Beside the strip, row by row; below it where the figure is compact. */
function realTiles(geometry: Omit<FilmGeometry, "realTiles">, count: number): Box[] {
  const { frame, tile, rows } = geometry;
  const pitch = tile + TILE_GAP;
  const { aside } = frame;
  const origin =
    aside === null
      ? { left: frame.plot.left, top: frame.height - tile }
      : { left: aside.left, top: frame.plot.top };
  const perRow = Math.max(1, Math.floor((frame.width - origin.left + TILE_GAP) / pitch));
  const rowCount = aside === null ? 1 : rows;
  return Array.from({ length: Math.min(count, perRow * rowCount) }, (_, i) => {
    const left = origin.left + (i % perRow) * pitch;
    const top = origin.top + Math.floor(i / perRow) * pitch;
    return { left, right: left + tile, top, bottom: top + tile };
  });
}
