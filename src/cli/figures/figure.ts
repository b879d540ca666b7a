/** What a figure of a run is made from, and what it becomes. */
import type { RoleOfTag } from "../../model/index.ts";
import type { StoreReader, TagRecord, ValueReader } from "../../store/index.ts";
import type { RunDescription } from "../../watch/index.ts";

export interface Figure {
  /** File name without its ending: letters, digits, `-` and `_`. */
  readonly name: string;
  readonly svg: string;
}

export interface FigureSource {
  readonly store: StoreReader;
  readonly values: ValueReader;
  readonly run: string;
  readonly description: RunDescription;
  readonly tags: readonly TagRecord[];
  /** Steps to show where a figure shows a few; null: some of the run's own, evenly spread. */
  readonly atSteps: readonly bigint[] | null;
  readonly signal: AbortSignal;
}

export type Kind = TagRecord["kind"];

/** The first tag of these roles, in the order of the roles, that is of the kind; null where there is none. */
export function tagWithRole(
  { description, tags }: FigureSource,
  kind: Kind,
  ...roles: readonly RoleOfTag["role"][]
): string | null {
  const kinds = new Map(tags.map((record) => [record.tag, record.kind]));
  const isWanted = (role: RoleOfTag["role"]) => (one: RoleOfTag) =>
    one.role === role && one.layer === "" && kinds.get(one.tag) === kind;
  for (const role of roles) {
    const found = description.roles.find(isWanted(role));
    if (found !== undefined) return found.tag;
  }
  return null;
}

/** How many steps a figure shows where none were asked for. */
const STEPS_SHOWN = 5;

/**
 * Rows of those steps, or of the nearest logged before each; without asked steps some rows evenly spread, last
 * included. Of a step that was logged several times the last row.
 */
export function rowsToShow(steps: BigInt64Array, atSteps: readonly bigint[] | null): number[] {
  const lastRows = new Map(Array.from(steps, (step, row) => [step, row]));
  const logged = [...lastRows.keys()].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  const wanted = atSteps === null ? evenlySpread(logged) : atSteps.map((step) => atOrBefore(logged, step));
  return [...new Set(wanted)].flatMap((step) => (step === undefined ? [] : (lastRows.get(step) ?? [])));
}

function evenlySpread(logged: readonly bigint[]): (bigint | undefined)[] {
  const count = Math.min(STEPS_SHOWN, logged.length);
  const gap = (logged.length - 1) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, at) => logged[Math.round(at * gap)]);
}

function atOrBefore(logged: readonly bigint[], step: bigint): bigint | undefined {
  return logged.findLast((known) => known <= step) ?? logged[0];
}
