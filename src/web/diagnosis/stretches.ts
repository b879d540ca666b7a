/** Which stretches of a run the diagnosis speaks of, for the figures to show. */
import type { DiagnosisResponse, FindingOfGame } from "../../api/index.ts";
import { tagsBehind } from "../../model/index.ts";
import { diagnosisRequest } from "../data/requests.ts";
import { useSteadyResource } from "../data/use-resource.ts";
import type { Stretch } from "../figures/index.ts";
import type { Scene } from "../run-page/scene.ts";

/** One an incident that stands for itself; none on other axes than steps. */
export function incidentsOf(diagnosis: DiagnosisResponse): Stretch[] {
  return findingsOf(diagnosis)
    .filter(({ explainedBy }) => explainedBy === null)
    .map((finding) => stretchOf(finding, finding.firstStep, finding.lastStep));
}

/** Where findings rest on any of these tags. */
export function evidenceOn(diagnosis: DiagnosisResponse, tags: readonly string[]): Stretch[] {
  return findingsOf(diagnosis).flatMap((finding) => {
    const evidence = finding.evidence.find(({ tag }) =>
      tagsBehind(tag).some((behind) => tags.includes(behind)),
    );
    return evidence === undefined ? [] : [stretchOf(finding, evidence.fromStep, evidence.toStep)];
  });
}

function findingsOf({ games }: DiagnosisResponse): readonly FindingOfGame[] {
  return games.flatMap(({ findings }) => findings);
}

function stretchOf({ headline, state }: FindingOfGame, from: number, to: number): Stretch {
  const kind = state === "confirmed" ? "bad" : state === "suspected" ? "warning" : "past";
  return { from, to, label: headline, kind };
}

export function useDiagnosis({ run, axis }: Scene): DiagnosisResponse | null {
  const { data } = useSteadyResource(axis === "step" ? diagnosisRequest(run) : null);
  return axis === "step" ? data : null;
}
