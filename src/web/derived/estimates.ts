/** The series that a run's metrics are derived into, put together again: six parts of an estimate are one thing. */
import type { TagSummary } from "../../api/index.ts";
import {
  type DerivedProvenance,
  derivedTag,
  type EstimatePart,
  isDerivedTag,
  type Player,
  parseDerivedDescription,
  parseDerivedTag,
  type Side,
} from "../../model/index.ts";

export interface EstimateSeries {
  /** The tag of the value, which names the estimate. */
  readonly tag: string;
  /** Such as `outputs/auc`. */
  readonly metric: string;
  readonly game: string | null;
  /** In words. */
  readonly name: string;
  readonly provenance: DerivedProvenance | null;
  /** Points of the value. */
  readonly points: number;
  readonly parts: ReadonlySet<EstimatePart>;
}

/** What of the run they are made from stands together; within that in the order in which they were derived first. */
export function estimatesOf(tags: readonly TagSummary[]): readonly EstimateSeries[] {
  const parts = new Map<string, Set<EstimatePart>>();
  const values: TagSummary[] = [];
  for (const summary of tags) {
    const parsed = parseDerivedTag(summary.tag);
    if (parsed === null) continue;
    const tag = derivedTag({ ...parsed, part: "value" });
    parts.set(tag, (parts.get(tag) ?? new Set()).add(parsed.part));
    if (parsed.part === "value") values.push(summary);
  }
  const estimates = values.flatMap(({ tag, displayName, description, points }) => {
    const parsed = parseDerivedTag(tag);
    if (parsed === null) return [];
    const { metric, game } = parsed;
    const name = displayName === "" ? metric : displayName;
    const provenance = parseDerivedDescription(description);
    return [{ tag, metric, game, name, provenance, points, parts: parts.get(tag) ?? new Set() }];
  });
  const groups = [...new Set(estimates.map(({ metric }) => groupOf(metric)))];
  return groups.flatMap((group) => estimates.filter(({ metric }) => groupOf(metric) === group));
}

export function loggedTags(tags: readonly TagSummary[]): readonly TagSummary[] {
  return tags.filter(({ tag }) => !isDerivedTag(tag));
}

/** The tag of another part of the estimate; null where it has none. */
export function partTag({ metric, game, parts }: EstimateSeries, part: EstimatePart): string | null {
  return parts.has(part) ? derivedTag({ metric, game, part }) : null;
}

/** What of the run it is derived from: `outputs`, `samples`, … */
export function groupOf(metric: string): string {
  return metric.slice(0, Math.max(0, metric.indexOf("/")));
}

/** Which encoder's features were measured, as numbers of two are not comparable; "" for other metrics. */
export function encoderOf(metric: string): string {
  return /^features\/(.+)\/[^/]+$/.exec(metric)?.[1] ?? "";
}

/** Whom a metric is about: one side where it has one, else the player whose work it measures. */
export function identityOf(metric: string): { readonly player: Player } | { readonly side: Side } {
  if (metric.endsWith("/real")) return { side: "real" };
  if (metric.endsWith("/fake")) return { side: "fake" };
  return { player: groupOf(metric) === "outputs" ? "discriminator" : "generator" };
}
