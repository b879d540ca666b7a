/** What the charts of a comparison share: the axis, the visible places on it, and the one cursor. */
import { useMemo, useRef, useState } from "react";
import type { RunSummary, SharedTag } from "../../api/index.ts";
import type { StepRange } from "../address/address.ts";
import { address, useAddress } from "../address/address-store.ts";
import { cursorInAddress } from "../time/time-cursor.ts";
import { roundedRange } from "../time/visible-steps.ts";
import { extentOnAxis } from "./comparison-extent.ts";

export type Comparison = ReturnType<typeof useComparison>;

export function useComparison(runs: readonly RunSummary[], tags: readonly SharedTag[]) {
  const axis = useAddress("axis");
  const smoothing = useAddress("smoothing");
  const zoom = useAddress("range");
  const { from, to } = extentOnAxis(axis, runs, tags);
  const newest = useRef<number | null>(null);
  newest.current = zoom === null ? to : null;
  const [cursor] = useState(() => cursorInAddress(address, () => newest.current));
  return useMemo(() => {
    const extent = { from, to };
    return { axis, smoothing, extent, domain: { ...(zoom ?? extent), axis }, zoom, cursor, onZoom };
  }, [axis, smoothing, from, to, zoom, cursor]);
}

function onZoom(range: StepRange | null): void {
  address.change({ range: range === null ? null : roundedRange(range) }, "push");
}
