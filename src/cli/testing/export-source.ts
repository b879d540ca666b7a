/** A small real source for exports: one run of a memory store, with the series that a test names. */
import type { ScalarColumns } from "../../model/index.ts";
import { openMemoryStore } from "../../store/index.ts";
import type { ExportSource } from "../export-source.ts";
import { type Selection, selectRuns } from "../selection.ts";

export const EVERYTHING: Selection = { runs: [], tags: [], from: null, to: null };

export async function sourceOf(
  series: Readonly<Record<string, ScalarColumns>>,
  selection = EVERYTHING,
): Promise<ExportSource & { written(): number }> {
  const store = openMemoryStore();
  const tags = Object.entries(series).map(([tag, scalars]) => ({
    info: { tag, kind: "scalar" as const, plugin: "scalars", displayName: "", description: "" },
    scalars,
  }));
  const ended = { state: "at-record-boundary" } as const;
  const known = { resumeOffset: 1, recordCount: 1, ended, sessionStarts: [], fileVersion: "", writer: "" };
  const file = { path: "/logs/e.tfevents.1", identity: "1:1", sizeBytes: 1, dataLosses: [], ...known };
  await store.append({ run: 'a,"b"', file, batch: { tags, losses: [], ...known } });
  let written = 0;
  const wrote = (rowCount: number) => {
    written += rowCount;
  };
  const runs = await selectRuns(store, selection, "scalar");
  return { store, runs, selection, wrote, written: () => written };
}

/** As many points as make several pieces of text and several row groups. */
export function longSeries(length: number): ScalarColumns {
  return {
    steps: BigInt64Array.from({ length }, (_, i) => BigInt(i * 3)),
    wallTimes: Float64Array.from({ length }, (_, i) => i / 3),
    values: Float64Array.from({ length }, (_, i) => Math.sin(i)),
  };
}
