/** What a run is, worked out anew only when it has gained tags or its first points. */
import { ExplainedError, type Game, type RoleOfTag } from "../model/index.ts";
import { recogniseGames } from "../roles/index.ts";
import type { Hyperparameter, StoreReader, TagRecord, ValueReader } from "../store/index.ts";
import { createRoleReader, firstPointsOf, haveFirstPoints } from "./roles-of-runs.ts";

/** What was recognised in a run. */
export interface RunDescription {
  readonly roles: readonly RoleOfTag[];
  readonly games: readonly Game[];
  readonly hyperparameters: readonly Hyperparameter[];
}

/** Stands where the names of hyperparameters would, if they could be read. */
const UNREADABLE = "cannot be read";

interface Known {
  readonly tagCount: number;
  readonly hasFirstPoints: boolean;
  readonly description: RunDescription;
}

/** `readRoles` may be shared with others that ask for the roles alone. */
export function createDescriber(
  store: StoreReader,
  values: ValueReader,
  readRoles = createRoleReader(store),
): (run: string) => Promise<RunDescription> {
  const known = new Map<string, Known>();
  return async (run) => {
    const tags = await store.tags(run);
    const hasFirstPoints = haveFirstPoints(tags);
    const before = known.get(run);
    if (before?.tagCount === tags.length && before.hasFirstPoints === hasFirstPoints)
      return before.description;
    const roles = await readRoles(run);
    const description = await describe(store, values, { run, tags, roles });
    const isWhole = description.hyperparameters[0]?.name !== UNREADABLE;
    if (isWhole) known.set(run, { tagCount: tags.length, hasFirstPoints, description });
    return description;
  };
}

async function describe(
  store: StoreReader,
  values: ValueReader,
  {
    run,
    tags,
    roles,
  }: {
    readonly run: string;
    readonly tags: readonly TagRecord[];
    readonly roles: readonly RoleOfTag[];
  },
): Promise<RunDescription> {
  const series = await firstPointsOf(store, run, tags);
  const hyperparameters = await hyperparametersOf(values, run);
  const lossFamily = hyperparameters.find(({ name }) => name === "loss")?.value;
  const hints = lossFamily === undefined ? {} : { lossFamily };
  const games = recogniseGames(roles, (_run, tag) => series.get(tag) ?? null, hints);
  return { roles, games, hyperparameters };
}

/** A record that is broken, or gone with its file, must not take the rest of the run with it. */
async function hyperparametersOf(values: ValueReader, run: string): Promise<readonly Hyperparameter[]> {
  try {
    return await values.hyperparameters(run);
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    return [{ name: UNREADABLE, value: error.what }];
  }
}
