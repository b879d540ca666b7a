/** Geometry of a film strip: images of the same noise in rows, steps in columns, tied to the time axis below. */
import { type Box, type Frame, frameOf, gutters, isCompact, type TimeScale, timeScale } from "./frame.ts";
import { nearestIndex } from "./nearest-step.ts";
import type { ImageColumn, StepRange } from "./props.ts";
import { enlarged, type PictureSize } from "./tile-size.ts";

/** CSS pixels from one column to the next: room for digits of 28 pixels twice enlarged. */
const COLUMN_PITCH = 60;
const COLUMN_PITCH_COMPACT = 40;
/** All rows together grow no higher than this, unless columns leave them no other room. */
const TALLEST = 360;
/** A picture wider than a column's usual pitch gets columns of its own width, up to this. */
const WIDEST_TILE = 240;
const TILE_GAP = 4;
/** Digits of 28 pixels twice enlarged, two to a row. */
const SMALL_REAL_TILE = 56;
/** A mosaic of real samples beside a strip of low pictures. */
const LEAST_REAL_TILE = 96;
/** Above the tiles, for the word over the real samples. */
const HEAD = 16;
/** Below the tiles: their steps, then lines to where those lie on the time axis. */
const STEP_LABELS = 16;
const LEADERS = 16;

export interface FilmGeometry {
  readonly frame: Frame;
  readonly time: TimeScale;
  readonly columns: readonly ImageColumn[];
  /** How many columns were given. */
  readonly givenCount: number;
  readonly rows: number;
  /** CSS pixels. */
  readonly pitch: number;
  readonly tile: PictureSize;
  readonly tilesTop: number;
  readonly tilesBottom: number;
  /** Where real samples stand; none when the strip has none. */
  readonly realTiles: readonly Box[];
}

/** Columns that a film strip of this width can show side by side. */
export function filmColumnCount(width: number): number {
  return columnsOf(pitchAt(width), width);
}

function columnsOf(pitch: number, width: number): number {
  const { left, right } = gutters(width);
  return Math.max(2, Math.floor((width - left - right) / pitch));
}

function pitchAt(width: number): number {
  return isCompact(width) ? COLUMN_PITCH_COMPACT : COLUMN_PITCH;
}

/** Mosaics are hard to read below their own size. */
function roomFor(picture: PictureSize | null, width: number): number {
  const wanted = Math.min(WIDEST_TILE, picture?.width ?? 0) + TILE_GAP;
  return columnsOf(Math.max(pitchAt(width), wanted), width);
}

/** Small real samples stand several to a row; a mosaic takes the room beside the strip. */
function realRoom(picture: PictureSize | null, width: number, rowHeight: number): PictureSize {
  const isSmall = Math.max(picture?.width ?? 0, picture?.height ?? 0) <= SMALL_REAL_TILE;
  if (isSmall) return { width: SMALL_REAL_TILE, height: SMALL_REAL_TILE };
  const { right } = gutters(width);
  const widest = isCompact(width) ? WIDEST_TILE / 2 : right - 2 * TILE_GAP;
  return { width: widest, height: Math.max(rowHeight, LEAST_REAL_TILE) };
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
  /** A picture of the strip, and a real one, if any has arrived. */
  readonly picture: PictureSize | null;
  readonly realPicture: PictureSize | null;
}

export function filmGeometry(data: FilmData, width: number): FilmGeometry {
  const { columns, rows, domain, realCount, picture, realPicture } = data;
  const inSight = columns.filter(({ step }) => step >= domain.from && step <= domain.to);
  const room = roomFor(picture, width);
  const picked = evenlyPicked(inSight, room);
  const { left, right } = gutters(width);
  const plotWidth = Math.max(1, width - left - right);
  const pitch = plotWidth / Math.max(1, picked.length);
  const tallest = Math.max(pitchAt(width), TALLEST / rows) - TILE_GAP;
  // By all columns given, in sight or not, so that zooming does not resize the pictures.
  const usualPitch = plotWidth / Math.min(room, Math.max(1, columns.length));
  const widest = Math.max(1, Math.min(WIDEST_TILE, usualPitch - TILE_GAP));
  const tile = enlarged(picture, { width: widest, height: tallest });
  const tilesHeight = rows * (tile.height + TILE_GAP);
  const realTile = enlarged(realPicture, realRoom(realPicture, width, tilesHeight / rows - TILE_GAP));
  const hasRealRow = isCompact(width) && realCount > 0;
  const frame = frameOf(width, {
    head: HEAD,
    plot: Math.max(tilesHeight + STEP_LABELS + LEADERS, hasRealRow || realCount === 0 ? 0 : realTile.height),
    foot: hasRealRow ? HEAD + realTile.height : 0,
  });
  const geometry = {
    frame,
    time: timeScale(domain, frame.plot),
    columns: picked,
    givenCount: inSight.length,
    rows,
    pitch,
    tile,
    tilesTop: frame.plot.top,
    tilesBottom: frame.plot.top + tilesHeight - TILE_GAP,
  };
  return { ...geometry, realTiles: realTiles(geometry, realTile, realCount) };
}

export function tileBox({ frame, pitch, tile }: FilmGeometry, column: number, row: number): Box {
  const middle = frame.plot.left + (column + 0.5) * pitch;
  const top = frame.plot.top + row * (tile.height + TILE_GAP);
  return { left: middle - tile.width / 2, right: middle + tile.width / 2, top, bottom: top + tile.height };
}

/** Index of the column at a pixel. */
export function columnUnder({ frame, pitch, columns }: FilmGeometry, x: number): number {
  return Math.min(columns.length - 1, Math.max(0, Math.floor((x - frame.plot.left) / pitch)));
}

/** Beside the strip, row by row; below it where the figure is compact. */
function realTiles(geometry: Omit<FilmGeometry, "realTiles">, tile: PictureSize, count: number): Box[] {
  const { frame, tilesBottom, tilesTop } = geometry;
  const pitch = { x: tile.width + TILE_GAP, y: tile.height + TILE_GAP };
  const { aside } = frame;
  const origin =
    aside === null
      ? { left: frame.plot.left, top: frame.height - tile.height }
      : { left: aside.left, top: frame.plot.top };
  const perRow = Math.max(1, Math.floor((frame.width - origin.left + TILE_GAP) / pitch.x));
  const rowCount =
    aside === null ? 1 : Math.max(1, Math.floor((tilesBottom - tilesTop + TILE_GAP) / pitch.y));
  return Array.from({ length: Math.min(count, perRow * rowCount) }, (_, i) => {
    const left = origin.left + (i % perRow) * pitch.x;
    const top = origin.top + Math.floor(i / perRow) * pitch.y;
    return { left, right: left + tile.width, top, bottom: top + tile.height };
  });
}
