/** The plane with what is known of it beside it, and how far it is above it. */
import { Toggle } from "@base-ui/react/toggle";
import { useMemo, useRef, useState } from "react";
import type { ProjectionRequest } from "../../api/index.ts";
import { Scatter, type ScatterPoint } from "../figures/index.ts";
import type { Scene } from "../run-page/scene.ts";
import { Failure } from "../shell/failure.tsx";
import { drawablePlaces, type ProjectionDone } from "./drawable-places.ts";
import { LayoutFacts } from "./layout-facts.tsx";
import { LayoutProgress } from "./layout-progress.tsx";
import type { ProjectionSource } from "./projection-sources.ts";
import { SamplePeek } from "./sample-peek.tsx";
import { type ProjectionState, useProjection } from "./use-projection.ts";
import type { StepPlaces } from "./use-step-places.ts";

interface ProjectionBodyProps {
  readonly scene: Scene;
  readonly source: ProjectionSource;
  readonly request: ProjectionRequest;
  readonly steps: StepPlaces;
}

export function ProjectionBody({ scene, source, request, steps }: ProjectionBodyProps) {
  const life = useProjection(request);
  const { state } = life;
  const shown = useLastShown(state);
  const done = shown?.kind === "done" ? shown : null;
  const drawn = useMemo(
    () => (shown === null ? null : drawablePlaces(shown, steps.placeOf, scene.domain.to)),
    [shown, steps, scene.domain.to],
  );
  const [selected, setSelected] = useState<ScatterPoint | null>(null);
  const [hasTrails, setTrails] = useState(false);
  const newSteps = done === null || steps.count === null ? 0 : steps.count - done.facts.stepTotal;
  if (state.kind === "failed" && drawn === null) return <Failure error={state.error} onRetry={life.again} />;
  return (
    <>
      <div className="projection-head">
        <LayoutProgress life={life} newSteps={newSteps} />
        {source.isFixedNoise && (
          <Toggle
            className="button"
            pressed={hasTrails}
            onPressedChange={setTrails}
            title="Draws where each generated sample comes from"
          >
            Trails
          </Toggle>
        )}
      </div>
      {state.kind === "failed" && <Failure error={state.error} onRetry={life.again} />}
      <div className="projection-body">
        <Scatter
          domain={scene.domain}
          cursor={scene.cursor}
          onZoom={scene.onZoom}
          name="Projection"
          realPositions={drawn?.realPositions ?? NO_PLACES}
          generatedPositions={drawn?.generatedPositions ?? NO_STEPS}
          places={drawn?.places ?? NO_PLACES}
          hasTrails={hasTrails}
          selected={selected}
          onSelect={setSelected}
          {...(drawn === null && { status: { state: "loading" as const } })}
        />
        <aside className="projection-aside" aria-label="About the projection">
          <SamplePeek scene={scene} source={source} done={done} steps={steps} selected={selected} />
          <LayoutFacts scene={scene} done={done} steps={steps} />
        </aside>
      </div>
    </>
  );
}

const NO_PLACES = new Float64Array(0);
const NO_STEPS: readonly Float64Array[] = [];

/** What has places stays on screen until something newer has: a layout begun anew doesn't blank the page. */
function useLastShown(state: ProjectionState) {
  const last = useRef<ProjectionDone | Extract<ProjectionState, { kind: "progress" }> | null>(null);
  if (state.kind === "done") last.current = state;
  if (state.kind === "progress" && state.places !== null) last.current = state;
  return last.current;
}
