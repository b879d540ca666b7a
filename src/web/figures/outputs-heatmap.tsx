/** Shows what the discriminator says of real and generated samples through time. */
import { type ReactElement, useCallback } from "react";
import { formatStep } from "../../plots/index.ts";
import { CanvasFigure } from "./canvas-figure.tsx";
import { drawOutputs } from "./outputs-draw.ts";
import { type OutputsData, outputsGeometry } from "./outputs-plan.ts";
import { drawOutputsReadout, outputsReadout } from "./outputs-readout.ts";
import type { FigurePlan } from "./plan.ts";
import type { OutputsHeatmapProps } from "./props.ts";

const DEFAULT_UNIT = "logit";

export function OutputsHeatmap(props: OutputsHeatmapProps): ReactElement {
  const { real, fake, heldOut = null, unit = DEFAULT_UNIT, threshold = 0, domain } = props;
  const planAt = useCallback(
    (width: number) => outputsPlan({ real, fake, heldOut, unit, threshold, domain }, width),
    [real, fake, heldOut, unit, threshold, domain],
  );
  const isEmpty = [real, fake, heldOut].every(
    (histogram) => histogram === null || histogram.steps.length === 0,
  );
  return (
    <CanvasFigure figure={props} defaultName="Discriminator outputs" isEmpty={isEmpty} planAt={planAt} />
  );
}

function outputsPlan(data: OutputsData, width: number): FigurePlan {
  const geometry = outputsGeometry(data, width);
  return {
    frame: geometry.frame,
    time: geometry.time,
    isFilled: true,
    draw: (surface) => drawOutputs(surface, geometry, data),
    drawReadout: (surface, at) => drawOutputsReadout(surface, { geometry, data }, at.step),
    readout: (step) => outputsReadout(data, step),
    summary: () => {
      const count = Math.max(data.real?.steps.length ?? 0, data.fake?.steps.length ?? 0);
      return `Heat map of ${formatStep(count)} histograms a side, real above and generated mirrored below`;
    },
  };
}
