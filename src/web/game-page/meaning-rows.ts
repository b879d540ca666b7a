/** Tags in the order of their roles, those of a run's layers gathered into one row a role. */
import type { TagSummary } from "../../api/index.ts";
import { ROLES } from "../../model/index.ts";

export interface MeaningRow {
  readonly first: TagSummary;
  /** More than one only where a role is logged layer by layer. */
  readonly count: number;
}

export interface MeaningRows {
  readonly known: readonly MeaningRow[];
  /** Tags without a role in the game; those that the user took out of it are known. */
  readonly unknown: readonly MeaningRow[];
}

export function meaningRows(tags: readonly TagSummary[]): MeaningRows {
  const isKnown = ({ role, correction }: TagSummary) => role !== "other" || correction !== undefined;
  const known = tags
    .filter(isKnown)
    .toSorted((one, other) => ROLES.indexOf(one.role) - ROLES.indexOf(other.role));
  const rows = new Map<string, { first: TagSummary; count: number }>();
  for (const tag of known) {
    // A correction of one layer stands by itself.
    const isOfLayers = tag.layer !== "" && tag.correction === undefined;
    const key = isOfLayers ? `${tag.role} of layers, ${tag.kind}` : `tag ${tag.tag}`;
    const row = rows.get(key);
    rows.set(key, { first: row?.first ?? tag, count: (row?.count ?? 0) + 1 });
  }
  const unknown = tags.filter((tag) => !isKnown(tag)).map((first) => ({ first, count: 1 }));
  return { known: [...rows.values()], unknown };
}
