/** Which picture of a game is likely to be a scatter plot of real beside generated points. */
import type { RoleOfTag } from "../../model/index.ts";

const NAMED_AFTER_PLOTS = /scatter|plot|points|figure|density|distribution/i;
const MAY_BE_PLOTS: readonly RoleOfTag["role"][] = [
  "sample.fixed",
  "sample.fake",
  "sample.other",
  "sample.rec",
  "other",
];

/** The one whose name says so, or the samples: pictures tell by themselves whether they are plots. */
export function plotAmong(images: readonly RoleOfTag[]): RoleOfTag | undefined {
  const candidates = images.filter(({ role }) => MAY_BE_PLOTS.includes(role));
  const [likeliest] = candidates.toSorted(
    (a, b) => MAY_BE_PLOTS.indexOf(a.role) - MAY_BE_PLOTS.indexOf(b.role),
  );
  return candidates.find(({ tag }) => NAMED_AFTER_PLOTS.test(tag)) ?? likeliest;
}
