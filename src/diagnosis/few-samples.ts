/** What tells a collapse besides how alike samples are: which measure speaks for them, and whether they get better. */
import { type SignsOfImages, stayFar } from "./alike-images.ts";
import type { Reading } from "./reading.ts";

/** Pixels that are so many times as varied as they were, or as many times less, are other samples: by a quarter. */
const CHANGED_AT_LEAST = 1.25;

/** Whether features that are older than pixels still speak of the same samples. */
export function areCurrent(features: Reading, diversity: Reading | null): boolean {
  if (diversity === null) return true;
  const windows = diversity.recent(diversity.windowCount);
  const then = windows.findLast(({ toStep }) => toStep <= features.window.toStep) ?? windows[0];
  const change = diversity.value / (then?.median ?? Number.NaN);
  return !(change >= CHANGED_AT_LEAST || change <= 1 / CHANGED_AT_LEAST);
}

interface OfProgress extends SignsOfImages {
  readonly steps: number;
  readonly windows: number;
  readonly progress: number;
}

/** A generator that was never varied may still learn: a distance that does not fall says that it does not. */
export function isStuck(
  measured: OfProgress,
  t: {
    readonly farSteps: number;
    readonly farAtLeast: number;
    readonly nearingAtLeast: number;
    readonly patienceSteps: number;
    readonly patience: number;
    readonly progressAtLeast: number;
    readonly energyAtLeast: number;
    readonly earlyEpochs: number;
  },
): boolean {
  const { steps, windows, progress, energy } = measured;
  if (!(steps < t.farSteps) && windows > t.earlyEpochs && stayFar(measured, t)) return true;
  if (steps < t.patienceSteps) return false;
  if (Number.isNaN(progress)) return windows >= t.patience;
  return progress > -t.progressAtLeast && !(energy < t.energyAtLeast);
}
