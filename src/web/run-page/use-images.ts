/** The pictures of an image set through time, whether one tag holds many or numbered tags hold one each. */
import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { EntriesColumns } from "../../api/index.ts";
import { imageFeed } from "../data/images.ts";
import { entriesRequest } from "../data/requests.ts";
import { useResource } from "../data/use-resource.ts";
import type { ImageColumn, ImageSource } from "../figures/index.ts";
import { newestBranch } from "../time/film-columns.ts";
import type { Scene } from "./scene.ts";

export interface SampleHistory {
  /** Every entry of the newest branch, in order of steps. */
  readonly columns: readonly ImageColumn[];
  /** Images an entry holds. */
  readonly count: number;
  readonly image: ImageSource;
  readonly version: number;
  /** Why pictures are missing; null: they are not, or are on their way. */
  readonly trouble: string | null;
  readonly isLoading: boolean;
}

const NO_TAGS: readonly string[] = [];

/** null tags: nothing logged, or not looked at yet. */
export function useSampleHistory(scene: Scene, tags: readonly string[] | null): SampleHistory {
  const { run } = scene;
  const names = tags ?? NO_TAGS;
  const key = names.join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the names, whose array is new each time
  const feeds = useMemo(() => names.map((tag) => imageFeed({ run, tag })), [run, key]);
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = feeds.map((feed) => feed.subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    [feeds],
  );
  const version = useSyncExternalStore(subscribe, () => feeds.reduce((sum, feed) => sum + feed.version, 0));
  const first = names[0];
  const entries = useResource(first === undefined ? null : entriesRequest(run, first));
  const { data } = entries;
  const stamps = data?.wallTimes;
  const image = useCallback<ImageSource>(
    (entry, index) => {
      const stamp = stamps?.[entry] ?? 0;
      return feeds.length > 1
        ? (feeds[index]?.image({ entry, index: 0, stamp }) ?? null)
        : (feeds[0]?.image({ entry, index, stamp }) ?? null);
    },
    [feeds, stamps],
  );
  const { placesOf } = scene;
  const columns = useMemo(() => newestBranch(data === null ? [] : placesOf(data)), [data, placesOf]);
  const trouble = feeds.map((feed) => feed.trouble).find((one) => one !== null) ?? null;
  const count = names.length > 1 ? names.length : itemCount(entries.data);
  return { columns, count, image, version, trouble, isLoading: entries.data === null };
}

function itemCount(entries: EntriesColumns | null): number {
  return entries?.itemCounts.at(-1) ?? 0;
}

/** The pictures of the newest entry that are here; asks for those that are not. */
export function newestImages(history: SampleHistory, count: number): readonly ImageBitmap[] {
  const entry = history.columns.at(-1)?.entry;
  if (entry === undefined) return [];
  const wanted = Math.min(count, history.count);
  return [...Array(wanted).keys()].flatMap((index) => history.image(entry, index) ?? []);
}
