/** How far a layout can be believed, and how it was made. */
import type { ProjectionFacts } from "../../api/index.ts";
import type { Scene } from "../run-page/scene.ts";
import { measured, percent, plural, whole } from "../words/numbers.ts";
import type { ProjectionDone } from "./drawable-places.ts";
import { METHOD_WORDS } from "./method-words.ts";
import { useCursorStep } from "./use-cursor-step.ts";
import type { StepPlaces } from "./use-step-places.ts";

interface LayoutFactsProps {
  readonly scene: Scene;
  /** null while there is none. */
  readonly done: ProjectionDone | null;
  readonly steps: StepPlaces;
}

export function LayoutFacts({ scene, done, steps }: LayoutFactsProps) {
  const now = useCursorStep(scene, done, steps);
  if (done === null || now === null) return null;
  const { facts } = done;
  const { step } = now;
  const rows: readonly (readonly [string, string, string?])[] = [
    [
      "step",
      whole(step.step),
      `${whole(facts.steps.length)} of ${whole(facts.stepTotal)} logged steps are laid out`,
    ],
    [
      "trustworthiness",
      measured(step.trustworthiness),
      `k ${step.neighbourCount}, over ${whole(step.judgedCount)} points; 1: no false neighbour, 0.5: chance`,
    ],
    ...(facts.explained === null
      ? []
      : [["variance shown", facts.explained.map(percent).join(" + "), "along x and y"] as const]),
    ...(step.movedRadii === null
      ? []
      : [
          ["moved since", measured(step.movedRadii), "the step before, in radii of the real layout"] as const,
        ]),
    ["real", countWords(facts.realCount, facts.realTotal), chosenWords(facts)],
    ["generated", countWords(facts.generatedCount, facts.generatedTotal), "at each step"],
    ["from", featureWords(facts), reductionWords(facts)],
    ["made by", `${METHOD_WORDS[facts.method].label}, seed ${facts.seed}`, parameterWords(facts)],
  ];
  return (
    <>
      <dl className="projection-facts">
        {rows.map(([name, value, note]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value}
              {note !== undefined && note !== "" && <small>{note}</small>}
            </dd>
          </div>
        ))}
      </dl>
      <StepTable facts={facts} />
    </>
  );
}

function StepTable({ facts }: { readonly facts: ProjectionFacts }) {
  return (
    <details className="projection-steps">
      <summary>All steps as a table</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">step</th>
            <th scope="col">trust</th>
            <th scope="col">moved</th>
          </tr>
        </thead>
        <tbody>
          {facts.steps.map(({ step, trustworthiness, movedRadii }) => (
            <tr key={step}>
              <td>{whole(step)}</td>
              <td>{measured(trustworthiness)}</td>
              <td>{movedRadii === null ? "–" : measured(movedRadii)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** "64 samples", "1,000 of 3,412 samples". */
function countWords(shown: number, total: number): string {
  return shown < total ? `${whole(shown)} of ${plural(total, "sample")}` : plural(total, "sample");
}

function chosenWords({ realCount, realTotal, seed }: ProjectionFacts): string {
  return realCount < realTotal ? `chosen by seed ${seed}, the same at every step` : "";
}

function featureWords({ samplesAre, featureCount, pooling }: ProjectionFacts): string {
  if (samplesAre === "features") return `${whole(featureCount)} features`;
  const means = pooling > 1 ? ` means of ${pooling} × ${pooling}` : "";
  return `${whole(featureCount)}${means} pixel values`;
}

function reductionWords({ reduction }: ProjectionFacts): string {
  if (reduction === null) return "";
  return `reduced to ${reduction.toComponents} components that keep ${percent(reduction.explained)} of the variance`;
}

const PARAMETER_WORDS: Readonly<Record<string, string>> = {
  perplexity: "perplexity",
  iterations: "iterations",
  theta: "θ",
  neighbours: "neighbours",
  epochs: "epochs",
  minimumDistance: "minimum distance",
};

function parameterWords({ parameters }: ProjectionFacts): string {
  return Object.entries(PARAMETER_WORDS)
    .flatMap(([name, words]) => {
      const value = parameters[name];
      return value === undefined ? [] : [`${words} ${measured(value)}`];
    })
    .join(", ");
}
