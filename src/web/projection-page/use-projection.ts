/** The life of one projection on the page: asked for, watched, stopped, begun again. */
import { useCallback, useEffect, useState } from "react";
import { type ErrorResponse, type ProjectionRequest, projectionUrl } from "../../api/index.ts";
import { explanationOf } from "../data/ask.ts";
import { type ProjectionNews, projectionNews } from "../data/projection-stream.ts";

export type ProjectionState =
  | Exclude<ProjectionNews, { kind: "failed" }>
  | { readonly kind: "failed"; readonly error: ErrorResponse }
  | { readonly kind: "stopped" };

export interface ProjectionLife {
  readonly state: ProjectionState;
  /** Ends the work, unless others wait for it. */
  readonly stop: () => void;
  readonly again: () => void;
}

export function useProjection(request: ProjectionRequest): ProjectionLife {
  const [state, setState] = useState<ProjectionState>({ kind: "waiting" });
  const [attempt, setAttempt] = useState(0);
  const [flight, setFlight] = useState<AbortController | null>(null);
  const key = projectionUrl(request);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the request, `attempt` for asking again
  useEffect(() => {
    const stopping = new AbortController();
    setFlight(stopping);
    void follow(request, stopping.signal, setState);
    return () => stopping.abort();
  }, [key, attempt]);
  const stop = useCallback(() => {
    flight?.abort();
    setState({ kind: "stopped" });
  }, [flight]);
  const again = useCallback(() => setAttempt((count) => count + 1), []);
  return { state, stop, again };
}

async function follow(
  request: ProjectionRequest,
  signal: AbortSignal,
  tell: (state: ProjectionState) => void,
): Promise<void> {
  tell({ kind: "waiting" });
  try {
    for await (const news of projectionNews(request, signal)) {
      if (signal.aborted) return;
      tell(news);
    }
  } catch (failure) {
    if (!signal.aborted) tell({ kind: "failed", error: explanationOf(failure) });
  }
}
