/** Which of the projected steps the cursor stands at. */
import { useSyncExternalStore } from "react";
import type { ProjectionStep } from "../../api/index.ts";
import type { Scene } from "../run-page/scene.ts";
import type { ProjectionDone } from "./drawable-places.ts";
import type { StepPlaces } from "./use-step-places.ts";

/** null while there is no layout. */
export function useCursorStep(
  { cursor, domain }: Scene,
  done: ProjectionDone | null,
  { placeOf }: StepPlaces,
): { readonly at: number; readonly step: ProjectionStep } | null {
  const pinned = useSyncExternalStore(cursor.subscribe, cursor.step);
  const steps = done?.facts.steps ?? [];
  const place = pinned ?? domain.to;
  const found = steps.findLastIndex(({ step, entry }) => (placeOf(entry) ?? step) <= place);
  const at = Math.max(0, found);
  const step = steps[at];
  return step === undefined ? null : { at, step };
}
