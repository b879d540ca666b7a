/** Filters and sorts the list of runs: plain functions, so that the table only draws. */
import type { LatestValue, RunSummary } from "../../api/index.ts";
import type { Role } from "../../model/index.ts";

export type LossColumn = "generator" | "discriminator" | "accuracy";
export type SortColumn = "run" | "state" | "step" | "points" | LossColumn;

export interface SortOrder {
  readonly column: SortColumn;
  readonly direction: "ascending" | "descending";
}

const ROLES_OF_COLUMN: Readonly<Record<LossColumn, readonly Role[]>> = {
  generator: ["g.loss.adv", "g.loss.main", "g.loss.total"],
  discriminator: ["d.loss", "d.loss.total"],
  accuracy: ["d.acc.real", "d.acc.fake", "d.acc"],
};

export function latestOf(summary: RunSummary, column: LossColumn): readonly LatestValue[] {
  const roles = ROLES_OF_COLUMN[column];
  const values = summary.latest.filter(({ role }) => roles.includes(role));
  return column === "accuracy" ? values : values.slice(0, 1);
}

export type Filter =
  | { readonly matches: (run: string) => boolean; readonly problem: null }
  /** A regular expression half typed is taken as plain text, and the reason said. */
  | { readonly matches: (run: string) => boolean; readonly problem: string };

/** Text matches anywhere, in any case; between slashes, as in /seed [0-4]$/, it is a regular expression. */
export function filterOf(text: string): Filter {
  const wanted = text.trim();
  const plain = wanted.toLowerCase();
  const contains = (run: string) => run.toLowerCase().includes(plain);
  const pattern = /^\/(.*)\/$/.exec(wanted)?.[1];
  if (pattern === undefined) return { matches: contains, problem: null };
  try {
    const expression = new RegExp(pattern, "iu");
    return { matches: (run) => expression.test(run), problem: null };
  } catch (cause) {
    return { matches: contains, problem: cause instanceof Error ? cause.message : String(cause) };
  }
}

const names = new Intl.Collator("en", { numeric: true });

/** Runs without the value in question come last, whichever way it is sorted. */
export function sorted(runs: readonly RunSummary[], { column, direction }: SortOrder): readonly RunSummary[] {
  const sign = direction === "ascending" ? 1 : -1;
  const newest = Math.max(...runs.map(({ lastWallTime }) => lastWallTime ?? Number.NEGATIVE_INFINITY));
  return runs.toSorted((one, other) => {
    if (column === "run") return sign * names.compare(one.run, other.run);
    const [a, b] = [sortValue(one, column, newest), sortValue(other, column, newest)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (a - b) || names.compare(one.run, other.run);
  });
}

/** Runs that are live together keep their order by name, or rows would jump with every point. */
const TOGETHER_SECONDS = 60;

function sortValue(
  summary: RunSummary,
  column: Exclude<SortColumn, "run">,
  newestWallTime: number,
): number | null {
  switch (column) {
    case "state": {
      const { lastWallTime } = summary;
      const isTogether = lastWallTime !== null && newestWallTime - lastWallTime < TOGETHER_SECONDS;
      return isTogether ? newestWallTime : lastWallTime;
    }
    case "step":
      return summary.lastStep === null ? null : Number(summary.lastStep);
    case "points":
      return summary.pointCount;
    case "generator":
    case "discriminator":
    case "accuracy": {
      const value = Number(latestOf(summary, column)[0]?.value ?? Number.NaN);
      return Number.isNaN(value) ? null : value;
    }
  }
}
