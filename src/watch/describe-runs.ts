/** What a run is, worked out anew only when it has gained tags or its first points. */
import { ExplainedError, type Game, type LossFamily, type RoleOfTag } from "../model/index.ts";
import { type Corrections, correctedLossFamily, recogniseGames } from "../roles/index.ts";
import type { Hyperparameter, StoreReader, TagRecord, ValueReader } from "../store/index.ts";
import {
  type CorrectionsReader,
  createRoleReader,
  firstPointsOf,
  haveFirstPoints,
  noCorrections,
} from "./roles-of-runs.ts";

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
  readonly corrections: Corrections;
  readonly description: RunDescription;
}

/** `readRoles` may be shared with others that ask for the roles alone. */
export function createDescriber(
  store: StoreReader,
  values: ValueReader,
  {
    corrections = noCorrections,
    readRoles = createRoleReader(store, corrections),
  }: {
    readonly corrections?: CorrectionsReader;
    readonly readRoles?: ReturnType<typeof createRoleReader>;
  } = {},
): (run: string) => Promise<RunDescription> {
  const known = new Map<string, Known>();
  return async (run) => {
    const tags = await store.tags(run);
    const hasFirstPoints = haveFirstPoints(tags);
    const corrected = await corrections();
    const before = known.get(run);
    const isKnown = before?.tagCount === tags.length && before.hasFirstPoints === hasFirstPoints;
    if (isKnown && before.corrections === corrected) return before.description;
    const roles = await readRoles(run);
    const correctedFamily = correctedLossFamily(run, corrected);
    const description = await describe(store, values, { run, tags, roles, correctedFamily });
    const isWhole = description.hyperparameters[0]?.name !== UNREADABLE;
    if (isWhole)
      known.set(run, { tagCount: tags.length, hasFirstPoints, corrections: corrected, description });
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
    correctedFamily,
  }: {
    readonly run: string;
    readonly tags: readonly TagRecord[];
    readonly roles: readonly RoleOfTag[];
    readonly correctedFamily: LossFamily | undefined;
  },
): Promise<RunDescription> {
  const series = await firstPointsOf(store, run, tags);
  const hyperparameters = await hyperparametersOf(values, run);
  const lossFamily = hyperparameters.find(({ name }) => name === "loss")?.value;
  const hints = { correctedFamily, ...(lossFamily === undefined ? {} : { lossFamily }) };
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
