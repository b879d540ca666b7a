/** A line chart that fetches its own tags, at the resolution of its own width. */
import { useMemo } from "react";
import type { Player, SeriesView, Side } from "../../model/index.ts";
import { seriesRequest } from "../data/requests.ts";
import { retry, useSteadyResource } from "../data/use-resource.ts";
import { evidenceOn, useDiagnosis } from "../diagnosis/stretches.ts";
import { type Level, LineChart, type Missing } from "../figures/index.ts";
import { FailureLine } from "../shell/failure.tsx";
import { windowOf } from "../time/visible-steps.ts";
import { figureStatus } from "./figure-status.ts";
import type { Scene } from "./scene.ts";
import type { FigureBox } from "./use-figure-box.ts";

export interface ScalarLine {
  readonly tag: string;
  readonly label: string;
  readonly player?: Player | undefined;
  readonly side?: Side | undefined;
}

interface ScalarFigureProps {
  readonly scene: Scene;
  readonly box: FigureBox;
  readonly name: string;
  readonly lines: readonly ScalarLine[];
  readonly unit: string;
  readonly levels?: readonly Level[];
  readonly yDomain?: readonly [number, number];
  readonly yScale?: "linear" | "log";
  readonly missing?: Missing;
}

export function ScalarFigure(props: ScalarFigureProps) {
  const { scene, box, lines, name, unit, levels, yDomain, yScale, missing } = props;
  const tags = lines.map(({ tag }) => tag);
  const canAsk = box.width !== null && box.isVisible && tags.length > 0;
  const request = canAsk
    ? seriesRequest({ run: scene.run, tags, ...drawnAs(scene), ...windowOf(scene.zoom, box.width ?? 0) })
    : null;
  const answer = useSteadyResource(request);
  const status = figureStatus(answer, lines.length > 0);
  const diagnosis = useDiagnosis(scene);
  const asked = tags.join("\n");
  const stretches = useMemo(
    () => (diagnosis === null ? [] : evidenceOn(diagnosis, asked.split("\n"))),
    [diagnosis, asked],
  );
  const series = useMemo(() => seriesOf(lines, answer.data), [lines, answer.data]);
  return (
    <>
      {answer.state === "failed" && request !== null && (
        <FailureLine error={answer.error} onRetry={() => retry(request)} />
      )}
      <LineChart
        domain={scene.domain}
        cursor={scene.cursor}
        onZoom={scene.onZoom}
        name={name}
        series={series}
        stretches={stretches}
        unit={unit}
        {...(levels === undefined ? {} : { levels })}
        {...(yDomain === undefined ? {} : { yDomain })}
        {...(yScale === undefined ? {} : { yScale })}
        {...(missing === undefined ? {} : { missing })}
        {...(status === undefined ? {} : { status })}
      />
    </>
  );
}

/** Only what differs from the usual is asked for, so that equal questions have equal addresses. */
export function drawnAs({ axis, smoothing }: Scene) {
  return { ...(axis !== "step" && { axis }), ...(smoothing > 0 && { smoothing }) };
}

function seriesOf(lines: readonly ScalarLine[], views: readonly SeriesView[] | null) {
  return lines.map(({ tag, label, player, side }) => ({
    label,
    ...(player === undefined ? {} : { player }),
    ...(side === undefined ? {} : { side }),
    view: views?.find((view) => view.tag === tag) ?? null,
  }));
}
