/** Draws scalar series with every extreme, gap and restart. */
import { type ReactElement, useCallback } from "react";
import { CanvasFigure } from "./canvas-figure.tsx";
import { drawLineChart } from "./line-chart-draw.ts";
import { type LineChartData, lineChartGeometry, snapStepsOf } from "./line-chart-plan.ts";
import { drawLineReadout, lineReadout } from "./line-chart-readout.ts";
import { lineSummary } from "./line-chart-summary.ts";
import type { FigurePlan } from "./plan.ts";
import type { LineChartProps } from "./props.ts";

export function LineChart(props: LineChartProps): ReactElement {
  const { series, levels, stretches, unit, yScale, yDomain, domain } = props;
  const planAt = useCallback(
    (width: number) =>
      lineChartPlan(
        {
          series,
          unit,
          domain,
          ...(levels && { levels }),
          ...(stretches && { stretches }),
          ...(yScale && { yScale }),
          ...(yDomain && { yDomain }),
        },
        width,
      ),
    [series, levels, stretches, unit, yScale, yDomain, domain],
  );
  const isEmpty = series.every(({ view }) => view === null || view.segments.length === 0);
  return <CanvasFigure figure={props} defaultName="Line chart" isEmpty={isEmpty} planAt={planAt} />;
}

function lineChartPlan(data: LineChartData, width: number): FigurePlan {
  const geometry = lineChartGeometry(data, width);
  const { unit } = data;
  let snapSteps: Float64Array | null = null;
  let pointerY: number | null = null;
  return {
    frame: geometry.frame,
    time: geometry.time,
    snapSteps: () => {
      snapSteps ??= snapStepsOf(geometry.drawn);
      return snapSteps;
    },
    ...(geometry.unlabelledCount > 0 && {
      pointAt: (y: number | null) => {
        pointerY = y;
      },
    }),
    draw: (surface) => drawLineChart(surface, geometry, unit),
    drawReadout: (surface, at) => drawLineReadout(surface, { geometry, unit, pointerY }, at),
    readout: (step) => lineReadout({ geometry, unit }, step),
    summary: () => lineSummary(geometry.drawn, unit),
  };
}
