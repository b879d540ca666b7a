/** Shows one histogram tag through time. */
import type { ReactElement } from "react";
import { EmptyFigure } from "./empty-figure.tsx";
import type { HistogramHeatmapProps } from "./props.ts";

export function HistogramHeatmap(props: HistogramHeatmapProps): ReactElement {
  return <EmptyFigure height={176} status={props.status} missing={props.missing} />;
}
