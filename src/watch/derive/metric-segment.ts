/** What stands for a tag or a layer inside a derived metric's name. */

/** What cannot stand inside a segment of a derived metric's name. */
const NO_PART_OF_A_SEGMENT = /[/@:]+/g;

export function segmentOf(name: string): string {
  return name.replaceAll(NO_PART_OF_A_SEGMENT, ".");
}
