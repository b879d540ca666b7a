/** What the discriminator says of each side: whole distributions where they are logged, otherwise means. */
import { useMemo } from "react";
import { type HistogramsAnswer, histogramsRequest } from "../data/requests.ts";
import { retry, useSteadyResource } from "../data/use-resource.ts";
import { OutputsHeatmap } from "../figures/index.ts";
import { Card } from "../run-page/card.tsx";
import { figureStatus } from "../run-page/figure-status.ts";
import { ScalarFigure } from "../run-page/scalar-figure.tsx";
import type { Scene } from "../run-page/scene.ts";
import { Unreadable } from "../run-page/unreadable.tsx";
import { type FigureBox, useFigureBox } from "../run-page/use-figure-box.ts";
import { FailureLine } from "../shell/failure.tsx";
import { windowOf } from "../time/visible-steps.ts";
import { sideOf } from "../words/game-words.ts";
import type { Outputs } from "./game-layout.ts";

/** A column of a heat map narrower than this many pixels can't be told from its neighbours. */
const PIXELS_PER_COLUMN = 3;
const BINS = 80;

interface OutputsCardProps {
  readonly scene: Scene;
  readonly outputs: Exclude<Outputs, { kind: "none" }>;
}

export function OutputsCard({ scene, outputs }: OutputsCardProps) {
  const box = useFigureBox();
  return (
    <Card
      title="Discriminator outputs"
      aside={
        outputs.kind === "histograms"
          ? "share of each batch, real above, generated below"
          : "mean of each batch"
      }
      boxRef={box.ref}
      width="full"
    >
      {outputs.kind === "histograms" ? (
        <OutputHistograms scene={scene} box={box} outputs={outputs} />
      ) : (
        <OutputMeans scene={scene} box={box} outputs={outputs} />
      )}
    </Card>
  );
}

interface HistogramsProps {
  readonly scene: Scene;
  readonly box: FigureBox;
  readonly outputs: Extract<Outputs, { kind: "histograms" }>;
}

function OutputHistograms({ scene, box, outputs }: HistogramsProps) {
  const real = useHistograms(scene, box, outputs.real?.tag ?? null);
  const fake = useHistograms(scene, box, outputs.fake?.tag ?? null);
  const heldOut = useHistograms(scene, box, outputs.heldOut?.tag ?? null);
  const all = [real, fake, heldOut];
  const waited = all.find(({ answer, request }) => request !== null && answer.data !== null) ?? real;
  const status = figureStatus(waited.answer, true);
  return (
    <>
      {all.map(({ answer, request }) =>
        answer.state === "failed" && request !== null ? (
          <FailureLine key={request.key} error={answer.error} onRetry={() => retry(request)} />
        ) : null,
      )}
      <Unreadable
        count={sumOf(all, ({ unreadable }) => unreadable)}
        total={sumOf(all, ({ steps, unreadable }) => steps.length + unreadable)}
        what="histogram"
      />
      <OutputsHeatmap
        domain={scene.domain}
        cursor={scene.cursor}
        onZoom={scene.onZoom}
        name="Discriminator outputs"
        real={real.placed}
        fake={fake.placed}
        heldOut={heldOut.placed}
        {...(status === undefined ? {} : { status })}
      />
    </>
  );
}

function sumOf(
  all: readonly { readonly placed: HistogramsAnswer | null }[],
  countIn: (answer: HistogramsAnswer) => number,
): number {
  return all.reduce((sum, { placed }) => sum + (placed === null ? 0 : countIn(placed)), 0);
}

function useHistograms(scene: Scene, box: FigureBox, tag: string | null) {
  const canAsk = tag !== null && box.width !== null && box.isVisible;
  const request = canAsk ? histogramsRequest(questionOf(scene, tag, box.width ?? 0)) : null;
  const answer = useSteadyResource(request);
  const { data } = answer;
  const { placesOf } = scene;
  const placed = useMemo(() => (data === null ? null : { ...data, steps: placesOf(data) }), [data, placesOf]);
  return { request, answer, placed };
}

/** What to ask of one histogram tag for a figure of this width. */
export function questionOf(scene: Scene, tag: string, width: number) {
  // The server picks histograms by step; on other axes it sends the whole run's.
  const { maxBuckets, ...range } = windowOf(scene.axis === "step" ? scene.zoom : null, width);
  return { run: scene.run, tag, ...range, columns: Math.ceil(maxBuckets / PIXELS_PER_COLUMN), bins: BINS };
}

interface MeansProps {
  readonly scene: Scene;
  readonly box: FigureBox;
  readonly outputs: Extract<Outputs, { kind: "scalars" }>;
}

function OutputMeans({ scene, box, outputs }: MeansProps) {
  const { tags } = outputs;
  const lines = useMemo(() => tags.map(({ tag, role }) => ({ tag, label: tag, side: sideOf(role) })), [tags]);
  return <ScalarFigure scene={scene} box={box} name="Discriminator outputs" lines={lines} unit="" />;
}
