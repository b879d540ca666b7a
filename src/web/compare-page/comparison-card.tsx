/** One scalar tag of all chosen runs in one chart, fetched in one request while it is on screen. */
import { useMemo } from "react";
import type { SharedTag } from "../../api/index.ts";
import { comparisonRequest } from "../data/requests.ts";
import { retry, useSteadyResource } from "../data/use-resource.ts";
import { LineChart } from "../figures/index.ts";
import { Card } from "../run-page/card.tsx";
import { figureStatus } from "../run-page/figure-status.ts";
import { useFigureBox } from "../run-page/use-figure-box.ts";
import { FailureLine } from "../shell/failure.tsx";
import { windowOf } from "../time/visible-steps.ts";
import { runWords } from "../words/game-words.ts";
import { whole } from "../words/numbers.ts";
import type { RunIdentity } from "./run-identity.ts";
import type { Comparison } from "./use-comparison.ts";

/** Buckets of all lines together that a canvas without a GPU redraws in about 100 ms. */
const DRAW_BUDGET_BUCKETS = 60_000;
/** Below this a line is no longer the shape of its series. */
const FEWEST_BUCKETS = 100;

interface ComparisonCardProps {
  readonly scene: Comparison;
  readonly shared: SharedTag;
  readonly runs: readonly string[];
  readonly identities: ReadonlyMap<string, RunIdentity>;
}

export function ComparisonCard({ scene, shared, runs, identities }: ComparisonCardProps) {
  const box = useFigureBox();
  const { tag, runCount } = shared;
  const request = useComparisonRequest({ scene, tag, runs, width: box.isVisible ? box.width : null });
  const answer = useSteadyResource(request);
  const status = figureStatus(answer, true);
  const series = useMemo(
    () =>
      (answer.data ?? []).map((view) => ({
        label: runWords(view.run),
        ...identities.get(view.run),
        view,
      })),
    [answer.data, identities],
  );
  return (
    <Card
      title={tag}
      aside={runCount === runs.length ? "" : `in ${whole(runCount)} of ${whole(runs.length)} runs`}
      level={2}
      width="half"
      boxRef={box.ref}
    >
      {answer.state === "failed" && request !== null && (
        <FailureLine error={answer.error} onRetry={() => retry(request)} />
      )}
      <LineChart
        domain={scene.domain}
        cursor={scene.cursor}
        onZoom={scene.onZoom}
        name={tag}
        series={series}
        unit=""
        {...(status === undefined ? {} : { status })}
      />
    </Card>
  );
}

interface Question {
  readonly scene: Comparison;
  readonly tag: string;
  readonly runs: readonly string[];
  /** null while the chart is not on screen. */
  readonly width: number | null;
}

function useComparisonRequest({ scene, tag, runs, width }: Question) {
  const { axis, smoothing, zoom } = scene;
  return useMemo(() => {
    if (width === null) return null;
    const { maxBuckets, ...range } = windowOf(zoom, width);
    const affordable = Math.max(FEWEST_BUCKETS, Math.floor(DRAW_BUDGET_BUCKETS / runs.length));
    const drawnAs = { ...(axis !== "step" && { axis }), ...(smoothing > 0 && { smoothing }) };
    return comparisonRequest({
      runs,
      tag,
      ...range,
      ...drawnAs,
      times: "none",
      maxBuckets: Math.min(maxBuckets, affordable),
    });
  }, [axis, smoothing, zoom, runs, tag, width]);
}
