/** The game of one run: how it stands now, then all evidence through one time cursor. */
import { useMemo } from "react";
import type { RunResponse } from "../../api/index.ts";
import { incidentsOf, useDiagnosis } from "../diagnosis/stretches.ts";
import { Verdict } from "../diagnosis/verdict.tsx";
import { TimeBar } from "../figures/index.ts";
import { AxisSuggestion } from "../run-page/axis-suggestion.tsx";
import { ChartSettings } from "../run-page/chart-settings.tsx";
import type { Scene } from "../run-page/scene.ts";
import { useSampleHistory } from "../run-page/use-images.ts";
import { latestOf } from "../runs-page/run-rows.ts";
import { useShortcut } from "../shell/shortcuts.ts";
import { axisReferenceOf } from "../time/reference-tag.ts";
import { stepAway } from "../time/step-away.ts";
import { runWords } from "../words/game-words.ts";
import { areInPercent } from "../words/numbers.ts";
import { AccuracyCard } from "./accuracy-card.tsx";
import { AlsoLogged } from "./also-logged.tsx";
import { type GameLayout, gameLayout } from "./game-layout.ts";
import { LayersCard } from "./layers-card.tsx";
import { LossesCard } from "./losses-card.tsx";
import { MissingEvidence } from "./missing-evidence.tsx";
import { OutputsCard } from "./outputs-card.tsx";
import { QualitySection } from "./quality-section.tsx";
import { SamplesCard } from "./samples-card.tsx";
import { StateNow } from "./state-now.tsx";
import { TakenFor } from "./taken-for.tsx";

interface GamePageProps {
  readonly response: RunResponse;
  readonly scene: Scene;
}

/** How far Shift and an arrow key go. */
const FAR = 10;

export function GamePage({ response, scene }: GamePageProps) {
  const layout = useMemo(() => gameLayout(response.tags), [response.tags]);
  const snapSteps = useProbeSteps(scene, layout);
  useCursorKeys(scene, snapSteps);
  const diagnosis = useDiagnosis(scene);
  const incidents = useMemo(() => (diagnosis === null ? [] : incidentsOf(diagnosis)), [diagnosis]);
  const game = response.games[0] ?? null;
  const gameName = response.games.length > 1 ? (game?.name ?? null) : null;
  const accuracyValues = latestOf(response.summary, "accuracy").map(({ value }) => value);
  return (
    <>
      <h1 className="visually-hidden">The game of {runWords(response.run)}</h1>
      <Verdict scene={scene} />
      <StateNow response={response} layout={layout} game={game} />
      <ChartSettings reference={axisReferenceOf(response)} />
      <AxisSuggestion response={response} axis={scene.axis} />
      <div className="sticky-time">
        <TimeBar {...scene} name="Time" snapSteps={snapSteps} incidents={incidents} />
      </div>
      <div className="card-grid">
        <LossesCard scene={scene} layout={layout} game={game} gameName={gameName} />
        {layout.accuracies.length > 0 && (
          <AccuracyCard scene={scene} layout={layout} isInPercent={areInPercent(accuracyValues)} />
        )}
        {layout.outputs.kind !== "none" && <OutputsCard scene={scene} outputs={layout.outputs} />}
        {layout.generatorLayers.length > 0 && (
          <LayersCard
            scene={scene}
            title="Gradient norm, generator"
            player="generator"
            layers={layout.generatorLayers}
          />
        )}
        {layout.discriminatorLayers.length > 0 && (
          <LayersCard
            scene={scene}
            title="Gradient norm, discriminator"
            player="discriminator"
            layers={layout.discriminatorLayers}
          />
        )}
        {layout.fixedSamples !== null && (
          <SamplesCard scene={scene} samples={layout.fixedSamples} real={layout.realSamples} />
        )}
      </div>
      <QualitySection response={response} scene={scene} />
      <AlsoLogged scene={scene} tags={layout.alsoLogged} layers={layout.otherLayers} />
      <TakenFor response={response} />
      <MissingEvidence layout={layout} tags={response.tags} />
    </>
  );
}

/** The steps with samples, where the eye has most to compare. */
function useProbeSteps(scene: Scene, layout: GameLayout): Float64Array {
  const { columns } = useSampleHistory(scene, layout.fixedSamples?.tags ?? null);
  return useMemo(() => Float64Array.from(columns, ({ step }) => step), [columns]);
}

function useCursorKeys(scene: Scene, steps: Float64Array): void {
  const move = (by: number) => (event: KeyboardEvent) =>
    scene.cursor.setStep(stepAway(steps, scene.cursor.step(), event.shiftKey ? by * FAR : by, scene.domain));
  useShortcut("ArrowLeft", move(-1));
  useShortcut("ArrowRight", move(1));
}
