/** What an exporting format is given, and the small things that all formats do alike. */
import type { ScalarColumns } from "../model/index.ts";
import type { Store } from "../store/index.ts";
import { rowsWithin, type SelectedRun, type Selection } from "./selection.ts";

export interface ExportSource {
  readonly store: Store;
  readonly runs: readonly SelectedRun[];
  readonly selection: Selection;
  /** To be told of rows as they are written. */
  readonly wrote: (rowCount: number) => void;
}

export interface SelectedSeries extends ScalarColumns {
  readonly run: string;
  readonly tag: string;
}

/** The scalar series of one run, one at a time. */
export async function* seriesOf(
  { store, selection }: ExportSource,
  { record, tags }: SelectedRun,
): AsyncGenerator<SelectedSeries> {
  const { run } = record;
  for (const { tag, kind } of tags) {
    if (kind !== "scalar") continue;
    yield { run, tag, ...rowsWithin(await store.scalars(run, tag), selection) };
  }
}

/** The shortest digits that read back as the same float64, the sign of zero included. */
export function numberText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}
