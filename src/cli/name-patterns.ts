/** Which runs or tags were meant by globs and regular expressions, and what is near when none was. */
import { ExplainedError } from "../model/index.ts";
import { editDistance } from "./arguments.ts";
import { usageError } from "./usage.ts";

/** Longer lists are not read. */
const MOST_SUGGESTIONS = 5;
/** Beyond this share of its letters a name is another name. */
const MOST_DIFFERENCE = 0.5;

export interface NamePattern {
  readonly typed: string;
  matches(name: string): boolean;
}

/** `/…/` or `/…/i` is a regular expression, found anywhere in the name; all else is a glob over the whole name. */
export function namePattern(typed: string): NamePattern {
  const regex = /^\/(.*)\/(i?)$/s.exec(typed);
  if (regex === null) return { typed, matches: (name) => globMatches(typed, name) };
  try {
    const compiled = new RegExp(regex[1] ?? "", `${regex[2] ?? ""}u`);
    return { typed, matches: (name) => compiled.test(name) };
  } catch (error) {
    throw usageError(
      `${typed} is not a regular expression: ${error instanceof Error ? error.message : String(error)}.`,
      "Mend it, or leave out the slashes for a glob with * and ?.",
    );
  }
}

/** Walks both once and goes back to the last star only, so that no pattern takes exponential time. */
function globMatches(glob: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let starAt = 0;
  let i = 0;
  while (i < name.length) {
    if (glob[at] === "*") {
      star = at++;
      starAt = i;
    } else if (glob[at] === "?" || glob[at] === name[i]) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++starAt;
    } else return false;
  }
  while (glob[at] === "*") at++;
  return at === glob.length;
}

export interface Chosen {
  /** "run" or "tag", for the words of an error. */
  readonly noun: string;
  readonly names: readonly string[];
}

/** A pattern that no name matches is refused with the names near it. */
export function assertEachMatches(patterns: readonly NamePattern[], { noun, names }: Chosen): void {
  const idle = patterns.find((pattern) => !names.some((name) => pattern.matches(name)));
  if (idle === undefined) return;
  const near = nearest(idle.typed, names);
  throw new ExplainedError({
    code: "NO_MATCH",
    what: `No ${noun} matches ${idle.typed}; there ${names.length === 1 ? "is" : "are"} ${names.length}.`,
    why: "An answer about nothing would look like an answer about everything.",
    fix:
      near.length === 0
        ? "See nashboard inspect for the names."
        : `Did you mean ${near.join(", ")}? A glob has to match the whole name: * stands for any letters.`,
  });
}

/** Whether any of the patterns matches; without patterns everything does. */
export function isChosen(patterns: readonly NamePattern[], name: string): boolean {
  return patterns.length === 0 || patterns.some((pattern) => pattern.matches(name));
}

function nearest(typed: string, names: readonly string[]): string[] {
  const wanted = typed.replace(/^\/|\/i?$|[*?^$\\]/g, "").toLowerCase();
  const distances = [...new Set(names)].map((name) => ({ name, distance: distanceTo(wanted, name) }));
  return distances
    .filter(({ distance }) => distance <= MOST_DIFFERENCE)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, MOST_SUGGESTIONS)
    .map(({ name }) => name);
}

/** Letters to change as a share of the longer word; a name that holds the word is nearer than any other. */
function distanceTo(wanted: string, name: string): number {
  const lower = name.toLowerCase();
  if (wanted !== "" && lower.includes(wanted)) return 0;
  return editDistance(wanted, lower) / Math.max(wanted.length, lower.length, 1);
}
