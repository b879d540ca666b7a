/** Where the generator reaches and where it does not: real and generated samples on one plane, through time. */
import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import { useMemo, useState } from "react";
import { LAYOUT_METHODS, type ProjectionRequest, type RunResponse } from "../../api/index.ts";
import { address, useAddress } from "../address/address-store.ts";
import { TimeBar } from "../figures/index.ts";
import { Card } from "../run-page/card.tsx";
import type { Scene } from "../run-page/scene.ts";
import { useShortcut } from "../shell/shortcuts.ts";
import { stepAway } from "../time/step-away.ts";
import { runWords } from "../words/game-words.ts";
import { LayoutParameters, type Tuning, UNTUNED } from "./layout-parameters.tsx";
import "./projection-page.css";
import { METHOD_WORDS } from "./method-words.ts";
import { ProjectionBody } from "./projection-body.tsx";
import { type ProjectionSource, projectionSources } from "./projection-sources.ts";
import { useStepPlaces } from "./use-step-places.ts";

interface ProjectionPageProps {
  readonly response: RunResponse;
  readonly scene: Scene;
}

export function ProjectionPage({ response, scene }: ProjectionPageProps) {
  const sources = useMemo(() => projectionSources(response.tags), [response.tags]);
  const [name, setName] = useState<string | null>(null);
  const source = sources.find((one) => one.name === name) ?? sources[0];
  return (
    <>
      <h1 className="visually-hidden">Projection of the samples of {runWords(response.run)}</h1>
      {source === undefined ? (
        <div className="card-grid">
          <NothingToProject />
        </div>
      ) : (
        <Projected key={source.name} scene={scene} source={source} sources={sources} onSource={setName} />
      )}
    </>
  );
}

function NothingToProject() {
  return (
    <Card title="Projection">
      <p>
        A projection lays real and generated samples out on one plane. This run does not log both. To see it,
        log images or features of both sides:
      </p>
      <ul className="projection-wanted">
        <li>
          <code>samples/real</code> and <code>samples/fixed_noise</code>, as images
        </li>
        <li>
          <code>features/&lt;encoder&gt;/real</code> and <code>features/&lt;encoder&gt;/fake</code>, as
          tensors [samples × features] of an encoder that is not trained with the players
        </li>
      </ul>
    </Card>
  );
}

interface ProjectedProps {
  readonly scene: Scene;
  readonly source: ProjectionSource;
  readonly sources: readonly ProjectionSource[];
  readonly onSource: (name: string) => void;
}

function Projected({ scene, source, sources, onSource }: ProjectedProps) {
  const method = useAddress("method");
  const [tuning, setTuning] = useState<Tuning>(UNTUNED);
  const steps = useStepPlaces(scene, source.generated);
  useCursorKeys(scene, steps.snapSteps);
  const request: ProjectionRequest = {
    ...{ run: scene.run, real: source.real, generated: source.generated, method, seed: tuning.seed },
    ...(method === "t-sne" && tuning.perplexity !== null && { perplexity: tuning.perplexity }),
    ...(method === "umap" && tuning.neighbours !== null && { neighbours: tuning.neighbours }),
  };
  return (
    <>
      <div className="chart-settings">
        <Choice
          label="Laid out by"
          value={method}
          options={LAYOUT_METHODS.map((one) => ({ value: one, ...METHOD_WORDS[one] }))}
          onChoice={(one) => address.change({ method: one }, "replace")}
        />
        {sources.length > 1 && (
          <Choice
            label="From"
            value={source.name}
            options={sources.map((one) => ({ value: one.name, label: one.name, title: one.generated }))}
            onChoice={onSource}
          />
        )}
        <LayoutParameters method={method} tuning={tuning} onTuning={setTuning} />
      </div>
      <div className="sticky-time">
        <TimeBar {...scene} name="Time" snapSteps={steps.snapSteps} />
      </div>
      <div className="card-grid">
        <Card title="Projection" aside={source.name} hint={`${source.real}\n${source.generated}`}>
          <ProjectionBody scene={scene} source={source} request={request} steps={steps} />
        </Card>
      </div>
    </>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string; readonly title: string }[];
  readonly onChoice: (value: T) => void;
}

function Choice<T extends string>({ label, value, options, onChoice }: ChoiceProps<T>) {
  return (
    <div className="chart-setting">
      <span aria-hidden="true">{label}</span>
      <ToggleGroup
        className="toggle-group"
        aria-label={label}
        value={[value]}
        onValueChange={([chosen]) => {
          const next = options.find((one) => one.value === chosen);
          if (next !== undefined) onChoice(next.value);
        }}
      >
        {options.map((one) => (
          <Toggle key={one.value} value={one.value} title={one.title}>
            {one.label}
          </Toggle>
        ))}
      </ToggleGroup>
    </div>
  );
}

/** How far Shift and an arrow key go. */
const FAR = 10;

function useCursorKeys(scene: Scene, steps: Float64Array): void {
  const move = (by: number) => (event: KeyboardEvent) =>
    scene.cursor.setStep(stepAway(steps, scene.cursor.step(), event.shiftKey ? by * FAR : by, scene.domain));
  useShortcut("ArrowLeft", move(-1));
  useShortcut("ArrowRight", move(1));
}
