/** Finds directories that are parts of one training, as a writer for each player or for validation makes them. */
import { isLetterOfExperiments, namesThatMayComplete, trainingsInParts } from "../roles/index.ts";
import type { Discovery } from "./discover.ts";
import { type FirstTag, namesInPart, type TagNames } from "./sub-run.ts";
import type { WrittenSpan } from "./written-span.ts";

export interface PartOfRun {
  readonly run: string;
  readonly names: TagNames;
}

export interface RunsToSort {
  /** With files of their own that are in no other run yet. */
  readonly runs: readonly string[];
  readonly directories: Discovery["directories"];
  /** What the beginnings of its files hold. */
  tagsOf(run: string): Promise<readonly FirstTag[]>;
  spanOf(run: string): Promise<WrittenSpan | null>;
}

/** By the run that its directory would be. Runs nested in parts come before these. */
export async function partsOfRuns(sorted: RunsToSort): Promise<ReadonlyMap<string, PartOfRun>> {
  const parts = new Map<string, PartOfRun>();
  for (const [above, besideEachOther] of candidatesByParent(sorted)) {
    const tagsAbove = await sorted.tagsOf(above);
    const looked = await Promise.all(
      besideEachOther.map(async (run) => ({ name: leafOf(run), tags: await sorted.tagsOf(run) })),
    );
    for (const { name, parts: found, isAboveAPart } of trainingsInParts(looked, tagsAbove)) {
      const runs = [...found.keys()].map((leaf) => below(above, leaf));
      const spans = await Promise.all([...runs, ...(isAboveAPart ? [above] : [])].map(sorted.spanOf));
      if (!areOfOneTime(spans)) continue;
      const run = name === "" ? above : below(above, name);
      for (const [leaf, part] of found) {
        const tags = looked.find((one) => one.name === leaf)?.tags ?? [];
        const names = namesInPart(part, { below: leaf, tags, tagsAbove: new Set() });
        parts.set(below(above, leaf), { run, names });
      }
    }
  }
  return parts;
}

/** Runs whose names may complete each other, and those called by one letter, by the run above, the deepest first. */
function candidatesByParent({ runs, directories }: RunsToSort): [string, readonly string[]][] {
  const byParent = new Map<string, string[]>();
  for (const run of runs) {
    const above = parentOf(run);
    const directory = above === null ? undefined : directories.get(above);
    if (above === null || directory === undefined || !directories.get(run)?.startsWith(directory)) continue;
    const beside = byParent.get(above);
    if (beside === undefined) byParent.set(above, [run]);
    else beside.push(run);
  }
  return [...byParent]
    .map(([above, beside]): [string, string[]] => {
      const named = new Set(namesThatMayComplete(beside.map(leafOf)));
      if (named.size === 0) return [above, []];
      const isOne = (leaf: string) => named.has(leaf) || isLetterOfExperiments(leaf);
      return [above, beside.filter((run) => isOne(leafOf(run)))];
    })
    .filter(([, beside]) => beside.length > 0)
    .sort(([a], [b]) => b.split("/").length - a.split("/").length);
}

/** Writers of one training begin one after the other, as when each player has its turn, or validation an epoch. */
const SLACK_SECONDS = 60;

function areOfOneTime(spans: readonly (WrittenSpan | null)[]): boolean {
  const known = spans.filter((span) => span !== null).sort((a, b) => a.from - b.from);
  let end = known[0]?.to ?? Number.NaN;
  for (const { from, to } of known) {
    if (from > end + SLACK_SECONDS) return false;
    end = Math.max(end, to);
  }
  return known.length === spans.length;
}

export function parentOf(run: string): string | null {
  if (run === ".") return null;
  const slash = run.lastIndexOf("/");
  return slash < 0 ? "." : run.slice(0, slash);
}

function leafOf(run: string): string {
  return run.slice(run.lastIndexOf("/") + 1);
}

function below(above: string, leaf: string): string {
  return above === "." ? leaf : `${above}/${leaf}`;
}
