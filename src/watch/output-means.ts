/** Reads mean discriminator outputs from the first histograms of them, for what only outputs can tell of a game. */
import { ExplainedError, type Histogram, type RoleOfTag, type ScalarColumns } from "../model/index.ts";
import type { StoreReader, TagRecord, ValueReader } from "../store/index.ts";

/** As many as settle it: relations of losses and outputs hold at any time of a training. */
const FIRST_HISTOGRAMS = 32;
const SIDES = ["d.out.real", "d.out.fake"] as const;

/** By tag; only of sides whose outputs are logged in no other way. Nothing of histograms that can't be read. */
export async function meansOfOutputHistograms(
  { store, values }: { readonly store: StoreReader; readonly values: ValueReader },
  {
    run,
    tags,
    roles,
  }: { readonly run: string; readonly tags: readonly TagRecord[]; readonly roles: readonly RoleOfTag[] },
): Promise<ReadonlyMap<string, ScalarColumns>> {
  const kinds = new Map(tags.map(({ tag, kind }) => [tag, kind]));
  const means = new Map<string, ScalarColumns>();
  for (const side of SIDES) {
    const ofSide = roles.filter(({ role }) => role === side);
    if (ofSide.some(({ tag }) => kinds.get(tag) === "scalar")) continue;
    for (const { tag } of ofSide) {
      if (kinds.get(tag) !== "histogram") continue;
      const columns = await meansOf({ store, values }, run, tag);
      if (columns !== null) means.set(tag, columns);
    }
  }
  return means;
}

async function meansOf(
  { store, values }: { readonly store: StoreReader; readonly values: ValueReader },
  run: string,
  tag: string,
): Promise<ScalarColumns | null> {
  const { steps, wallTimes } = await store.blobs(run, tag);
  const rows = Array.from({ length: Math.min(FIRST_HISTOGRAMS, steps.length) }, (_, row) => row);
  try {
    const histograms = await values.histograms(run, tag, rows);
    return {
      steps: steps.slice(0, rows.length),
      wallTimes: wallTimes.slice(0, rows.length),
      values: Float64Array.from(histograms, meanOf),
    };
  } catch (error) {
    // Whoever shows the histogram says why.
    if (error instanceof ExplainedError) return null;
    throw error;
  }
}

/** With the mass of a bin at its middle; NaN of none. */
function meanOf({ lefts, rights, counts }: Histogram): number {
  let [total, sum] = [0, 0];
  counts.forEach((count, bin) => {
    if (count <= 0) return;
    total += count;
    sum += (count * ((lefts[bin] ?? Number.NaN) + (rights[bin] ?? Number.NaN))) / 2;
  });
  return sum / total;
}
