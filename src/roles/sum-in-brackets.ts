/** Reads a sum in brackets, as in `gen_total_loss(gan+l1)`, for what it says: that the loss is all of what it lists. */

const SUM = /\([^()+]+\+[^()]+\)/g;
const TOTAL_WORD = "sum";

/** The sum is replaced by a word for the whole, at the length it had, so that words keep their places. */
export function withSumsNamed(tag: string): string {
  if (!tag.includes("+")) return tag;
  return tag.replace(SUM, (sum) => ` ${TOTAL_WORD}`.padEnd(sum.length));
}
