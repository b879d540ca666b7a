/** Which probes are due at a step, and whether of whole banks or of slices. */
import { type Cadence, isDue, isSliced, isTurn } from "./cadence.ts";
import type { Due } from "./probe.ts";

export function dueProbes(cadence: Cadence, step: number): { readonly whole: Due; readonly sliced: Due } {
  const { probes, samples, random, features } = cadence;
  const dueAmong = (takesSlices: boolean): Due => {
    const isAmong = (every: number) => isSliced(every, cadence, step) === takesSlices;
    return {
      probes: isDue(probes, step) && isAmong(probes),
      samples: isDue(samples, step) && isAmong(samples),
      random: isTurn(random, step) && isAmong(random),
      // Distances between eight samples say nothing: features come with whole banks only.
      features: !takesSlices && isTurn(features, step) && isAmong(features),
    };
  };
  return { whole: dueAmong(false), sliced: dueAmong(true) };
}
