/** Tells logs whose steps are epochs: nobody keeps pictures, or slow histograms, of every other update of the weights. */
import type { StepUnit } from "../diagnosis/index.ts";
import { isNamedAfterEpochs, mayBeLoggedAnEpoch, mayCountEpochs } from "../roles/index.ts";
import type { StoreReader, TagRecord } from "../store/index.ts";

export async function stepUnitOf(
  store: StoreReader,
  run: string,
  tags: readonly TagRecord[],
): Promise<StepUnit> {
  if (tags.some(({ tag }) => isNamedAfterEpochs(tag))) return "epoch";
  const dated = tags
    .filter(({ kind }) => kind !== "scalar")
    .find((tag) => mayBeLoggedAnEpoch({ ...tag, count: tag.pointCount }));
  if (dated === undefined) return "unknown";
  const { wallTimes } = await store.blobs(run, dated.tag);
  const seconds = (wallTimes.at(-1) ?? 0) - (wallTimes[0] ?? 0);
  return mayCountEpochs({ ...dated, count: dated.pointCount, seconds }) ? "epoch" : "unknown";
}
