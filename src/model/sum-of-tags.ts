/** Names a series that is the sum of logged ones, and tells which those are. */

const PLUS = " + ";

/** `D_real + D_fake` */
export function sumOfTags(tags: readonly string[]): string {
  return tags.join(PLUS);
}

/** The tags whose charts show what a name stands for: the tag itself, or those that were added up. */
export function tagsBehind(name: string): readonly string[] {
  return name.includes(PLUS) ? [name, ...name.split(PLUS)] : [name];
}
