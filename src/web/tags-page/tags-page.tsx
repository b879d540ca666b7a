/** Everything a run has logged, whether or not its role in the game was recognised. */
import { useState } from "react";
import type { RunResponse } from "../../api/index.ts";
import { EstimateCard } from "../derived/estimate-card.tsx";
import { type EstimateSeries, estimatesOf, loggedTags } from "../derived/estimates.ts";
import { TimeBar } from "../figures/index.ts";
import { AxisSuggestion } from "../run-page/axis-suggestion.tsx";
import { ChartSettings } from "../run-page/chart-settings.tsx";
import type { Scene } from "../run-page/scene.ts";
import { filterOf } from "../runs-page/run-rows.ts";
import { FilterBox } from "../shell/filter-box.tsx";
import { axisReferenceOf } from "../time/reference-tag.ts";
import { plural, whole } from "../words/numbers.ts";
import { TagCard } from "./tag-card.tsx";
import { kindWords, type TagGroup, tagGroups } from "./tag-groups.ts";

interface TagsPageProps {
  readonly response: RunResponse;
  readonly scene: Scene;
}

export function TagsPage({ response, scene }: TagsPageProps) {
  const [text, setText] = useState("");
  const filter = filterOf(text);
  const logged = loggedTags(response.tags);
  const tags = logged.filter(({ tag }) => filter.matches(tag));
  const groups = tagGroups(tags);
  const estimates = estimatesOf(response.tags).filter(
    ({ tag, name }) => filter.matches(tag) || filter.matches(name),
  );
  const total = logged.length;
  return (
    <>
      <h1 className="page-title">All tags</h1>
      <FilterBox
        label="Filter tags"
        placeholder="name, or /regular expression/"
        text={text}
        onChange={setText}
        problem={filter.problem}
        count={
          tags.length === total ? plural(total, "tag") : `${whole(tags.length)} of ${plural(total, "tag")}`
        }
      />
      <ChartSettings reference={axisReferenceOf(response)} />
      <AxisSuggestion response={response} axis={scene.axis} />
      <div className="sticky-time">
        <TimeBar {...scene} name="Time" />
      </div>
      <Hyperparameters values={response.hyperparameters} />
      {groups.map((group) => (
        <Group key={`${group.kind}/${group.prefix}`} group={group} scene={scene} />
      ))}
      <DerivedGroup estimates={estimates} scene={scene} />
      {tags.length === 0 && estimates.length === 0 && <p className="quiet-line">No tag matches “{text}”.</p>}
    </>
  );
}

function Group({ group, scene }: { readonly group: TagGroup; readonly scene: Scene }) {
  return (
    <details className="tag-group" open>
      <summary>
        <h2>
          {kindWords(group.kind)}
          {group.prefix !== "" && <span> · {group.prefix}</span>}
        </h2>
        <span className="quiet-line">{whole(group.tags.length)}</span>
      </summary>
      <div className="card-grid">
        {group.tags.map((tag) => (
          <TagCard key={tag.tag} tag={tag} scene={scene} />
        ))}
      </div>
    </details>
  );
}

interface DerivedGroupProps {
  readonly estimates: readonly EstimateSeries[];
  readonly scene: Scene;
}

function DerivedGroup({ estimates, scene }: DerivedGroupProps) {
  if (estimates.length === 0) return null;
  return (
    <details className="tag-group" open>
      <summary>
        <h2>
          Derived<span> · computed by Nashboard from what the run logs</span>
        </h2>
        <span className="quiet-line">{whole(estimates.length)}</span>
      </summary>
      <div className="card-grid">
        {estimates.map((estimate) => (
          <EstimateCard key={estimate.tag} estimate={estimate} scene={scene} showsProvenance />
        ))}
      </div>
    </details>
  );
}

function Hyperparameters({ values }: { readonly values: RunResponse["hyperparameters"] }) {
  if (values.length === 0) return null;
  return (
    <details className="tag-group">
      <summary>
        <h2>Hyper-parameters as logged</h2>
        <span className="quiet-line">{whole(values.length)}</span>
      </summary>
      <dl className="hyperparameters">
        {values.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
