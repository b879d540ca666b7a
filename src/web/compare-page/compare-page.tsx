/** Several runs in the same charts: one chart a scalar tag that more than one of them has. */
import { useMemo, useState } from "react";
import type { RunSummary, SharedTag } from "../../api/index.ts";
import { HOME } from "../address/address.ts";
import { useAddress } from "../address/address-store.ts";
import { BoardLink } from "../address/link.tsx";
import { runsRequest, sharedTagsRequest } from "../data/requests.ts";
import { retry, useResource } from "../data/use-resource.ts";
import { TimeBar } from "../figures/index.ts";
import { ChartSettings } from "../run-page/chart-settings.tsx";
import { filterOf } from "../runs-page/run-rows.ts";
import { Failure } from "../shell/failure.tsx";
import { FilterBox } from "../shell/filter-box.tsx";
import { runWords } from "../words/game-words.ts";
import { plural, whole } from "../words/numbers.ts";
import "./compare-page.css";
import { comparedTags } from "./compared-tags.ts";
import { ComparisonCard } from "./comparison-card.tsx";
import { identitiesOf } from "./run-identity.ts";
import { useComparison } from "./use-comparison.ts";

export function ComparePage() {
  const names = useAddress("runs");
  const match = useAddress("match");
  const request = runsRequest();
  const answer = useResource(request);
  const all = answer.data?.runs ?? null;
  const chosen = useMemo(() => (all === null ? [] : chosenRuns(all, names, match)), [all, names, match]);
  return (
    <main id="content" className="compare-page" tabIndex={-1}>
      <h1 className="page-title">{plural(chosen.length, "run")} compared</h1>
      {answer.state === "failed" && <Failure error={answer.error} onRetry={() => retry(request)} />}
      {all === null && answer.state !== "failed" && <p className="quiet-line">Asking for the runs…</p>}
      {all !== null && chosen.length === 0 && (
        <p className="quiet-line">
          None of the runs in the address exists.{" "}
          <BoardLink to={{ ...HOME, page: "runs" }}>Choose some from the list.</BoardLink>
        </p>
      )}
      {chosen.length > 0 && <Charts runs={chosen} />}
    </main>
  );
}

function chosenRuns(all: readonly RunSummary[], names: readonly string[], match: string | null) {
  if (match === null) {
    const wanted = new Set(names);
    return all.filter(({ run }) => wanted.has(run));
  }
  const { matches } = filterOf(match);
  return all.filter(({ run }) => matches(run));
}

function Charts({ runs }: { readonly runs: readonly RunSummary[] }) {
  const [text, setText] = useState("");
  const key = runs.map(({ run }) => run).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the names; summaries change with every point
  const names = useMemo(() => runs.map(({ run }) => run), [key]);
  const identities = useMemo(() => identitiesOf(names), [names]);
  const request = useMemo(() => sharedTagsRequest(names), [names]);
  const answer = useResource(request);
  const tags = comparedTags(answer.data?.tags ?? [], runs);
  const scene = useComparison(runs, tags);
  const shared = tags.filter(({ runCount }) => runCount > 1 || names.length === 1);
  const filter = filterOf(text);
  const shown = shared.filter(({ tag }) => filter.matches(tag));
  return (
    <>
      <ChartSettings reference={axisReference(names, tags)} />
      <RunKey names={names} identities={identities} />
      <div className="sticky-time">
        <TimeBar {...scene} name="Time" />
      </div>
      <FilterBox
        label="Filter tags"
        placeholder="name, or /regular expression/"
        text={text}
        onChange={setText}
        problem={filter.problem}
        count={countWords(shown, shared, tags)}
      />
      {answer.state === "failed" && answer.data === null && (
        <Failure error={answer.error} onRetry={() => retry(request)} />
      )}
      <div className="card-grid">
        {shown.map((tag) => (
          <ComparisonCard key={tag.tag} scene={scene} shared={tag} runs={names} identities={identities} />
        ))}
      </div>
    </>
  );
}

/** The first run, by the tag that most runs have; where it lacks that, cursor and range let go. */
function axisReference([run]: readonly string[], tags: readonly SharedTag[]) {
  const most = tags.reduce<SharedTag | null>(
    (best, tag) => (best === null || tag.runCount > best.runCount ? tag : best),
    null,
  );
  return run === undefined || most === null ? null : { run, tag: most.tag };
}

function countWords(shown: readonly SharedTag[], shared: readonly SharedTag[], all: readonly SharedTag[]) {
  const of = shown.length === shared.length ? "" : ` of ${whole(shared.length)}`;
  const alone = all.length - shared.length;
  const rest = alone === 0 ? "" : `, ${plural(alone, "more is", "more are")} in one run only`;
  return `${whole(shown.length)}${of} shared ${shown.length === 1 ? "tag" : "tags"}${rest}`;
}

/** With more names than these a key is a list to read; the charts name the line under the pointer. */
const MOST_NAMES = 24;

interface RunKeyProps {
  readonly names: readonly string[];
  readonly identities: ReturnType<typeof identitiesOf>;
}

function RunKey({ names, identities }: RunKeyProps) {
  if (names.length > MOST_NAMES) {
    return <p className="quiet-line">The line under the pointer is named beside its chart.</p>;
  }
  return (
    <ul className="compare-key" aria-label="Runs">
      {names.map((run) => (
        <li key={run}>
          <svg width="28" height="8" aria-hidden="true">
            <path
              d="M0 4h28"
              stroke={identities.get(run)?.color}
              strokeWidth="2.5"
              strokeDasharray={identities.get(run)?.dash.join(" ")}
            />
          </svg>
          <BoardLink to={{ ...HOME, run, page: "game" }}>{runWords(run)}</BoardLink>
        </li>
      ))}
    </ul>
  );
}
