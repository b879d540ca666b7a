/** Where the logged steps of a tag stand on the page's axis. */
import { useMemo } from "react";
import { entriesRequest } from "../data/requests.ts";
import { useResource } from "../data/use-resource.ts";
import type { Scene } from "../run-page/scene.ts";
import { newestBranch } from "../time/film-columns.ts";

export interface StepPlaces {
  /** Increasing, without what a restart superseded. */
  readonly snapSteps: Float64Array;
  /** How many values are logged; null while it is not known. */
  readonly count: number | null;
  /** Of an entry; null while it is not known. */
  readonly placeOf: (entry: number) => number | null;
  /** When an entry was logged; 0 while it is not known. */
  readonly stampOf: (entry: number) => number;
}

export function useStepPlaces({ run, placesOf }: Scene, tag: string): StepPlaces {
  const { data } = useResource(entriesRequest(run, tag));
  return useMemo(() => {
    const places = data === null ? new Float64Array(0) : placesOf(data);
    const branch = newestBranch(places);
    return {
      snapSteps: Float64Array.from(branch, ({ step }) => step),
      count: data === null ? null : branch.length,
      placeOf: (entry) => places[entry] ?? null,
      stampOf: (entry) => data?.wallTimes[entry] ?? 0,
    };
  }, [data, placesOf]);
}
