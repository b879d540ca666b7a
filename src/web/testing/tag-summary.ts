/** A tag as the server tells of it, for tests that care about a few of its fields. */
import type { TagSummary } from "../../api/index.ts";

/** A scalar of no known role with one point, but for what is given. */
export function tagSummary(tag: string, given: Partial<TagSummary> = {}): TagSummary {
  return {
    tag,
    kind: "scalar",
    plugin: "",
    displayName: "",
    description: "",
    points: 1,
    firstStep: 0,
    lastStep: 0,
    nonFinite: 0,
    role: "other",
    layer: "",
    roleConfidence: 1,
    roleReason: "",
    ...given,
  };
}
