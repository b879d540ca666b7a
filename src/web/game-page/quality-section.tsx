/** How good the samples are and how far apart the sides: what is derived from the log, as small multiples. */
import type { DerivationState, RunResponse } from "../../api/index.ts";
import { address } from "../address/address-store.ts";
import { BoardLink } from "../address/link.tsx";
import { derivationsRequest } from "../data/requests.ts";
import { useResource } from "../data/use-resource.ts";
import { EstimateCard } from "../derived/estimate-card.tsx";
import { estimatesOf } from "../derived/estimates.ts";
import { qualityGroups } from "../derived/quality-groups.ts";
import type { Scene } from "../run-page/scene.ts";
import { plural, whole } from "../words/numbers.ts";

interface QualitySectionProps {
  readonly response: RunResponse;
  readonly scene: Scene;
}

export function QualitySection({ response, scene }: QualitySectionProps) {
  const states = useResource(derivationsRequest(response.run)).data?.derivations ?? [];
  const estimates = estimatesOf(response.tags);
  const groups = qualityGroups(estimates);
  const shownCount = groups.reduce((sum, group) => sum + group.estimates.length, 0);
  if (groups.length === 0 && states.length === 0) return null;
  return (
    <section aria-labelledby="quality" className="quality">
      <div className="quality-head">
        <h2 id="quality" className="section-title">
          Quality <small>derived from what the run logs</small>
        </h2>
        <span className="quiet-line">{progressWords(states)}</span>
      </div>
      {groups.map(({ title, estimates: ofGroup }) => (
        <div key={title}>
          <p className="quality-group">{title}</p>
          <div className="card-grid">
            {ofGroup.map((estimate) => (
              <EstimateCard key={estimate.tag} estimate={estimate} scene={scene} />
            ))}
          </div>
        </div>
      ))}
      {estimates.length > shownCount && (
        <p className="quiet-line">
          {whole(estimates.length - shownCount)} more are on the page of{" "}
          <BoardLink to={{ ...address.get(), page: "tags" }}>all tags</BoardLink>.
        </p>
      )}
    </section>
  );
}

/** "" when nothing is left to do; a running log is always a moment ahead. */
function progressWords(states: readonly DerivationState[]): string {
  const behind = states.reduce((sum, state) => sum + state.behind, 0);
  const done = states.reduce((sum, state) => sum + state.done, 0);
  if (behind <= states.length) return "";
  return `deriving: ${plural(behind, "moment")} behind, ${whole(done)} done`;
}
