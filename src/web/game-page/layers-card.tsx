/** One measure of every layer of one player: whether gradients reach it, how far it moves, what is dead. */
import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import { useMemo, useState } from "react";
import type { Player } from "../../model/index.ts";
import { seriesRequest } from "../data/requests.ts";
import { retry, useSteadyResource } from "../data/use-resource.ts";
import { LayerHeatmap } from "../figures/index.ts";
import { Card } from "../run-page/card.tsx";
import { figureStatus } from "../run-page/figure-status.ts";
import type { Scene } from "../run-page/scene.ts";
import { type FigureBox, useFigureBox } from "../run-page/use-figure-box.ts";
import { FailureLine } from "../shell/failure.tsx";
import { windowOf } from "../time/visible-steps.ts";
import type { LayerTag } from "./game-layout.ts";

interface LayersCardProps {
  readonly scene: Scene;
  readonly title: string;
  readonly player: Player;
  readonly layers: readonly LayerTag[];
  readonly level?: 2 | 3;
}

type Mode = "relative" | "absolute";
const MODES: readonly { readonly mode: Mode; readonly label: string; readonly title: string }[] = [
  { mode: "relative", label: "change", title: "Each layer against its own median" },
  { mode: "absolute", label: "size", title: "The norms themselves, layers against each other" },
];

export function LayersCard({ scene, title, player, layers, level = 2 }: LayersCardProps) {
  const box = useFigureBox();
  const [mode, setMode] = useState<Mode>("relative");
  const { request, answer, rows } = useLayers(scene, box, layers);
  const status = figureStatus(answer, true);
  return (
    <Card
      title={title}
      level={level}
      aside={mode === "relative" ? "log₁₀, against each layer’s median" : "log₁₀"}
      boxRef={box.ref}
      width="half"
      controls={<ModeToggle mode={mode} onMode={setMode} />}
    >
      {answer.state === "failed" && request !== null && (
        <FailureLine error={answer.error} onRetry={() => retry(request)} />
      )}
      <LayerHeatmap
        domain={scene.domain}
        cursor={scene.cursor}
        onZoom={scene.onZoom}
        name={title}
        player={player}
        layers={rows}
        mode={mode}
        {...(status === undefined ? {} : { status })}
      />
    </Card>
  );
}

function useLayers(scene: Scene, box: FigureBox, layers: readonly LayerTag[]) {
  const canAsk = box.width !== null && box.isVisible;
  const tags = layers.map(({ tag }) => tag);
  const request = canAsk
    ? seriesRequest({
        run: scene.run,
        tags,
        ...(scene.axis !== "step" && { axis: scene.axis }),
        ...windowOf(scene.zoom, box.width ?? 0),
      })
    : null;
  const answer = useSteadyResource(request);
  const rows = useMemo(
    () =>
      layers.map(({ name, tag }) => ({
        name,
        view: answer.data?.find((view) => view.tag === tag) ?? null,
      })),
    [layers, answer.data],
  );
  return { request, answer, rows };
}

function ModeToggle({ mode, onMode }: { readonly mode: Mode; readonly onMode: (mode: Mode) => void }) {
  return (
    <ToggleGroup
      className="toggle-group"
      aria-label="Shown as"
      value={[mode]}
      onValueChange={(values) => {
        const chosen = MODES.find((one) => one.mode === values[0]);
        if (chosen !== undefined) onMode(chosen.mode);
      }}
    >
      {MODES.map(({ mode: one, label, title }) => (
        <Toggle key={one} value={one} title={title}>
          {label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
