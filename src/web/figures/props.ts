/** The seam between the page and its figures: what every figure is given, and nothing of how it draws. */
import type { Axis, Player, SeriesView, Side } from "../../model/index.ts";

/** The one time cursor of the page; figures subscribe to it without React re-rendering. */
export interface TimeCursor {
  /** The step looked at; null: the last one of the visible range. */
  step(): number | null;
  setStep(step: number | null): void;
  /** Returns the function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

/** Both ends inclusive. */
export interface StepRange {
  readonly from: number;
  readonly to: number;
  /** What the range, the cursor and the data's steps are places on; not given: steps. */
  readonly axis?: Axis;
}

/** Said where a figure has nothing to draw: what is missing, and what to log so that it is there. */
export interface Missing {
  readonly what: string;
  readonly logThis: string;
}

/** Not given: the figure is ready, and `null` data means missing. */
export type FigureStatus =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly what: string };

export interface FigureProps {
  /** The visible steps, shared by all figures of the page. */
  readonly domain: StepRange;
  readonly cursor: TimeCursor;
  /** A drag over the plot asks for that range; a double click asks for everything: null. */
  readonly onZoom: (range: StepRange | null) => void;
  /** Increasing steps at which this figure has data; arrow keys go from one to the next. */
  readonly snapSteps?: Float64Array;
  readonly missing?: Missing;
  readonly status?: FigureStatus;
  /** What the figure is called in its spoken summary, such as "Losses"; a heading above it is the page's. */
  readonly name?: string;
}

export interface LineSeries {
  readonly label: string;
  readonly player?: Player;
  readonly side?: Side;
  /** A CSS colour without `var()`, for series that are neither a player's nor a side's. */
  readonly color?: string;
  /** Lengths of strokes and gaps, for such series; not given: solid. */
  readonly dash?: readonly number[];
  readonly view: SeriesView | null;
  /** Both ends of its interval, drawn as a band behind it. */
  readonly interval?: { readonly low: SeriesView; readonly high: SeriesView };
}

/** A reference value, drawn dotted across the plot and labelled. */
export interface Level {
  readonly value: number;
  readonly label: string;
  readonly player?: Player;
}

/** A stretch of steps that something is said of: an incident, or what a finding rests on. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  /** `bad` is confirmed, `warning` suspected, `past` over. */
  readonly kind: "bad" | "warning" | "past";
}

export interface LineChartProps extends FigureProps {
  /** Shaded behind the lines. */
  readonly stretches?: readonly Stretch[];
  readonly series: readonly LineSeries[];
  readonly levels?: readonly Level[];
  /** Such as "nats"; "%" writes values of 0–1 as per cent. */
  readonly unit: string;
  readonly yScale?: "linear" | "log";
  /** Always visible; data beyond it widens the axis, for nothing is clipped. */
  readonly yDomain?: readonly [low: number, high: number];
}

/** Histograms of one tag through time on one set of edges. */
export interface HistogramSeries {
  /** Increasing. */
  readonly steps: Float64Array;
  /** [binCount + 1], increasing. */
  readonly edges: Float64Array;
  /** [steps × binCount], row-major. */
  readonly counts: Float64Array;
}

export interface OutputsHeatmapProps extends FigureProps {
  readonly real: HistogramSeries | null;
  readonly fake: HistogramSeries | null;
  readonly heldOut?: HistogramSeries | null;
  /** Not given: "logit". */
  readonly unit?: string;
  /** Value at which the discriminator changes its mind; not given: 0. */
  readonly threshold?: number;
}

export interface HistogramHeatmapProps extends FigureProps {
  readonly histogram: HistogramSeries | null;
  readonly unit?: string;
}

export interface Layer {
  readonly name: string;
  /** Norms as logged, not their logarithms. */
  readonly view: SeriesView | null;
}

export interface LayerHeatmapProps extends FigureProps {
  readonly player: Player;
  /** In forward order. */
  readonly layers: readonly Layer[];
  /** `relative`: each layer against its own median. */
  readonly mode: "absolute" | "relative";
}

/** Row `entry` of an image tag, logged at `step`. */
export interface ImageColumn {
  readonly step: number;
  readonly entry: number;
}

/** Returns the bitmap, or null and begins to fetch it; `version` grows when more have arrived. */
export type ImageSource = (entry: number, index: number) => ImageBitmap | null;

export interface ImageStripProps extends FigureProps {
  /** Increasing steps. As many as fit are shown, even in step, first and last included. */
  readonly columns: readonly ImageColumn[];
  /** Images of each entry shown, one a row. */
  readonly rows: number;
  readonly image: ImageSource;
  readonly version: number;
}

export interface FilmStripProps extends ImageStripProps {
  /** Real samples for comparison, drawn beside the strip. */
  readonly real: readonly ImageBitmap[];
}

export interface SampleGridProps extends FigureProps {
  /** Every probe with images, increasing; the one at or before the cursor is shown. */
  readonly columns: readonly ImageColumn[];
  readonly image: ImageSource;
  readonly version: number;
  readonly real: readonly ImageBitmap[];
  /** Images a side holds; not given: 64. */
  readonly count?: number;
}

/** One point of a scatter; generated ones are of the step looked at. */
export interface ScatterPoint {
  readonly side: "real" | "fake";
  readonly index: number;
}

export interface ScatterProps extends FigureProps {
  /** x, y by turns; the same at every step. */
  readonly realPositions: Float64Array;
  /** One column a step, of as many points each. */
  readonly generatedPositions: readonly Float64Array[];
  /** Where the steps stand on the page's axis, increasing. */
  readonly places: Float64Array;
  /** Draws where generated points come from; right where row i is of one noise. */
  readonly hasTrails: boolean;
  readonly selected: ScatterPoint | null;
  readonly onSelect: (point: ScatterPoint | null) => void;
}

export interface TimeBarProps extends FigureProps {
  /** Every step of the run, of which `domain` is the visible part. */
  readonly extent: StepRange;
  /** One lane each above the rail. */
  readonly incidents?: readonly Stretch[];
}
