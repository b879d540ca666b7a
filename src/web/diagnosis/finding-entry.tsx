/** One finding: what, since when, on what evidence, and what to try, in order. */
import type { FindingOfGame } from "../../api/index.ts";
import { HowToLog } from "../how-to-log/how-to-log.tsx";
import type { Scene } from "../run-page/scene.ts";
import { whole } from "../words/numbers.ts";

interface FindingEntryProps {
  readonly finding: FindingOfGame;
  /** Findings over the same steps that this one brings about. */
  readonly consequences: readonly FindingOfGame[];
  /** The sentence above it begins with its headline, and no other finding stands beside it. */
  readonly isSaidAbove: boolean;
  readonly scene: Scene;
}

/** Lines of evidence beside a finding. */
const EVIDENCE_SHOWN = 3;
/** Shown around the stretch that a finding is about, as a share of it. */
const MARGIN = 0.25;

export function FindingEntry({ finding, consequences, isSaidAbove, scene }: FindingEntryProps) {
  const { headline, state, firstStep, lastStep, lastSafeStep, why, evidence, remedies, source } = finding;
  const { settledBy } = finding;
  return (
    <li className="finding" data-state={state} data-severity={finding.severity}>
      <h3 className={isSaidAbove ? "visually-hidden" : undefined}>
        {headline} <span className="finding-state">{state}</span>
      </h3>
      <p className="finding-when">
        {isSaidAbove && `${state} · `}
        {stepsWords(finding)}
        {lastSafeStep !== null && <> · last safe step {whole(lastSafeStep)}</>}{" "}
        {scene.axis === "step" && (
          <button
            type="button"
            className="button"
            onClick={() => scene.onZoom(around(firstStep, lastStep, scene.extent))}
          >
            Show these steps
          </button>
        )}
      </p>
      <p>{why}</p>
      <ul className="evidence">
        {evidence.slice(0, EVIDENCE_SHOWN).map((one) => (
          <li key={`${one.tag} ${one.statistic}`} title={one.tag}>
            {one.words}
          </li>
        ))}
      </ul>
      {consequences.length > 0 && (
        <p className="consequences">Which explains: {consequences.map((one) => one.headline).join("; ")}.</p>
      )}
      {settledBy !== null && (
        <div className="settle">
          <p>
            <b>What would settle this:</b> log {settledBy}.
          </p>
          <HowToLog wanted={settledBy} />
        </div>
      )}
      <details>
        <summary>What to try</summary>
        <ol className="remedies">
          {remedies.map((remedy) => (
            <li key={remedy.do}>
              {remedy.do}
              {remedy.cite !== undefined && <cite> {remedy.cite}</cite>}
            </li>
          ))}
        </ol>
        <p className="finding-source">
          {source.claim} <cite>{source.cite}</cite>
        </p>
      </details>
    </li>
  );
}

function stepsWords({ state, firstStep, lastStep }: FindingOfGame): string {
  const isOver = state === "resolved";
  return isOver ? `steps ${whole(firstStep)} to ${whole(lastStep)}` : `since step ${whole(firstStep)}`;
}

function around(from: number, to: number, extent: { readonly from: number; readonly to: number }) {
  const room = Math.max(1, (to - from) * MARGIN);
  return { from: Math.max(extent.from, from - room), to: Math.min(extent.to, to + room) };
}
