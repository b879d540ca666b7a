/** The entry of a tag at or before the cursor: what was newest at that step. */
import { useMemo, useSyncExternalStore } from "react";
import { entriesRequest } from "../data/requests.ts";
import { useResource } from "../data/use-resource.ts";
import type { ImageColumn } from "../figures/index.ts";
import type { Scene } from "../run-page/scene.ts";
import { columnAtStep, newestBranch } from "../time/film-columns.ts";

/** null: not looked at yet, or nothing logged by then. */
export function useEntryAtCursor(scene: Scene, tag: string, isVisible: boolean): ImageColumn | null {
  const entries = useResource(isVisible ? entriesRequest(scene.run, tag) : null);
  const { data } = entries;
  const { placesOf } = scene;
  const columns = useMemo(() => newestBranch(data === null ? [] : placesOf(data)), [data, placesOf]);
  const step = useSyncExternalStore(scene.cursor.subscribe, scene.cursor.step) ?? scene.domain.to;
  return columnAtStep(columns, step);
}
