/** The frame of every page: header, help, and the page that the address names. */
import { lazy, Suspense, useEffect } from "react";
import { address, useAddress } from "../address/address-store.ts";
import { CorrectionsNotice } from "../corrections/corrections-badge.tsx";
import { runsRequest, windowTitleRequest } from "../data/requests.ts";
import { useResource } from "../data/use-resource.ts";
import { RunsPage } from "../runs-page/runs-page.tsx";
import { runWords } from "../words/game-words.ts";
import { ConnectionNotice } from "./failure.tsx";
import { Header } from "./header.tsx";
import { useShortcutListener } from "./shortcuts.ts";
import { useTheme } from "./theme.ts";

/** With its figures it is most of the page's code, and the list of runs needs none of it. */
const RunPage = lazy(async () => ({ default: (await import("../run-page/run-page.tsx")).RunPage }));

const ComparePage = lazy(async () => ({
  default: (await import("../compare-page/compare-page.tsx")).ComparePage,
}));

export function App() {
  useTheme();
  useShortcutListener();
  useOnlyRun();
  const run = useAddress("run");
  const page = useAddress("page");
  const showsRun = run !== null && page !== "runs" && page !== "compare";
  useWindowTitle(showsRun ? run : null);
  return (
    <>
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <Header run={showsRun ? run : null} />
      <ConnectionNotice />
      <CorrectionsNotice />
      {page === "compare" ? (
        <Suspense fallback={<main id="content" className="compare-page" />}>
          <ComparePage />
        </Suspense>
      ) : showsRun ? (
        <Suspense fallback={<main id="content" className="lone-message" />}>
          <RunPage key={run} run={run} page={page === "tags" || page === "projection" ? page : "game"} />
        </Suspense>
      ) : (
        <RunsPage />
      )}
    </>
  );
}

function useWindowTitle(run: string | null): void {
  const title = useResource(windowTitleRequest()).data ?? "Nashboard";
  useEffect(() => {
    document.title = run === null ? title : `${runWords(run)} · ${title}`;
  }, [title, run]);
}

/** Where an address names no page and there is one run, its page is the answer; `page=runs` leads back. */
function useOnlyRun(): void {
  const page = useAddress("page");
  const run = useAddress("run");
  const runs = useResource(run === null && page !== "runs" ? runsRequest() : null);
  const only = runs.data?.runs.length === 1 && !runs.data.isLoading ? runs.data.runs[0]?.run : undefined;
  useEffect(() => {
    if (only === undefined || run !== null || page === "runs") return;
    address.change({ run: only, page: page ?? "game" }, "replace");
  }, [only, run, page]);
}
