/** Offers another axis where the log's steps do not lay it out: one line, one press. */
import type { RunResponse } from "../../api/index.ts";
import type { Axis } from "../../model/index.ts";
import { axisReferenceOf, referenceTag } from "../time/reference-tag.ts";
import { onlyStep, type StepHabits } from "../time/step-habits.ts";
import { plural, whole } from "../words/numbers.ts";
import { chooseAxis } from "./choose-axis.ts";
import { useStepHabits } from "./use-step-habits.ts";

/** A share of repeated steps from which a line by step is more upright strokes than line. */
const MANY_REPEATED = 0.1;

interface AxisSuggestionProps {
  readonly response: RunResponse;
  readonly axis: Axis;
}

export function AxisSuggestion({ response, axis }: AxisSuggestionProps) {
  const habits = useStepHabits(response);
  const words = axis === "step" ? suggestionWords(response, habits) : null;
  if (words === null) return null;
  const reference = axisReferenceOf(response);
  return (
    <p className="suggestion" role="status">
      {words}
      <button type="button" className="button" onClick={() => void chooseAxis("index", reference)}>
        Show by index
      </button>
      <button type="button" className="button" onClick={() => void chooseAxis("relative", reference)}>
        Show by time
      </button>
    </p>
  );
}

function suggestionWords({ tags }: RunResponse, habits: StepHabits | null): string | null {
  const points = referenceTag(tags)?.points ?? 0;
  const step = onlyStep(tags);
  if (step !== null) return `All ${plural(points, "point")} are at step ${whole(step)}.`;
  if (habits === null) return null;
  if (habits.restartSteps.length > 1)
    return `The steps begin again ${whole(habits.restartSteps.length)} times.`;
  if (habits.repeatedPoints < points * MANY_REPEATED) return null;
  const least = habits.isExact ? "" : "At least ";
  return `${least}${whole(habits.repeatedPoints)} of ${plural(points, "point")} repeat a step.`;
}
