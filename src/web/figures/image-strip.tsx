/** Shows the images of any tag through time. */
import { type ReactElement, useCallback } from "react";
import { CanvasFigure } from "./canvas-figure.tsx";
import { filmPlan } from "./film-draw.ts";
import type { ImageStripProps } from "./props.ts";

const NO_REAL_SAMPLES: readonly ImageBitmap[] = [];

export function ImageStrip(props: ImageStripProps): ReactElement {
  const { columns, rows, image, version, domain } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that `image` would answer differently
  const planAt = useCallback(
    (width: number) =>
      filmPlan({ columns, rows, image, real: NO_REAL_SAMPLES, domain, rowName: "image" }, width),
    [columns, rows, image, version, domain],
  );
  return <CanvasFigure figure={props} defaultName="Images" isEmpty={columns.length === 0} planAt={planAt} />;
}
