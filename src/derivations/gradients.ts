/** The norm of a layer's gradient, of a log that keeps gradients as histograms. */
import type { Histogram, Player } from "../model/index.ts";
import { type DerivedValue, numberAlone } from "./derived-value.ts";

export interface GradientsOfLayer {
  readonly player: Player;
  /** As it stands in the metric's name: one segment. */
  readonly layer: string;
}

export function deriveFromGradients(
  { player, layer }: GradientsOfLayer,
  gradients: Histogram,
): DerivedValue[] {
  return [numberAlone(`gradients/${player}/${layer}`, normOf(gradients))];
}

const THIRD = 1 / 3;

/** √Σx² with the mass of a bin spread evenly in it: an even spread over [l, r] has the mean square (l² + lr + r²) / 3. */
export function normOf({ lefts, rights, counts }: Histogram): number {
  let squares = 0;
  counts.forEach((count, bin) => {
    if (count === 0) return;
    const [left, right] = [lefts[bin] ?? Number.NaN, rights[bin] ?? Number.NaN];
    squares += count * THIRD * (left * left + left * right + right * right);
  });
  return Math.sqrt(squares);
}
