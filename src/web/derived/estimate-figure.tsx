/** One derived metric through time: its value, its interval as a band, and what chance alone would give. */
import { useEffect, useMemo } from "react";
import { ESTIMATE_PARTS, type SeriesView } from "../../model/index.ts";
import { seriesRequest } from "../data/requests.ts";
import { retry, useSteadyResource } from "../data/use-resource.ts";
import { type Level, LineChart, type LineSeries } from "../figures/index.ts";
import { figureStatus } from "../run-page/figure-status.ts";
import { drawnAs } from "../run-page/scalar-figure.tsx";
import type { Scene } from "../run-page/scene.ts";
import type { FigureBox } from "../run-page/use-figure-box.ts";
import { FailureLine } from "../shell/failure.tsx";
import { windowOf } from "../time/visible-steps.ts";
import { type EstimateSeries, identityOf, partTag } from "./estimates.ts";
import { sampleCountWords, viewRange } from "./sample-counts.ts";

interface EstimateFigureProps {
  readonly estimate: EstimateSeries;
  readonly scene: Scene;
  readonly box: FigureBox;
  /** Told how many samples it was made from, once that is known. */
  readonly onCounts: (words: string) => void;
}

const DOTTED = [2, 3];
/** Shares are read more easily in per cent. */
const UNITS: Readonly<Record<string, string>> = { share: "%", probability: "", "ratio to real": "" };

export function EstimateFigure({ estimate, scene, box, onCounts }: EstimateFigureProps) {
  const tags = ESTIMATE_PARTS.flatMap((part) => partTag(estimate, part) ?? []);
  const canAsk = box.width !== null && box.isVisible;
  const request = canAsk
    ? seriesRequest({ run: scene.run, tags, ...drawnAs(scene), ...windowOf(scene.zoom, box.width ?? 0) })
    : null;
  const answer = useSteadyResource(request);
  const drawn = useMemo(() => drawnOf(estimate, answer.data ?? []), [estimate, answer.data]);
  const { counts } = drawn;
  useEffect(() => onCounts(counts), [counts, onCounts]);
  const status = figureStatus(answer, true);
  const unit = estimate.provenance?.unit ?? "";
  return (
    <>
      {answer.state === "failed" && request !== null && (
        <FailureLine error={answer.error} onRetry={() => retry(request)} />
      )}
      <LineChart
        domain={scene.domain}
        cursor={scene.cursor}
        onZoom={scene.onZoom}
        name={estimate.name}
        series={drawn.series}
        levels={drawn.levels}
        unit={UNITS[unit] ?? unit}
        {...(SHARES.has(unit) && { yDomain: WHOLE })}
        {...(status === undefined ? {} : { status })}
      />
    </>
  );
}

/** Shown on their whole range: how far from either end is what they say. */
const SHARES = new Set(["share", "probability"]);
const WHOLE = [0, 1] as const;

interface Drawn {
  readonly series: readonly LineSeries[];
  readonly levels: readonly Level[];
  readonly counts: string;
}

function drawnOf(estimate: EstimateSeries, views: readonly SeriesView[]): Drawn {
  const viewOfPart = (part: Parameters<typeof partTag>[1]) => {
    const tag = partTag(estimate, part);
    return views.find((view) => view.tag === tag) ?? null;
  };
  const [low, high, chance] = [viewOfPart("low"), viewOfPart("high"), viewOfPart("chance")];
  const value: LineSeries = {
    label: "value",
    ...identityOf(estimate.metric),
    view: viewOfPart("value"),
    ...(low !== null && high !== null && { interval: { low, high } }),
  };
  const [least, greatest] = viewRange(chance);
  const isLevel = least === greatest;
  return {
    series: [value, ...(isLevel || chance === null ? [] : [{ label: "chance", dash: DOTTED, view: chance }])],
    levels: isLevel ? [{ value: least, label: "chance" }] : [],
    counts: sampleCountWords(viewOfPart("real-count"), viewOfPart("fake-count")),
  };
}
