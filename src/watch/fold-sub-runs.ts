/** Puts the event files of sub-runs, which `add_scalars` and `add_hparams` make, under the run that they belong to. */
import type { DiscoveredFile, Discovery } from "./discover.ts";
import { FirstTags } from "./first-tags.ts";
import { type FirstTag, namesInRunAbove, type TagNames } from "./sub-run.ts";

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
    const tagsOf = new Map<string, Promise<readonly FirstTag[]>>();
    const tagsOfRun = (run: string) => {
      const tags = tagsOf.get(run) ?? this.#tagsOf(filesOf.get(run) ?? []);
      tagsOf.set(run, tags);
      return tags;
    };
    const nested = [...filesOf.keys()]
      .map((run) => ({ run, above: runAbove(run, filesOf, found.directories) }))
      .filter((pair): pair is { run: string; above: string } => pair.above !== null);
    const folded = new Map<string, Pick<DiscoveredFile, "run" | "names">>();
    const waiting = [...nested];
    const decideInTurn = async () => {
      for (let pair = waiting.shift(); pair !== undefined; pair = waiting.shift()) {
        const names = await namesOf(pair, tagsOfRun);
        if (names !== null) folded.set(pair.run, { run: pair.above, names });
      }
    };
    await Promise.all(Array.from({ length: LOOKS_AT_ONCE }, decideInTurn));
    for (const [run, { run: above }] of folded) if (folded.has(above)) folded.delete(run);
    this.#firstTags.keepOnly(new Set(found.files.map(({ path }) => path)));
    return {
      ...found,
      files: found.files.map((file) => ({ ...file, ...folded.get(file.run) })),
      folded: new Set(folded.keys()),
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

async function namesOf(
  { run, above }: { readonly run: string; readonly above: string },
  tagsOf: (run: string) => Promise<readonly FirstTag[]>,
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

function parentOf(run: string): string | null {
  if (run === ".") return null;
  const slash = run.lastIndexOf("/");
  return slash < 0 ? "." : run.slice(0, slash);
}
