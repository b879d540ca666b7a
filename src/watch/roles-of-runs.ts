/** What a run's tags mean: from their names, and from first values only where names leave a question open. */
import { DERIVED_PLUGIN, type RoleOfTag, type ScalarColumns } from "../model/index.ts";
import { type Corrections, correctedRoles, NO_CORRECTIONS, recogniseRoles } from "../roles/index.ts";
import type { StoreReader, TagRecord } from "../store/index.ts";

/** Points of a series from which values, and not names alone, can tell what it is. */
const FIRST_POINTS = 200;
/** Runs of one sweep log the same tags: few sets stand for thousands of runs. */
const MOST_SETS_OF_TAGS = 256;

interface Reading {
  readonly roles: readonly RoleOfTag[];
  /** Tags whose values would tell more. */
  readonly questions: ReadonlySet<string>;
}

interface Known {
  readonly tagCount: number;
  readonly stage: number;
  readonly roles: readonly RoleOfTag[];
}

/** What the user has corrected so far. */
export type CorrectionsReader = () => Promise<Corrections>;

export const noCorrections: CorrectionsReader = async () => NO_CORRECTIONS;

/** As recognised and then corrected. */
export function createRoleReader(
  store: StoreReader,
  corrections = noCorrections,
): (run: string) => Promise<readonly RoleOfTag[]> {
  const recognised = createRecogniser(store);
  return async (run) => correctedRoles(await recognised(run), await corrections());
}

/** Worked out anew only when a run has gained tags or many more of its first points. */
function createRecogniser(store: StoreReader): (run: string) => Promise<readonly RoleOfTag[]> {
  const byNames = new Map<string, Reading>();
  const known = new Map<string, Known>();
  return async (run) => {
    const tags = await store.tags(run);
    const stage = firstPointsStage(tags);
    const before = known.get(run);
    if (before?.tagCount === tags.length && before.stage === stage) return before.roles;
    const logged = tags.filter(({ plugin }) => plugin !== DERIVED_PLUGIN);
    const derived = tags.filter(({ plugin }) => plugin === DERIVED_PLUGIN);
    const roles = [
      ...(await rolesOf(store, { run, tags: logged, byNames })),
      ...derived.map(({ tag }) => derivedRole(run, tag)),
    ];
    known.set(run, { tagCount: tags.length, stage, roles });
    return roles;
  };
}

/** What is computed has a name that says what it is, and plays no part in what the log means. */
function derivedRole(run: string, tag: string): RoleOfTag {
  return { run, tag, role: "other", confidence: 1, reason: "Computed from what the run logs.", layer: "" };
}

/** Grows as often as the longest series doubles, until it is as long as is looked at: then values tell no more. */
export function firstPointsStage(tags: readonly TagRecord[]): number {
  let most = 0;
  for (const { kind, pointCount } of tags) if (kind === "scalar") most = Math.max(most, pointCount);
  return Math.floor(Math.log2(1 + Math.min(most, FIRST_POINTS)));
}

/** The first points of those tags that are scalars. */
export async function firstPointsOf(
  store: StoreReader,
  run: string,
  tags: readonly Pick<TagRecord, "tag" | "kind">[],
): Promise<ReadonlyMap<string, ScalarColumns>> {
  const series = new Map<string, ScalarColumns>();
  for (const { tag, kind } of tags) {
    if (kind === "scalar") series.set(tag, await store.scalars(run, tag, FIRST_POINTS));
  }
  return series;
}

interface TagsToRead {
  readonly run: string;
  readonly tags: readonly TagRecord[];
  readonly byNames: Map<string, Reading>;
}

async function rolesOf(
  store: StoreReader,
  { run, tags, byNames }: TagsToRead,
): Promise<readonly RoleOfTag[]> {
  const { roles, questions } = readingOf(tags, byNames);
  if (questions.size === 0) return roles.map((role) => ({ ...role, run }));
  const open = tags.filter(({ tag }) => questions.has(tag));
  const series = await firstPointsOf(store, run, open);
  return recogniseRoles(
    tags.map(({ tag, kind }) => ({ run, tag, kind })),
    (_run, tag) => series.get(tag) ?? null,
  );
}

/** From names alone, the same for every run that has just these tags; changes `byNames`. */
function readingOf(tags: readonly TagRecord[], byNames: Map<string, Reading>): Reading {
  const names = tags.map(({ tag, kind }) => ({ run: "", tag, kind }));
  const key = JSON.stringify(names.map(({ tag, kind }) => [tag, kind]));
  const before = byNames.get(key);
  if (before !== undefined) return before;
  const questions = new Set<string>();
  const roles = recogniseRoles(names, (_run, tag) => {
    questions.add(tag);
    return null;
  });
  if (byNames.size >= MOST_SETS_OF_TAGS) byNames.clear();
  const reading = { roles, questions };
  byNames.set(key, reading);
  return reading;
}
