/** What a component knows of something the server holds: three phases, and never a blank while refreshing. */
import type { ErrorResponse } from "../../api/index.ts";

export type Resource<T> =
  | { readonly state: "loading"; readonly data: null }
  | { readonly state: "ready"; readonly data: T }
  /** `data` is the last that was read, if any ever was. */
  | { readonly state: "failed"; readonly data: T | null; readonly error: ErrorResponse };

export const LOADING: Resource<never> = { state: "loading", data: null };

/** Asks the server for one relative URL; rejects with `AnswerError`. */
export type Ask = (url: string, signal: AbortSignal) => Promise<Response>;

export interface ResourceRequest<T> {
  /** Equal keys mean equal answers. */
  readonly key: string;
  /** Where nothing is shown yet, `arrived` may be told of the beginning of a long answer. */
  readonly load: (ask: Ask, signal: AbortSignal, arrived: (beginning: T) => void) => Promise<T>;
  /** The changes that make an answer stale. */
  readonly concerns: Concern;
  /** Between two fetches on average; not given: a quarter of a second. */
  readonly minimumIntervalMilliseconds?: number;
}

export type Concern =
  | { readonly what: "every run" }
  | { readonly what: "run"; readonly run: string }
  | { readonly what: "tags"; readonly run: string; readonly tags: ReadonlySet<string> }
  | { readonly what: "tag of runs"; readonly runs: ReadonlySet<string>; readonly tag: string }
  | { readonly what: "nothing" };

export type ChangedRuns = readonly { readonly run: string; readonly tags: readonly string[] }[];

export function isConcerned(concern: Concern, changes: ChangedRuns): boolean {
  switch (concern.what) {
    case "nothing":
      return false;
    case "every run":
      return changes.length > 0;
    case "run":
      return changes.some(({ run }) => run === concern.run);
    case "tag of runs":
      return changes.some(({ run, tags }) => concern.runs.has(run) && tags.includes(concern.tag));
    case "tags":
      return changes.some(
        ({ run, tags }) => run === concern.run && tags.some((tag) => concern.tags.has(tag)),
      );
  }
}
