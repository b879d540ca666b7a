/** The line at the top: where one is, how old the data is, what was lost, and the page's own settings. */
import { HOME } from "../address/address.ts";
import { BoardLink } from "../address/link.tsx";
import { CorrectionsBadge } from "../corrections/corrections-badge.tsx";
import { runRequest, runsRequest } from "../data/requests.ts";
import { useResource } from "../data/use-resource.ts";
import { runWords } from "../words/game-words.ts";
import { HelpDialog } from "./help-dialog.tsx";
import { LiveIndicator } from "./live-indicator.tsx";
import { LogNotes } from "./log-notes.tsx";
import { DataLossBadge, LoadingNotice } from "./notices.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";

export function Header({ run }: { readonly run: string | null }) {
  const runs = useResource(run === null ? runsRequest() : null).data;
  const one = useResource(run === null ? null : runRequest(run)).data;
  const newest = runs?.runs.map(({ lastWallTime }) => lastWallTime ?? Number.NEGATIVE_INFINITY) ?? [];
  const latest = newest.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const lastWallTime =
    run === null ? (Number.isFinite(latest) ? latest : null) : (one?.summary.lastWallTime ?? null);
  return (
    <header className="header">
      <div className="header-place">
        <BoardLink className="mark" to={{ ...HOME, page: "runs" }} aria-label="Nashboard, list of runs">
          <Mark />
          <span className="mark-name">Nashboard</span>
        </BoardLink>
        <Breadcrumb run={run} />
        <LiveIndicator lastWallTime={lastWallTime} />
      </div>
      <div className="header-tools">
        {runs?.isLoading === true && <LoadingNotice runCount={runs.runs.length} />}
        <CorrectionsBadge />
        {one !== null && <LogNotes response={one} />}
        {one !== null && <DataLossBadge files={one.files} />}
        <ThemeToggle />
        <HelpDialog />
      </div>
    </header>
  );
}

function Breadcrumb({ run }: { readonly run: string | null }) {
  return (
    <nav className="breadcrumb" aria-label="Breadcrumb">
      <BoardLink to={{ ...HOME, page: "runs" }}>runs</BoardLink>
      {run !== null && (
        <>
          <span aria-hidden="true">/</span>
          <b aria-current="page" title={runWords(run)}>
            {runWords(run)}
          </b>
        </>
      )}
    </nav>
  );
}

function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <path
        d="M2 6c6 12 12 12 18 0"
        fill="none"
        stroke="var(--generator)"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
      <path
        d="M2 16C8 4 14 4 20 16"
        fill="none"
        stroke="var(--discriminator)"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
    </svg>
  );
}
