/** What a run's tags mean, worked out anew only when it has gained tags or its first points. */
import type { ScalarColumns } from "../model/index.ts";
import { recogniseGames, recogniseRoles } from "../roles/index.ts";
import type { RunDescription } from "../server/index.ts";
import type { StoreReader, TagRecord, ValueReader } from "../store/index.ts";

/** Points of a series from which values, and not names alone, can tell a loss family. */
const FIRST_POINTS = 200;

interface Known {
  readonly tagCount: number;
  readonly hasFirstPoints: boolean;
  readonly description: RunDescription;
}

export function createDescriber(
  store: StoreReader,
  values: ValueReader,
): (run: string) => Promise<RunDescription> {
  const known = new Map<string, Known>();
  return async (run) => {
    const tags = await store.tags(run);
    const hasFirstPoints = tags.some(
      ({ kind, pointCount }) => kind === "scalar" && pointCount >= FIRST_POINTS,
    );
    const before = known.get(run);
    if (before?.tagCount === tags.length && before.hasFirstPoints === hasFirstPoints)
      return before.description;
    const description = await describe(store, values, { run, tags });
    known.set(run, { tagCount: tags.length, hasFirstPoints, description });
    return description;
  };
}

async function describe(
  store: StoreReader,
  values: ValueReader,
  { run, tags }: { readonly run: string; readonly tags: readonly TagRecord[] },
): Promise<RunDescription> {
  const series = await firstPointsOf(store, run, tags);
  const lookUp = (_run: string, tag: string) => series.get(tag) ?? null;
  const hyperparameters = await values.hyperparameters(run);
  const roles = recogniseRoles(
    tags.map(({ tag, kind }) => ({ run, tag, kind })),
    lookUp,
  );
  const lossFamily = hyperparameters.find(({ name }) => name === "loss")?.value;
  const games = recogniseGames(roles, lookUp, lossFamily === undefined ? {} : { lossFamily });
  return { roles, games, hyperparameters };
}

async function firstPointsOf(
  store: StoreReader,
  run: string,
  tags: readonly TagRecord[],
): Promise<ReadonlyMap<string, ScalarColumns>> {
  const series = new Map<string, ScalarColumns>();
  for (const { tag, kind } of tags) {
    if (kind !== "scalar") continue;
    series.set(tag, await store.scalars(run, tag, FIRST_POINTS));
  }
  return series;
}
