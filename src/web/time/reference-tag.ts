/** The series that stands for the run where one has to. */
import type { RunResponse, TagSummary } from "../../api/index.ts";

/** The scalar tag with the most points, the first of several; null where no scalar was logged. */
export function referenceTag(tags: readonly TagSummary[]): TagSummary | null {
  let longest: TagSummary | null = null;
  for (const tag of tags) {
    if (tag.kind === "scalar" && tag.points > (longest?.points ?? 0)) longest = tag;
  }
  return longest;
}

/** The same, as `chooseAxis` takes it. */
export function axisReferenceOf({ run, tags }: Pick<RunResponse, "run" | "tags">) {
  const tag = referenceTag(tags)?.tag;
  return tag === undefined ? null : { run, tag };
}
