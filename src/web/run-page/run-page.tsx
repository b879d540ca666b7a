/** The page of one run: what holds for all its parts is fetched here, once. */
import type { RunResponse } from "../../api/index.ts";
import { type Address, HOME } from "../address/address.ts";
import { address } from "../address/address-store.ts";
import { BoardLink } from "../address/link.tsx";
import { runRequest } from "../data/requests.ts";
import { retry, useResource } from "../data/use-resource.ts";
import { GamePage } from "../game-page/game-page.tsx";
import { ProjectionPage } from "../projection-page/projection-page.tsx";
import { Failure, FailureLine } from "../shell/failure.tsx";
import { useShortcut } from "../shell/shortcuts.ts";
import { TagsPage } from "../tags-page/tags-page.tsx";
import { runWords } from "../words/game-words.ts";
import { RunNavigation, type RunPart } from "./run-navigation.tsx";
import { useScene } from "./scene.ts";

interface RunPageProps {
  readonly run: string;
  readonly page: RunPart;
}

export function RunPage({ run, page }: RunPageProps) {
  const request = runRequest(run);
  const response = useResource(request);
  const tryAgain = () => retry(request);
  useShortcut("u", () => address.change({ ...HOME, page: "runs" }, "push"));
  if (response.data === null) {
    return (
      <main id="content" className="lone-message" tabIndex={-1}>
        <h1>{runWords(run)}</h1>
        {response.state === "failed" ? (
          <>
            <Failure error={response.error} onRetry={tryAgain} />
            <BoardLink to={{ ...HOME, page: "runs" }}>All runs</BoardLink>
          </>
        ) : (
          <p className="quiet-line">Reading what this run has logged…</p>
        )}
      </main>
    );
  }
  return (
    <>
      {response.state === "failed" && (
        <div className="page-wide">
          <FailureLine error={response.error} onRetry={tryAgain} />
        </div>
      )}
      <RunParts response={response.data} page={page} />
    </>
  );
}

function RunParts({ response, page }: { readonly response: RunResponse; readonly page: RunPart }) {
  const scene = useScene(response);
  const goTo = (part: Partial<Address>) => address.change(part, "push");
  useShortcut("1", () => goTo({ page: "game" }));
  useShortcut("2", () => goTo({ page: "tags" }));
  useShortcut("3", () => goTo({ page: "projection" }));
  useShortcut("f", () => scene.cursor.setStep(null));
  useShortcut("z", () => scene.onZoom(null));
  return (
    <div className="run-layout">
      <RunNavigation response={response} page={page} />
      <main id="content" className="run-content" tabIndex={-1}>
        {page === "game" && <GamePage response={response} scene={scene} />}
        {page === "tags" && <TagsPage response={response} scene={scene} />}
        {page === "projection" && <ProjectionPage response={response} scene={scene} />}
      </main>
    </div>
  );
}
