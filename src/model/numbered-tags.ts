/** Tags such as `image/0`, `image/1`, … that hold one picture each of what others log as one tag of many. */

const NUMBER_AT_END = /^(.*[/_])\d+$/;

/** What stands before the number at the end; null where there is none. */
function stemOf(tag: string): string | null {
  return NUMBER_AT_END.exec(tag)?.[1] ?? null;
}

const natural = new Intl.Collator("en", { numeric: true });

/** All of `tags` that belong together with `tag`, in the order of their numbers; `tag` alone where none do. */
export function tagsTogetherWith(tag: string, tags: readonly string[]): readonly string[] {
  const stem = stemOf(tag);
  const together = stem === null ? [] : tags.filter((other) => stemOf(other) === stem);
  return together.length > 1 ? together.toSorted((one, other) => natural.compare(one, other)) : [tag];
}
