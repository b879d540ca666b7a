/** Shows one histogram tag through time. */
import { type ReactElement, useCallback } from "react";
import { CanvasFigure } from "./canvas-figure.tsx";
import { histogramPlan } from "./histogram-plan.ts";
import type { HistogramHeatmapProps, HistogramSeries } from "./props.ts";

const NO_HISTOGRAMS: HistogramSeries = {
  steps: new Float64Array(0),
  edges: new Float64Array(0),
  counts: new Float64Array(0),
};

export function HistogramHeatmap(props: HistogramHeatmapProps): ReactElement {
  const { histogram, unit = "", domain } = props;
  const planAt = useCallback(
    (width: number) => histogramPlan({ histogram: histogram ?? NO_HISTOGRAMS, unit, domain }, width),
    [histogram, unit, domain],
  );
  const isEmpty = histogram === null || histogram.steps.length === 0;
  return <CanvasFigure figure={props} defaultName="Histograms" isEmpty={isEmpty} planAt={planAt} />;
}
