/** How gradient norms run from layer to layer: whether they vanish or explode on their way to the first one. */
import type { Numbers } from "../statistics/quantiles.ts";

/**
 * `slope`: decades (powers of ten) that the norm grows by with each layer towards the output.
 * `firstToLast`: norm of the first layer over that of the last. `zeroCount` and `nonFiniteCount` layers
 * have no logarithm and are left out of the slope.
 */
export interface GradientNormProfile {
  readonly slope: number;
  readonly firstToLast: number;
  readonly zeroCount: number;
  readonly nonFiniteCount: number;
}

/**
 * The profile of gradient norms over depth: least-squares slope of log₁₀ of the norm, and the ratio of its ends.
 *
 * `norms`: one L2 norm a layer, the layer nearest the input first. Decades a layer, 0 where norms are even; positive
 * where gradients vanish towards the input. Compare with the run's own baseline: a change by one decade over the whole
 * depth is much. NaN for fewer than two usable layers. Cost: O(layers). Source: the thresholds in use (first to last
 * above 70 exploding, below 1e-3 vanishing) are AutoTrainer's (Zhang et al. 2021).
 * @example
 * gradientNormProfile([0.001, 0.01, 0.1]).slope; // => 1
 */
export function gradientNormProfile(norms: Numbers): GradientNormProfile {
  const layers = Array.from(norms, (norm, depth) => ({ norm, depth }));
  const usable = layers.filter(({ norm }) => norm > 0 && Number.isFinite(norm));
  const meanDepth = meanOf(usable.map(({ depth }) => depth));
  const logs = usable.map(({ norm }) => Math.log10(norm));
  const meanLog = meanOf(logs);
  let [mixed, squared] = [0, 0];
  usable.forEach(({ depth }, at) => {
    mixed += (depth - meanDepth) * ((logs[at] ?? Number.NaN) - meanLog);
    squared += (depth - meanDepth) ** 2;
  });
  return {
    slope: mixed / squared,
    firstToLast: (norms[0] ?? Number.NaN) / (norms[norms.length - 1] ?? Number.NaN),
    zeroCount: layers.filter(({ norm }) => norm === 0).length,
    nonFiniteCount: layers.filter(({ norm }) => !Number.isFinite(norm)).length,
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
