/** Puts the event files of sub-runs and of parts of one training under the run that they belong to. */
import type { DiscoveredFile, Discovery } from "./discover.ts";
import { FirstTags } from "./first-tags.ts";
import { type PartOfRun, parentOf, partsOfRuns } from "./fold-parts.ts";
import { type FirstTag, namesInRunAbove, namesWithin, type TagNames } from "./sub-run.ts";
import { type WrittenSpan, writtenSpanOf } from "./written-span.ts";

/** More than the system's four threads for such calls, to keep them busy. */
const LOOKS_AT_ONCE = 16;

type FilesOfRuns = ReadonlyMap<string, readonly DiscoveredFile[]>;

export class SubRunFolder {
  readonly #firstTags = new FirstTags();

  /**
   * The same files, those of sub-runs with the run above and the names of their tags in it. What is found in the
   * first bytes of the files alone decides, so that it is the same whenever they are looked at.
   */
  async fold(found: Discovery): Promise<Discovery> {
    const filesOf = filesByRun(found.files);
    const known = new Map<string, Promise<readonly FirstTag[]>>();
    const tagsOf = (run: string) => {
      const tags = known.get(run) ?? this.#tagsOf(filesOf.get(run) ?? []);
      known.set(run, tags);
      return tags;
    };
    const subRuns = await subRunsIn({ filesOf, directories: found.directories, tagsOf });
    const tagsWithin = tagsWithinRuns(subRuns, tagsOf);
    const parts = await partsOfRuns({
      runs: [...filesOf.keys()].filter((run) => !subRuns.has(run)),
      directories: found.directories,
      tagsOf: async (run) => [...(await tagsOf(run)), ...(await tagsWithin(run))],
      spanOf: (run) => spanOfFiles(filesOf.get(run) ?? []),
    });
    this.#firstTags.keepOnly(new Set(found.files.map(({ path }) => path)));
    return {
      ...found,
      files: found.files.map((file) => ({ ...file, ...placeOf(file.run, subRuns, parts) })),
      directories: withNewRuns(found.directories, parts),
      folded: new Set([...subRuns.keys(), ...parts.keys()]),
    };
  }

  async #tagsOf(files: readonly DiscoveredFile[]): Promise<readonly FirstTag[]> {
    const counts = new Map<string, FirstTag>();
    for (const { path } of files) {
      for (const first of await this.#firstTags.of(path)) {
        const pointCount = first.pointCount + (counts.get(first.tag)?.pointCount ?? 0);
        counts.set(first.tag, { ...first, pointCount });
      }
    }
    return [...counts.values()];
  }
}

type TagsOf = (run: string) => Promise<readonly FirstTag[]>;

/** Sub-runs of `add_scalars` and `add_hparams`, by their own names; one in another is left a run of its own. */
async function subRunsIn({
  filesOf,
  directories,
  tagsOf,
}: {
  readonly filesOf: FilesOfRuns;
  readonly directories: Discovery["directories"];
  readonly tagsOf: TagsOf;
}): Promise<Map<string, PartOfRun>> {
  const waiting = [...filesOf.keys()]
    .map((run) => ({ run, above: runAbove(run, filesOf, directories) }))
    .filter((pair): pair is { run: string; above: string } => pair.above !== null);
  const folded = new Map<string, PartOfRun>();
  const decideInTurn = async () => {
    for (let pair = waiting.shift(); pair !== undefined; pair = waiting.shift()) {
      const names = await namesOf(pair, tagsOf);
      if (names !== null) folded.set(pair.run, { run: pair.above, names });
    }
  };
  await Promise.all(Array.from({ length: LOOKS_AT_ONCE }, decideInTurn));
  for (const [run, { run: above }] of folded) if (folded.has(above)) folded.delete(run);
  return folded;
}

/** What sub-runs add to the tags of the run that each is in. */
function tagsWithinRuns(subRuns: PartsByRun, tagsOf: TagsOf): TagsOf {
  const byRun = new Map<string, [string, PartOfRun][]>();
  for (const entry of subRuns) {
    const inside = byRun.get(entry[1].run);
    if (inside === undefined) byRun.set(entry[1].run, [entry]);
    else inside.push(entry);
  }
  return async (run) => {
    const tags = await Promise.all(
      (byRun.get(run) ?? []).map(async ([subRun, { names }]) =>
        (await tagsOf(subRun)).map((first) => ({ ...first, tag: names.inRun(first.tag) })),
      ),
    );
    return tags.flat();
  };
}

type PartsByRun = ReadonlyMap<string, PartOfRun>;

/** Where a run's files go: into the run that it is a sub-run of, and with that into the one that this is a part of. */
function placeOf(run: string, ...foldings: readonly PartsByRun[]): Partial<PartOfRun> {
  let place: { readonly run: string; readonly names?: TagNames } = { run };
  for (const folding of foldings) {
    for (let part = folding.get(place.run); part !== undefined; part = folding.get(place.run)) {
      place = { run: part.run, names: namesWithin(place.names, part.names) };
    }
  }
  return place;
}

/** A run that is only made up of parts stands where these lie. */
function withNewRuns(directories: Discovery["directories"], parts: PartsByRun): Discovery["directories"] {
  const all = new Map(directories);
  for (const [part, { run }] of parts) {
    const around = directories.get(parentOf(part) ?? "");
    if (!all.has(run) && around !== undefined) all.set(run, around);
  }
  return all;
}

async function spanOfFiles(files: readonly DiscoveredFile[]): Promise<WrittenSpan | null> {
  const spans = (await Promise.all(files.map(({ path }) => writtenSpanOf(path)))).filter(
    (span) => span !== null,
  );
  if (spans.length === 0) return null;
  return { from: Math.min(...spans.map(({ from }) => from)), to: Math.max(...spans.map(({ to }) => to)) };
}

async function namesOf(
  { run, above }: { readonly run: string; readonly above: string },
  tagsOf: TagsOf,
): Promise<TagNames | null> {
  const tags = await tagsOf(run);
  if (tags.length === 0) return null;
  const tagsAbove = new Set((await tagsOf(above)).map(({ tag }) => tag));
  const below = above === "." ? run : run.slice(above.length + 1);
  return namesInRunAbove({ below, tags, tagsAbove });
}

function filesByRun(files: readonly DiscoveredFile[]): FilesOfRuns {
  const byRun = new Map<string, DiscoveredFile[]>();
  for (const file of files) {
    const others = byRun.get(file.run);
    if (others === undefined) byRun.set(file.run, [file]);
    else others.push(file);
  }
  return byRun;
}

/** The nearest run with files of its own whose directory this run's is in; null if there is none. */
function runAbove(run: string, filesOf: FilesOfRuns, directories: Discovery["directories"]): string | null {
  const directory = directories.get(run);
  for (let above = parentOf(run); above !== null; above = parentOf(above)) {
    const outer = directories.get(above);
    if (outer !== undefined && directory?.startsWith(outer) && filesOf.has(above)) return above;
  }
  return null;
}
