/** A histogram tag through time. */
import { useMemo } from "react";
import { histogramsRequest } from "../data/requests.ts";
import { retry, useSteadyResource } from "../data/use-resource.ts";
import { HistogramHeatmap } from "../figures/index.ts";
import { questionOf } from "../game-page/outputs-card.tsx";
import { figureStatus } from "../run-page/figure-status.ts";
import type { Scene } from "../run-page/scene.ts";
import { Unreadable } from "../run-page/unreadable.tsx";
import type { FigureBox } from "../run-page/use-figure-box.ts";
import { FailureLine } from "../shell/failure.tsx";

interface HistogramValuesProps {
  readonly tag: string;
  readonly scene: Scene;
  readonly box: FigureBox;
}

export function HistogramValues({ tag, scene, box }: HistogramValuesProps) {
  const canAsk = box.width !== null && box.isVisible;
  const request = canAsk ? histogramsRequest(questionOf(scene, tag, box.width ?? 0)) : null;
  const answer = useSteadyResource(request);
  const { data } = answer;
  const { placesOf } = scene;
  const placed = useMemo(() => (data === null ? null : { ...data, steps: placesOf(data) }), [data, placesOf]);
  const status = figureStatus(answer, true);
  return (
    <>
      {answer.state === "failed" && request !== null && (
        <FailureLine error={answer.error} onRetry={() => retry(request)} />
      )}
      {data !== null && (
        <Unreadable count={data.unreadable} total={data.steps.length + data.unreadable} what="histogram" />
      )}
      <HistogramHeatmap
        domain={scene.domain}
        cursor={scene.cursor}
        onZoom={scene.onZoom}
        name={tag}
        histogram={placed}
        {...(status === undefined ? {} : { status })}
      />
    </>
  );
}
