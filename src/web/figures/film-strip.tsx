/** Shows the same noise through training, so that what changed is the generator. */
import type { ReactElement } from "react";
import { EmptyFigure } from "./empty-figure.tsx";
import type { FilmStripProps } from "./props.ts";

export function FilmStrip(props: FilmStripProps): ReactElement {
  return <EmptyFigure height={216} status={props.status} missing={props.missing} />;
}
