/** Shows every layer's gradient norm through time, spikes kept. */
import { type ReactElement, useCallback } from "react";
import { CanvasFigure } from "./canvas-figure.tsx";
import { drawLayers } from "./layer-draw.ts";
import { type LayerData, layerGeometry, layerNameAt } from "./layer-plan.ts";
import { drawLayerReadout, drawProfile, layerReadout } from "./layer-readout.ts";
import type { FigurePlan } from "./plan.ts";
import type { LayerHeatmapProps } from "./props.ts";

export function LayerHeatmap(props: LayerHeatmapProps): ReactElement {
  const { layers, mode, domain, player } = props;
  const planAt = useCallback(
    (width: number) => layerPlan({ layers, mode, domain, player }, width),
    [layers, mode, domain, player],
  );
  const isEmpty = layers.every(({ view }) => view === null || view.segments.length === 0);
  const name = `Gradient norms, ${player}`;
  return <CanvasFigure figure={props} defaultName={name} isEmpty={isEmpty} planAt={planAt} />;
}

function layerPlan(data: LayerData, width: number): FigurePlan {
  const geometry = layerGeometry(data, width);
  return {
    frame: geometry.frame,
    time: geometry.time,
    isFilled: true,
    titleAt: (x, y) => (x < geometry.frame.plot.left ? layerNameAt(geometry, y) : ""),
    draw: (surface) => drawLayers(surface, geometry, data.mode),
    drawReadout: (surface, { step }) => {
      drawLayerReadout(surface, geometry, step);
      drawProfile(surface, geometry, { step, mode: data.mode, player: data.player });
    },
    readout: (step) => layerReadout(geometry, step),
    summary: () =>
      `Heat map of ${geometry.rows.length} layers in forward order, ${
        data.mode === "relative" ? "each against its own median" : "absolute"
      }`,
  };
}
