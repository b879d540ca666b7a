/** The entry of a tag at or before the cursor: what was newest at that step. */
import { useMemo, useSyncExternalStore } from "react";
import { entriesRequest } from "../data/requests.ts";
import { useResource } from "../data/use-resource.ts";
import type { ImageColumn } from "../figures/index.ts";
import type { Scene } from "../run-page/scene.ts";
import { newestBranch } from "../time/film-columns.ts";

/** null: not looked at yet, or nothing logged by then. */
export function useEntryAtCursor(scene: Scene, tag: string, isVisible: boolean): ImageColumn | null {
  const entries = useResource(isVisible ? entriesRequest(scene.run, tag) : null);
  const columns = useMemo(() => newestBranch(entries.data?.steps ?? []), [entries.data]);
  const step = useSyncExternalStore(scene.cursor.subscribe, scene.cursor.step) ?? scene.domain.to;
  return entryAt(columns, step);
}

/** The last column at or before `step`; the first where all are later; null where there is none. */
export function entryAt(columns: readonly ImageColumn[], step: number): ImageColumn | null {
  return columns.findLast((column) => column.step <= step) ?? columns[0] ?? null;
}
