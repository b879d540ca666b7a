/** What the user knows better than the grammar: roles and signs of tags, loss families of runs, by pattern; it wins. */
import type { LossFamily, Role, RoleOfTag } from "../model/index.ts";

/** By run pattern, then by tag pattern. */
type ByTag<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

/** In patterns `*` stands for any characters; a name without it means only itself, and goes before patterns. */
export interface Corrections {
  readonly roles: ByTag<Role>;
  /** By run. */
  readonly lossFamily: Readonly<Record<string, LossFamily>>;
  /** True where values are logged with the opposite sign of what the role means; not given: nowhere. */
  readonly inverted?: ByTag<boolean>;
}

export const NO_CORRECTIONS: Corrections = { roles: {}, lossFamily: {} };

export const CORRECTIONS_FILE = "nashboard.json";

/** The same array where nothing is corrected. */
export function correctedRoles(roles: readonly RoleOfTag[], corrections: Corrections): readonly RoleOfTag[] {
  const { inverted = {} } = corrections;
  const isCorrected = Object.keys(corrections.roles).length > 0;
  const isAnyInverted = Object.keys(inverted).length > 0;
  if (!isCorrected && !isAnyInverted) return roles;
  return roles.map((given) => {
    const role = withRole(given, corrections.roles);
    return entryFor(given, inverted)?.value === true ? { ...role, isInverted: true } : role;
  });
}

function withRole(given: RoleOfTag, corrections: ByTag<Role>): RoleOfTag {
  const entry = entryFor(given, corrections);
  if (entry === undefined) return given;
  const { value, runPattern, tagPattern } = entry;
  const { role, confidence, reason } = given;
  return {
    ...given,
    role: value,
    confidence: 1,
    reason: `As corrected in ${CORRECTIONS_FILE}.`,
    correction: { runPattern, tagPattern, recognised: { role, confidence, reason } },
  };
}

interface Entry<T> {
  readonly runPattern: string;
  readonly tagPattern: string;
  readonly value: T;
}

/** The most exact tag pattern of the most exact run pattern that has one for this tag. */
function entryFor<T>({ run, tag }: RoleOfTag, byRun: ByTag<T>): Entry<T> | undefined {
  for (const runPattern of matchingPatterns(byRun, run)) {
    const ofRun = byRun[runPattern] ?? {};
    const [tagPattern] = matchingPatterns(ofRun, tag);
    const value = tagPattern === undefined ? undefined : ofRun[tagPattern];
    if (tagPattern !== undefined && value !== undefined) return { runPattern, tagPattern, value };
  }
  return undefined;
}

/** The entry that decides a run's loss family. */
export function correctedLossFamily(
  run: string,
  { lossFamily }: Corrections,
): { readonly runPattern: string; readonly family: LossFamily } | undefined {
  const [runPattern] = matchingPatterns(lossFamily, run);
  const family = runPattern === undefined ? undefined : lossFamily[runPattern];
  return runPattern === undefined || family === undefined ? undefined : { runPattern, family };
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
