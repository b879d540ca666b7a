/** What a run is, worked out anew only when it has gained tags or many more of its first points. */
import { ExplainedError, type Game, type RoleOfTag, type ScalarColumns } from "../model/index.ts";
import { type Corrections, correctedLossFamily, type GameHints, recogniseGames } from "../roles/index.ts";
import type { Hyperparameter, StoreReader, TagRecord, ValueReader } from "../store/index.ts";
import { meansOfOutputHistograms } from "./output-means.ts";
import {
  type CorrectionsReader,
  createRoleReader,
  firstPointsOf,
  firstPointsStage,
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
  readonly stage: number;
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
    const stage = firstPointsStage(tags);
    const corrected = await corrections();
    const before = known.get(run);
    const isKnown = before?.tagCount === tags.length && before.stage === stage;
    if (isKnown && before.corrections === corrected) return before.description;
    const roles = await readRoles(run);
    const description = await describe(store, values, { run, tags, roles, corrected });
    const isWhole = description.hyperparameters[0]?.name !== UNREADABLE;
    if (isWhole) known.set(run, { tagCount: tags.length, stage, corrections: corrected, description });
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
    corrected,
  }: {
    readonly run: string;
    readonly tags: readonly TagRecord[];
    readonly roles: readonly RoleOfTag[];
    readonly corrected: Corrections;
  },
): Promise<RunDescription> {
  const asked = tagsAskedFor(roles);
  const read = tags.filter(({ tag }) => asked.has(tag));
  const asLogged = new Map([
    ...(await firstPointsOf(store, run, read)),
    ...(await meansOfOutputHistograms({ store, values }, { run, tags: read, roles })),
  ]);
  const series = inMeantSigns(asLogged, roles);
  const hyperparameters = await hyperparametersOf(values, run);
  const lossFamily = hyperparameters.find(({ name }) => name === "loss")?.value;
  const recognised = (hints: GameHints) =>
    recogniseGames(roles, (_run, tag) => series.get(tag) ?? null, {
      ...(lossFamily === undefined ? {} : { lossFamily }),
      ...hints,
    });
  const entry = correctedLossFamily(run, corrected);
  if (entry === undefined) return { roles, games: recognised({}), hyperparameters };
  const { runPattern, family } = entry;
  const overruled = recognised({});
  const games = recognised({ correctedFamily: family }).map((game, place) => ({
    ...game,
    correction: { runPattern, recognised: overruled[place] ?? game },
  }));
  return { roles, games, hyperparameters };
}

/** The few of a run's tags whose values say how its games' losses are written. */
function tagsAskedFor(roles: readonly RoleOfTag[]): ReadonlySet<string> {
  const asked = new Set<string>();
  recogniseGames(roles, (_run, tag) => {
    asked.add(tag);
    return null;
  });
  return asked;
}

/** Negated where the user says that a tag is logged with the opposite sign. */
function inMeantSigns(
  series: ReadonlyMap<string, ScalarColumns>,
  roles: readonly RoleOfTag[],
): ReadonlyMap<string, ScalarColumns> {
  const inverted = new Set(roles.flatMap(({ tag, isInverted }) => (isInverted === true ? [tag] : [])));
  if (inverted.size === 0) return series;
  return new Map(
    [...series].map(([tag, columns]) => [
      tag,
      inverted.has(tag) ? { ...columns, values: columns.values.map((value) => -value) } : columns,
    ]),
  );
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
