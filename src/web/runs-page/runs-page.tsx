/** All runs at a glance: which live, how far they are, how their games stand. */
import { useState } from "react";
import { runsRequest } from "../data/requests.ts";
import { retry, useResource } from "../data/use-resource.ts";
import { Failure, FailureLine } from "../shell/failure.tsx";
import { FilterBox } from "../shell/filter-box.tsx";
import { plural } from "../words/numbers.ts";
import { CompareBar } from "./compare-bar.tsx";
import { NoRuns } from "./no-runs.tsx";
import { filterOf, type SortOrder, sorted } from "./run-rows.ts";
import { RunsTable } from "./runs-table.tsx";

export function RunsPage() {
  const request = runsRequest();
  const runs = useResource(request);
  const tryAgain = () => retry(request);
  return (
    <main id="content" className="runs-page" tabIndex={-1}>
      <h1>Runs</h1>
      {runs.state === "failed" && runs.data === null && <Failure error={runs.error} onRetry={tryAgain} />}
      {runs.state === "failed" && runs.data !== null && <FailureLine error={runs.error} onRetry={tryAgain} />}
      {runs.state === "loading" && <p className="quiet-line">Asking the server for its runs…</p>}
      {runs.data !== null && runs.data.runs.length === 0 && (
        <NoRuns logDirectories={runs.data.logDirectories} isLoading={runs.data.isLoading} />
      )}
      {runs.data !== null && runs.data.runs.length > 0 && <RunList runs={runs.data.runs} />}
    </main>
  );
}

function RunList({ runs }: { readonly runs: Parameters<typeof sorted>[0] }) {
  const [text, setText] = useState("");
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [order, setOrder] = useState<SortOrder>({ column: "state", direction: "descending" });
  const filter = filterOf(text);
  const shown = sorted(
    runs.filter(({ run }) => filter.matches(run)),
    order,
  );
  const count =
    shown.length === runs.length
      ? plural(runs.length, "run")
      : `${shown.length} of ${plural(runs.length, "run")}`;
  return (
    <>
      <FilterBox
        label="Filter runs"
        placeholder="name, or /regular expression/"
        text={text}
        onChange={setText}
        problem={filter.problem}
        count={count}
      />
      <CompareBar
        selected={selected}
        shown={shown.map(({ run }) => run)}
        match={text}
        onClear={() => setSelected(new Set())}
      />
      <RunsTable selected={selected} onSelect={setSelected} runs={shown} order={order} onOrder={setOrder} />
    </>
  );
}
