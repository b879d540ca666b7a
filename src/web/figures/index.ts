/** The figures of the page: each draws columns on a canvas and shares the page's time cursor. */
export { filmColumnCount } from "./film-plan.ts";
export { FilmStrip } from "./film-strip.tsx";
export { HistogramHeatmap } from "./histogram-heatmap.tsx";
export { ImageStrip } from "./image-strip.tsx";
export { LayerHeatmap } from "./layer-heatmap.tsx";
export { LineChart } from "./line-chart.tsx";
export { OutputsHeatmap } from "./outputs-heatmap.tsx";
export type {
  FigureStatus,
  ImageColumn,
  ImageSource,
  Level,
  LineSeries,
  Missing,
  ScatterPoint,
  Stretch,
  TimeCursor,
} from "./props.ts";
export { SampleGrid } from "./sample-grid.tsx";
export { Scatter } from "./scatter.tsx";
export { TimeBar } from "./time-bar.tsx";
