/** Tells logs whose steps are epochs: nobody keeps pictures, or slow histograms, of every other update of the weights. */
import type { StepUnit } from "../diagnosis/index.ts";
import type { ValueKind } from "../model/index.ts";
import type { StoreReader, TagRecord } from "../store/index.ts";

/** How long a step takes at least where this is logged every few steps, and they are epochs. In seconds. */
const SECONDS_BY_KIND: { readonly [Kind in ValueKind]?: number } = {
  // A tutorial's update takes less, and may be logged with all it gives while somebody hunts for a mistake.
  image: 0.1,
  audio: 0.1,
  text: 0.1,
  // Some log these at every update of a small convolutional game on a processor.
  histogram: 0.4,
};
/** Fewer are a short beginning, of which little is known. */
const FEWEST_VALUES = 4;
/** Samples of updates are kept every few dozen at the most often. */
const MOST_STEPS_APART = 5;
/** As Keras's TensorBoard callback names what it logs. */
const NAMED_AFTER_EPOCHS = /^epoch_/;

export async function stepUnitOf(
  store: StoreReader,
  run: string,
  tags: readonly TagRecord[],
): Promise<StepUnit> {
  if (tags.some(({ tag }) => NAMED_AFTER_EPOCHS.test(tag))) return "epoch";
  for (const tag of tags) {
    const secondsAtLeast = SECONDS_BY_KIND[tag.kind];
    if (secondsAtLeast === undefined || !isDense(tag)) continue;
    const { wallTimes } = await store.blobs(run, tag.tag);
    const seconds = (wallTimes.at(-1) ?? 0) - (wallTimes[0] ?? 0);
    return seconds >= secondsAtLeast * stepsOf(tag) ? "epoch" : "unknown";
  }
  return "unknown";
}

function isDense(tag: TagRecord): boolean {
  const steps = stepsOf(tag);
  return tag.pointCount >= FEWEST_VALUES && steps > 0 && steps <= MOST_STEPS_APART * (tag.pointCount - 1);
}

function stepsOf({ firstStep, lastStep }: TagRecord): number {
  return Number(lastStep - firstStep);
}
