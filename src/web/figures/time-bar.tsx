/** The page's time axis: the cursor, playing through probes, and the visible range. */
import type { ReactElement } from "react";
import { EmptyFigure } from "./empty-figure.tsx";
import type { TimeBarProps } from "./props.ts";

export function TimeBar(props: TimeBarProps): ReactElement {
  return <EmptyFigure height={56} status={props.status} missing={props.missing} />;
}
