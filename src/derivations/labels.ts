/** Whether the discriminator of a conditional game minds the label: its outputs on real samples under theirs and under others. */
import { areaUnderCurveOfHistograms } from "../metrics/index.ts";
import type { Histogram } from "../model/index.ts";
import type { DerivedValue } from "./derived-value.ts";

export interface LabelsAtStep {
  readonly right: Histogram;
  readonly other: Histogram;
  /** Then the order is turned around, so that above ½ means that the right label is believed more. */
  readonly isLowOnReal: boolean;
}

export function deriveFromLabels({ right, other, isLowOnReal }: LabelsAtStep): DerivedValue[] {
  const estimate = isLowOnReal
    ? areaUnderCurveOfHistograms(other, right)
    : areaUnderCurveOfHistograms(right, other);
  return [{ metric: "outputs/label-auc", estimate }];
}
