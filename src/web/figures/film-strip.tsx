/** Shows the same noise through training, so that what changed is the generator. */
import { type ReactElement, useCallback } from "react";
import { CanvasFigure } from "./canvas-figure.tsx";
import { filmPlan } from "./film-draw.ts";
import type { FilmStripProps } from "./props.ts";

export function FilmStrip(props: FilmStripProps): ReactElement {
  const { columns, rows, image, version, real, domain } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that `image` would answer differently
  const planAt = useCallback(
    (width: number) => filmPlan({ columns, rows, image, real, domain, rowName: "z" }, width),
    [columns, rows, image, version, real, domain],
  );
  const name = "Samples from the same noise";
  return <CanvasFigure figure={props} defaultName={name} isEmpty={columns.length === 0} planAt={planAt} />;
}
