/** The first thing on a run's page: does the training work, since when not, what to try. */
import { type ReactNode, useState } from "react";
import type { DiagnosisOfGame, FindingOfGame } from "../../api/index.ts";
import { diagnosisRequest } from "../data/requests.ts";
import { useSteadyResource } from "../data/use-resource.ts";
import { HowToLog } from "../how-to-log/how-to-log.tsx";
import type { Scene } from "../run-page/scene.ts";
import { plural, whole } from "../words/numbers.ts";
import { CannotTell } from "./cannot-tell.tsx";
import { FindingEntry } from "./finding-entry.tsx";
import "./verdict.css";

interface VerdictProps {
  readonly scene: Scene;
}

export function Verdict({ scene }: VerdictProps) {
  const { state, data } = useSteadyResource(diagnosisRequest(scene.run));
  if (data === null) {
    const words = state === "loading" ? "Judging the run …" : "The run could not be judged.";
    return <Banner verdict={null} headline={words} />;
  }
  if (data.games.length === 0) {
    return (
      <Banner verdict="unknown" headline="No game is recognised in this run">
        <p>Neither a generator's nor a discriminator's tags were found; see below what to log.</p>
      </Banner>
    );
  }
  return data.games.map((game) => (
    <GameVerdict key={game.game} diagnosis={game} scene={scene} isOnly={data.games.length === 1} />
  ));
}

interface GameVerdictProps {
  readonly diagnosis: DiagnosisOfGame;
  readonly scene: Scene;
  readonly isOnly: boolean;
}

function GameVerdict({ diagnosis, scene, isOnly }: GameVerdictProps) {
  const { verdict, words, findings } = diagnosis;
  const standing = findings.filter(({ explainedBy }) => explainedBy === null);
  const open = standing.filter(({ state }) => state !== "resolved");
  const over = standing.filter(({ state }) => state === "resolved");
  return (
    <Banner verdict={verdict} headline={isOnly ? words.sentence : `${diagnosis.game}: ${words.sentence}`}>
      <Findings findings={open} all={findings} isSaidAbove={open.length === 1} scene={scene} />
      {open.length === 0 && words.settle !== null && (
        <div className="settle">
          <p>
            <b>What would settle this:</b> log {words.settle}.
          </p>
          <HowToLog wanted={words.settle} />
        </div>
      )}
      {over.length > 0 && (
        <details>
          <summary>{plural(over.length, "finding")} of earlier steps, over</summary>
          <Findings findings={over} all={findings} isSaidAbove={false} scene={scene} />
        </details>
      )}
      <CannotTell diagnosis={diagnosis} />
    </Banner>
  );
}

interface BannerProps {
  /** null while there is none. */
  readonly verdict: DiagnosisOfGame["verdict"] | null;
  readonly headline: string;
  readonly children?: ReactNode;
}

function Banner({ verdict, headline, children }: BannerProps) {
  return (
    <section className="verdict" data-verdict={verdict ?? undefined} aria-label="Verdict">
      <div className="verdict-head">
        {verdict !== null && <span className="verdict-mark">{verdict}</span>}
        <h2>{headline}</h2>
      </div>
      {children}
    </section>
  );
}

/** Shown before the rest is asked for. */
const FINDINGS_SHOWN = 2;

interface FindingsProps {
  readonly findings: readonly FindingOfGame[];
  /** Explained ones among them. */
  readonly all: readonly FindingOfGame[];
  readonly isSaidAbove: boolean;
  readonly scene: Scene;
}

function Findings({ findings, all, isSaidAbove, scene }: FindingsProps) {
  const [isWhole, setIsWhole] = useState(false);
  if (findings.length === 0) return null;
  const shown = isWhole ? findings : findings.slice(0, FINDINGS_SHOWN);
  const hidden = findings.length - shown.length;
  return (
    <>
      <ol className="findings">
        {shown.map((finding) => (
          <FindingEntry
            key={`${finding.rule} ${whole(finding.firstStep)}`}
            finding={finding}
            isSaidAbove={isSaidAbove}
            consequences={all.filter(({ explainedBy }) => explainedBy === finding.rule)}
            scene={scene}
          />
        ))}
      </ol>
      {hidden > 0 && (
        <button type="button" className="button" onClick={() => setIsWhole(true)}>
          Show {plural(hidden, "more finding")}
        </button>
      )}
    </>
  );
}
