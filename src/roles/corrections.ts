/** What the user knows better than the grammar: roles of tags and loss families of runs, by pattern; it wins. */
import type { LossFamily, Role, RoleOfTag } from "../model/index.ts";

/** In patterns `*` stands for any characters; a name without it means only itself, and goes before patterns. */
export interface Corrections {
  readonly roles: Readonly<Record<string, Readonly<Record<string, Role>>>>;
  /** By run. */
  readonly lossFamily: Readonly<Record<string, LossFamily>>;
}

export const NO_CORRECTIONS: Corrections = { roles: {}, lossFamily: {} };

export const CORRECTIONS_FILE = "nashboard.json";

/** The same array where nothing is corrected. */
export function correctedRoles(roles: readonly RoleOfTag[], corrections: Corrections): readonly RoleOfTag[] {
  if (Object.keys(corrections.roles).length === 0) return roles;
  return roles.map((given) => {
    const role = correctionFor(given, corrections);
    if (role === undefined) return given;
    return { ...given, role, confidence: 1, reason: `As corrected in ${CORRECTIONS_FILE}.` };
  });
}

/** The most exact tag pattern of the most exact run pattern that has one for this tag. */
function correctionFor({ run, tag }: RoleOfTag, { roles }: Corrections): Role | undefined {
  for (const pattern of matchingPatterns(roles, run)) {
    const ofRun = roles[pattern] ?? {};
    const [best] = matchingPatterns(ofRun, tag);
    if (best !== undefined) return ofRun[best];
  }
  return undefined;
}

export function correctedLossFamily(run: string, { lossFamily }: Corrections): LossFamily | undefined {
  const [best] = matchingPatterns(lossFamily, run);
  return best === undefined ? undefined : lossFamily[best];
}

/** The name itself first, then patterns from the last to the first. */
function matchingPatterns(byPattern: Readonly<Record<string, unknown>>, name: string): string[] {
  const patterns = Object.keys(byPattern).filter((pattern) => matchesPattern(name, pattern));
  return patterns.toReversed().sort((a, b) => Number(b === name) - Number(a === name));
}

/** Time at most linear in `name` × `pattern`, whatever the stars. */
export function matchesPattern(name: string, pattern: string): boolean {
  let place = 0;
  let inPattern = 0;
  let star = -1;
  let afterStar = 0;
  while (place < name.length) {
    if (pattern[inPattern] === "*") {
      star = inPattern++;
      afterStar = place;
    } else if (pattern[inPattern] === name[place]) {
      inPattern++;
      place++;
    } else if (star >= 0) {
      inPattern = star + 1;
      place = ++afterStar;
    } else return false;
  }
  while (pattern[inPattern] === "*") inPattern++;
  return inPattern === pattern.length;
}
