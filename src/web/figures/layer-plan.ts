/** Geometry and colour range of the layer heat map. */
import { type Frame, frameOf, keyHead, type TimeScale, timeScale } from "./frame.ts";
import { type LayerField, layerField } from "./layer-field.ts";
import type { Layer, LayerHeatmapProps } from "./props.ts";

export type LayerData = Pick<LayerHeatmapProps, "layers" | "mode" | "domain" | "player">;

export interface DrawnLayer {
  readonly layer: Layer;
  readonly field: LayerField;
}

export interface LayerGeometry {
  readonly frame: Frame;
  readonly time: TimeScale;
  readonly rows: readonly DrawnLayer[];
  readonly rowHeight: number;
  /** log10 at the two ends of the colours; `relative`: of norm ÷ median, symmetric about 0. */
  readonly range: readonly [low: number, high: number];
  /** Cells that lie beyond the colours' ends, which the key marks with ≤ and ≥. */
  readonly hasBelow: boolean;
  readonly hasAbove: boolean;
}

/** CSS pixels; fewer layers get higher rows, down to one that still shows. */
const ROW_HEIGHTS = [
  { upTo: 6, height: 28 },
  { upTo: 12, height: 20 },
  { upTo: 24, height: 16 },
  { upTo: Number.POSITIVE_INFINITY, height: 10 },
] as const;

/** Two decades either way tell vanishing and exploding; wider colours would drown everything smaller. */
const WIDEST_RELATIVE = 2;
const NARROWEST_RELATIVE = 0.5;

export function rowHeightFor(layerCount: number): number {
  return ROW_HEIGHTS.find(({ upTo }) => layerCount <= upTo)?.height ?? ROW_HEIGHTS[0].height;
}

export function layerGeometry(data: LayerData, width: number): LayerGeometry {
  const { layers, mode, domain } = data;
  const rowHeight = rowHeightFor(layers.length);
  const frame = frameOf(width, {
    head: keyHead(width),
    plot: rowHeight * Math.max(SHORTEST_ROWS, layers.length),
  });
  const time = timeScale(domain, frame.plot);
  const pixelCount = Math.round(frame.plot.right) - Math.round(frame.plot.left);
  const request = { time, left: Math.round(frame.plot.left), pixelCount, mode };
  const rows = layers.map((layer) => ({
    layer,
    field:
      layer.view === null
        ? { cells: new Float64Array(pixelCount).fill(Number.NaN), medianLog: Number.NaN }
        : layerField(layer.view, request),
  }));
  return { frame, time, rows, rowHeight, ...colourRange(rows, mode) };
}

/** Name of the row at a pixel, for names that are shortened in the gutter. */
export function layerNameAt({ frame, rows, rowHeight }: LayerGeometry, y: number): string {
  return rows[Math.floor((y - frame.plot.top) / rowHeight)]?.layer.name ?? "";
}

/** A figure without layers keeps the height of this many, for its message. */
const SHORTEST_ROWS = 3;

/** What a cell is coloured by. */
export function colouredValue({ medianLog }: LayerField, cell: number, mode: LayerData["mode"]): number {
  return mode === "relative" ? cell - medianLog : cell;
}

function colourRange(
  rows: readonly DrawnLayer[],
  mode: LayerData["mode"],
): Pick<LayerGeometry, "range" | "hasBelow" | "hasAbove"> {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { field } of rows) {
    for (const cell of field.cells) {
      if (!Number.isFinite(cell)) continue;
      const value = colouredValue(field, cell, mode);
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (low > high) return { range: [-1, 1], hasBelow: false, hasAbove: false };
  if (mode === "absolute")
    return { range: low < high ? [low, high] : [low - 1, high + 1], hasBelow: false, hasAbove: false };
  const reach = Math.min(WIDEST_RELATIVE, Math.max(NARROWEST_RELATIVE, -low, high));
  return { range: [-reach, reach], hasBelow: low < -reach, hasAbove: high > reach };
}
