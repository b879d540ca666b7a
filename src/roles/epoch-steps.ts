/** Tells steps that may be epochs: logged one after the other, and too slow for updates of the weights. */
import type { ValueKind } from "../model/index.ts";

export interface DatedSteps {
  readonly kind: ValueKind;
  readonly count: number;
  readonly firstStep: bigint;
  readonly lastStep: bigint;
  /** From the first value to the last. */
  readonly seconds: number;
}

interface Habit {
  /** Fewer are a short beginning, of which little is known. */
  readonly fewestValues: number;
  /** What is logged of updates is logged less often than this many steps apart on average. */
  readonly mostStepsApart: number;
  /** How long a step takes at least that is an epoch. */
  readonly secondsAtLeast: number;
}

/** A tutorial's update takes less, and may be logged with all it gives while somebody hunts for a mistake. */
const PICTURES: Habit = { fewestValues: 4, mostStepsApart: 5, secondsAtLeast: 0.1 };

const HABITS: { readonly [Kind in ValueKind]?: Habit } = {
  // Updates of large networks take as long, and none can be told apart.
  scalar: { fewestValues: 2, mostStepsApart: 1, secondsAtLeast: 0.3 },
  image: PICTURES,
  audio: PICTURES,
  text: PICTURES,
  // Some log these at every update of a small convolutional game on a processor.
  histogram: { ...PICTURES, secondsAtLeast: 0.4 },
};

/** As Keras's TensorBoard callback names what it logs. */
const NAMED_AFTER_EPOCHS = /^epoch_/;

export function isNamedAfterEpochs(tag: string): boolean {
  return NAMED_AFTER_EPOCHS.test(tag);
}

/** For scalars a doubt; for what nobody keeps of every other update, a sign. */
export function mayCountEpochs({ kind, count, firstStep, lastStep, seconds }: DatedSteps): boolean {
  const habit = HABITS[kind];
  const steps = Number(lastStep - firstStep);
  return habit !== undefined && isLoggedOften(habit, count, steps) && seconds >= habit.secondsAtLeast * steps;
}

/** Whether a series is worth a look at its times. */
export function mayBeLoggedAnEpoch({
  kind,
  count,
  firstStep,
  lastStep,
}: Omit<DatedSteps, "seconds">): boolean {
  const habit = HABITS[kind];
  return habit !== undefined && isLoggedOften(habit, count, Number(lastStep - firstStep));
}

function isLoggedOften({ fewestValues, mostStepsApart }: Habit, count: number, steps: number): boolean {
  return count >= fewestValues && steps > 0 && steps <= mostStepsApart * (count - 1);
}
