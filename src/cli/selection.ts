/** What was asked for: which runs, which of their tags, which steps. */
import type { ScalarColumns } from "../model/index.ts";
import type { RunRecord, Store, TagRecord } from "../store/index.ts";
import type { Typed } from "./arguments.ts";
import { assertEachMatches, isChosen, type NamePattern, namePattern } from "./name-patterns.ts";
import { usageError } from "./usage.ts";

export interface Selection {
  readonly runs: readonly NamePattern[];
  readonly tags: readonly NamePattern[];
  readonly from: bigint | null;
  readonly to: bigint | null;
}

export interface SelectedRun {
  readonly record: RunRecord;
  /** By name. */
  readonly tags: readonly TagRecord[];
}

export function selectionOf({ flags, lists }: Typed): Selection {
  return {
    runs: patternsOf(lists.run),
    tags: patternsOf(lists.tag),
    from: stepFlag("from", flags.from),
    to: stepFlag("to", flags.to),
  };
}

/** Of the flag --run or --tag, given any number of times. */
export function patternsOf(typed: readonly string[] | undefined): NamePattern[] {
  return (typed ?? []).map(namePattern);
}

function stepFlag(name: string, given: string | boolean | undefined): bigint | null {
  if (typeof given !== "string") return null;
  if (/^[+-]?\d+$/.test(given)) return BigInt(given);
  throw usageError(`--${name} ${given} is not a step.`, `Give a whole number after --${name}.`);
}

/** The chosen runs with those of their chosen tags that are of that kind, if one is given. Throws where a pattern matches no run, or no such tag. */
export async function selectRuns(
  store: Store,
  { runs, tags }: Pick<Selection, "runs" | "tags">,
  kind?: "scalar",
): Promise<SelectedRun[]> {
  const all = await store.runs();
  assertEachMatches(runs, { noun: "run", names: all.map(({ run }) => run) });
  const chosen: SelectedRun[] = [];
  for (const record of all.filter(({ run }) => isChosen(runs, run))) {
    chosen.push({
      record,
      tags: (await store.tags(record.run)).filter((tag) => kind === undefined || tag.kind === kind),
    });
  }
  const names = new Set(chosen.flatMap((run) => run.tags.map(({ tag }) => tag)));
  assertEachMatches(tags, { noun: kind === undefined ? "tag" : `${kind} tag`, names: [...names] });
  return chosen
    .map((run) => ({ record: run.record, tags: run.tags.filter(({ tag }) => isChosen(tags, tag)) }))
    .filter((run) => tags.length === 0 || run.tags.length > 0);
}

/** The rows with steps within the selection. The columns themselves where that is all of them. */
export function rowsWithin(
  { steps, wallTimes, values }: ScalarColumns,
  selection: Pick<Selection, "from" | "to">,
): ScalarColumns {
  if (selection.from === null && selection.to === null) return { steps, wallTimes, values };
  const isKept = (_: unknown, row: number) => isStepWithin(steps[row] ?? 0n, selection);
  return {
    steps: steps.filter(isKept),
    wallTimes: wallTimes.filter(isKept),
    values: values.filter(isKept),
  };
}

export function isStepWithin(step: bigint, { from, to }: Pick<Selection, "from" | "to">): boolean {
  return (from === null || step >= from) && (to === null || step <= to);
}
