/** Shows all fixed-noise samples of one step beside real ones. */
import { type ReactElement, useCallback } from "react";
import { CanvasFigure } from "./canvas-figure.tsx";
import type { SampleGridProps } from "./props.ts";
import { sampleGridPlan } from "./sample-grid-plan.ts";

/** Enough to see a missing class of ten. */
const DEFAULT_COUNT = 64;

export function SampleGrid(props: SampleGridProps): ReactElement {
  const { columns, image, version, real, count = DEFAULT_COUNT, domain } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that `image` would answer differently
  const planAt = useCallback(
    (width: number) => sampleGridPlan({ columns, image, real, count, domain }, width),
    [columns, image, version, real, count, domain],
  );
  const isEmpty = columns.length === 0;
  return <CanvasFigure figure={props} defaultName="Samples at one step" isEmpty={isEmpty} planAt={planAt} />;
}
