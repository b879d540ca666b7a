/** Lets a component look at what the server holds; looking is what keeps it up to date. */
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { type Connection, secondsNow } from "../words/age.ts";
import { feed, resources } from "./live-board.ts";
import { LOADING, type Resource, type ResourceRequest } from "./resource.ts";

/** null: nothing to ask yet. */
export function useResource<T>(request: ResourceRequest<T> | null): Resource<T> {
  const latest = useRef(request);
  latest.current = request;
  const key = request?.key ?? null;
  const subscribe = useCallback(
    (listener: () => void) => {
      const { current } = latest;
      return current === null || current.key !== key ? () => {} : resources.watch(current, listener);
    },
    [key],
  );
  return useSyncExternalStore(subscribe, () => (request === null ? LOADING : resources.read(request)));
}

/** As `useResource`, but while a new question is on its way the answer to the last one stays on screen. */
export function useSteadyResource<T>(request: ResourceRequest<T> | null): Resource<T> {
  const resource = useResource(request);
  const last = useRef<Resource<T>>(LOADING);
  if (resource.state !== "loading") last.current = resource;
  return resource.state === "loading" && last.current.data !== null ? last.current : resource;
}

export function retry(request: ResourceRequest<unknown>): void {
  resources.retry(request.key);
}

export function useConnection(): Connection {
  return useSyncExternalStore(feed.subscribe, () => feed.connection);
}

/** Seconds since the epoch, renewed every so often, for words such as "stale 42 s". */
export function useNow(everyMilliseconds: number): number {
  const [now, setNow] = useState(secondsNow);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(secondsNow()), everyMilliseconds);
    return () => window.clearInterval(timer);
  }, [everyMilliseconds]);
  return now;
}
