/** In which order tags of several runs are compared: what the list of runs shows, what was logged, what is derived. */
import type { RunSummary, SharedTag } from "../../api/index.ts";
import { isDerivedTag, parseDerivedTag } from "../../model/index.ts";

/** Of what is derived the values alone: bounds, chance levels and counts belong to them. */
export function comparedTags(
  tags: readonly SharedTag[],
  runs: readonly Pick<RunSummary, "latest">[],
): readonly SharedTag[] {
  const headlines = [...new Set(runs.flatMap(({ latest }) => latest.map(({ tag }) => tag)))];
  const first = headlines.flatMap((name) => tags.find(({ tag }) => tag === name) ?? []);
  const logged = tags.filter(({ tag }) => !isDerivedTag(tag) && !headlines.includes(tag));
  const derived = tags.filter(({ tag }) => parseDerivedTag(tag)?.part === "value");
  return [...first, ...logged, ...derived];
}
