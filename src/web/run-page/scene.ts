/** What every figure of a run's page shares: the run, the axis, the visible places on it, and the one cursor. */
import { useMemo, useRef, useState } from "react";
import type { RunResponse } from "../../api/index.ts";
import type { Axis } from "../../model/index.ts";
import type { StepRange } from "../address/address.ts";
import { address, useAddress } from "../address/address-store.ts";
import type { TimeCursor } from "../figures/index.ts";
import { cursorInAddress } from "../time/time-cursor.ts";
import { axisExtent, roundedRange } from "../time/visible-steps.ts";
import { type PlacesOf, usePlaces } from "./use-places.ts";

export interface Scene {
  readonly run: string;
  readonly axis: Axis;
  /** Weight of the past in smoothed lines. */
  readonly smoothing: number;
  /** Every place of the run. */
  readonly extent: StepRange;
  /** The visible places. */
  readonly domain: StepRange & { readonly axis: Axis };
  /** As asked for; null: the whole run, growing with it. */
  readonly zoom: StepRange | null;
  readonly cursor: TimeCursor;
  readonly onZoom: (range: StepRange | null) => void;
  /** Where things logged at these steps and times stand on the axis. */
  readonly placesOf: PlacesOf;
}

export function useScene(response: RunResponse): Scene {
  const zoom = useAddress("range");
  const axis = useAddress("axis");
  const smoothing = useAddress("smoothing");
  const { from, to } = axisExtent(axis, response);
  const placesOf = usePlaces(response, axis);
  const newest = useRef<number | null>(null);
  newest.current = zoom === null ? to : null;
  // One for the page's life: figures keep their hover and their subscriptions by it.
  const [cursor] = useState(() => cursorInAddress(address, () => newest.current));
  const { run } = response;
  return useMemo(() => {
    const extent = { from, to };
    const domain = { ...(zoom ?? extent), axis };
    return { run, axis, smoothing, extent, domain, zoom, cursor, onZoom, placesOf };
  }, [run, axis, smoothing, from, to, zoom, cursor, placesOf]);
}

function onZoom(range: StepRange | null): void {
  address.change({ range: range === null ? null : roundedRange(range) }, "push");
}
