/** How far the derived series of a run are behind what it has logged. */
import type { StoreReader } from "../../store/index.ts";
import type { RunDescription } from "../describe-runs.ts";
import { derivationPlansOf } from "./derivation-plan.ts";
import { momentsFrom } from "./moments.ts";
import { strideOf } from "./thinned-moments.ts";

export interface DerivationProgress {
  /** As `derivedSource` names it. */
  readonly source: string;
  /** Steps of which everything has been derived, and of which it has not yet. */
  readonly done: number;
  readonly behind: number;
}

interface Asked {
  readonly store: StoreReader;
  readonly describe: (run: string) => Promise<Pick<RunDescription, "roles" | "games">>;
}

/** One entry for each group that can be derived from what the run logs. */
export function createDerivationProgress({ store, describe }: Asked) {
  return async (run: string): Promise<readonly DerivationProgress[]> => {
    const record = await store.run(run);
    if (record === null || record.lastStep === null) return [];
    const progress: DerivationProgress[] = [];
    for (const { source, tags, needsEqualSteps, measures } of derivationPlansOf(
      await describe(run),
      await store.tags(run),
    )) {
      const known = record.derivations.find(({ path }) => path === source);
      const [real, fake] = await Promise.all([store.blobs(run, tags.real), store.blobs(run, tags.fake)]);
      const indexes = { real, fake, heldOut: null };
      const pairing = { needsEqualSteps, throughStep: record.lastStep };
      const { moments, total } = momentsFrom(known?.resumeOffset ?? 0, indexes, pairing);
      const stride = strideOf(measures.kind, total);
      const behind = moments.filter(({ place }) => place % stride === 0).length;
      progress.push({ source, done: known?.recordCount ?? 0, behind });
    }
    return progress;
  };
}
