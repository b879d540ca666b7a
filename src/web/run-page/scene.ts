/** What every figure of a run's page shares: the run, the visible steps, and the one cursor. */
import { useMemo, useRef, useState } from "react";
import type { RunResponse } from "../../api/index.ts";
import type { StepRange } from "../address/address.ts";
import { address, useAddress } from "../address/address-store.ts";
import type { TimeCursor } from "../figures/index.ts";
import { cursorInAddress } from "../time/time-cursor.ts";
import { extentOf, roundedRange } from "../time/visible-steps.ts";

export interface Scene {
  readonly run: string;
  /** Every step of the run. */
  readonly extent: StepRange;
  /** The visible steps. */
  readonly domain: StepRange;
  /** As asked for; null: the whole run, growing with it. */
  readonly zoom: StepRange | null;
  readonly cursor: TimeCursor;
  readonly onZoom: (range: StepRange | null) => void;
}

export function useScene(response: RunResponse): Scene {
  const zoom = useAddress("range");
  const { from, to } = extentOf(response.tags);
  const newest = useRef<number | null>(null);
  newest.current = zoom === null ? to : null;
  // One for the page's life: figures keep their hover and their subscriptions by it.
  const [cursor] = useState(() => cursorInAddress(address, () => newest.current));
  const { run } = response;
  return useMemo(() => {
    const extent = { from, to };
    return { run, extent, domain: zoom ?? extent, zoom, cursor, onZoom };
  }, [run, from, to, zoom, cursor]);
}

function onZoom(range: StepRange | null): void {
  address.change({ range: range === null ? null : roundedRange(range) }, "push");
}
