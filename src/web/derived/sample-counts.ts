/** From how many samples an estimate was made, in words. */
import type { SeriesView } from "../../model/index.ts";
import { whole } from "../words/numbers.ts";

/** "n 512 real, 64–512 generated"; "" while nothing is known. */
export function sampleCountWords(real: SeriesView | null, fake: SeriesView | null): string {
  const parts = [
    [countWords(real), "real"],
    [countWords(fake), "generated"],
  ].flatMap(([words, side]) => (words === "" ? [] : [`${words} ${side}`]));
  return parts.length === 0 ? "" : `n ${parts.join(", ")}`;
}

function countWords(view: SeriesView | null): string {
  const [low, high] = viewRange(view);
  if (low > high) return "";
  return low === high ? whole(low) : `${whole(low)}–${whole(high)}`;
}

/** Least and greatest value of the whole view; the first above the second where there is none. */
export function viewRange(view: SeriesView | null): readonly [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { mins, maxs } of view?.segments ?? []) {
    for (const value of mins) if (value < low) low = value;
    for (const value of maxs) if (value > high) high = value;
  }
  return [low, high];
}
