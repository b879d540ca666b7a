/** Shows the images of any tag through time. */
import type { ReactElement } from "react";
import { EmptyFigure } from "./empty-figure.tsx";
import type { ImageStripProps } from "./props.ts";

export function ImageStrip(props: ImageStripProps): ReactElement {
  return <EmptyFigure height={216} status={props.status} missing={props.missing} />;
}
