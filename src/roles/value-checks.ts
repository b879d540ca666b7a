/** How badly a form of the losses fits what is logged: one check for each thing that it would have to explain. */
import type { Check, Hypothesis, Tried } from "./value-hypothesis.ts";
import { checkOpening, checkSign } from "./value-opening.ts";
import { checkBothLosses, checkFakeSide, checkGeneratorOutput, checkOutputs } from "./value-relations.ts";

export function checksOf(tried: Tried, hypothesis: Hypothesis, weight: number): Check[] {
  return [
    checkSign(tried, hypothesis),
    checkOpening(tried, hypothesis, weight),
    checkOutputs(tried, hypothesis),
    checkGeneratorOutput(tried, hypothesis, weight),
    checkFakeSide(tried, hypothesis, weight),
    checkBothLosses(tried, hypothesis, weight),
  ].filter((check) => check !== undefined);
}
