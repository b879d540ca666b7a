/** How each thing a user says changes what is written, and every entry with the way to take it out again. */
import type { CorrectionsJson } from "../../api/index.ts";
import type { FamilyCorrection, LossFamily, Role, RoleCorrection } from "../../model/index.ts";
import { familyWords, roleWords, runWords } from "../words/game-words.ts";

export type Edit = (corrections: CorrectionsJson) => CorrectionsJson;

/** A run pattern that holds for every run. */
export const EVERY_RUN = "*";

export interface TagOfRuns {
  /** The run looked at. */
  readonly run: string;
  /** The run pattern to write under. */
  readonly scope: string;
  readonly tag: string;
}

export function withRole({ run, scope, tag }: TagOfRuns, role: Role): Edit {
  // An entry for the run alone would go before one for many.
  return (corrections) => ({
    ...corrections,
    roles: withEntry(withoutEntry(corrections.roles, run, tag), { runPattern: scope, tag, value: role }),
  });
}

export function withoutRole({ runPattern, tagPattern }: RoleCorrection): Edit {
  return (corrections) => ({
    ...corrections,
    roles: withoutEntry(corrections.roles, runPattern, tagPattern),
  });
}

/** Where no entry of just this tag says that it is inverted, a pattern does, and the run's entry goes before it. */
export function withSign({ run, scope, tag }: TagOfRuns, isInverted: boolean): Edit {
  return ({ inverted = {}, ...rest }) => {
    const without = [run, scope, EVERY_RUN].reduce(
      (all, pattern) => withoutEntry(all, pattern, tag),
      inverted,
    );
    const hadOwn = [run, scope, EVERY_RUN].some((pattern) => inverted[pattern]?.[tag] === true);
    const changed =
      isInverted || !hadOwn
        ? withEntry(without, { runPattern: isInverted ? scope : run, tag, value: isInverted })
        : without;
    return Object.keys(changed).length === 0 ? rest : { ...rest, inverted: changed };
  };
}

export function withFamily({ run, scope }: Pick<TagOfRuns, "run" | "scope">, family: LossFamily): Edit {
  return (corrections) => {
    const { [run]: _, ...others } = corrections.lossFamily;
    return { ...corrections, lossFamily: { ...others, [scope]: family } };
  };
}

export function withoutFamily({ runPattern }: Pick<FamilyCorrection, "runPattern">): Edit {
  return (corrections) => {
    const { [runPattern]: _, ...lossFamily } = corrections.lossFamily;
    return { ...corrections, lossFamily };
  };
}

export interface CorrectionEntry {
  readonly key: string;
  readonly runs: string;
  /** Tag or pattern; "" for what holds of whole runs. */
  readonly tag: string;
  readonly words: string;
  readonly remove: Edit;
}

export function entriesOf({ roles, lossFamily, inverted = {} }: CorrectionsJson): readonly CorrectionEntry[] {
  return [
    ...Object.entries(lossFamily).map(([runPattern, family]) => ({
      key: `family\n${runPattern}`,
      runs: runsWords(runPattern),
      tag: "",
      words: `loss family: ${familyWords(family)}`,
      remove: withoutFamily({ runPattern }),
    })),
    ...entriesByTag(roles).map(({ runPattern, tag, value }) => ({
      key: `role\n${runPattern}\n${tag}`,
      runs: runsWords(runPattern),
      tag,
      words: value === "other" ? "not of the game" : roleWords(value),
      remove: (corrections: CorrectionsJson) => ({
        ...corrections,
        roles: withoutEntry(corrections.roles, runPattern, tag),
      }),
    })),
    ...entriesByTag(inverted).map(({ runPattern, tag, value }) => ({
      key: `sign\n${runPattern}\n${tag}`,
      runs: runsWords(runPattern),
      tag,
      words: value ? "opposite sign" : "sign as logged",
      remove: ({ inverted: given = {}, ...rest }: CorrectionsJson) => {
        const left = withoutEntry(given, runPattern, tag);
        return Object.keys(left).length === 0 ? rest : { ...rest, inverted: left };
      },
    })),
  ];
}

/** "every run", "run 3", "runs like old/*". */
export function runsWords(pattern: string): string {
  if (pattern === EVERY_RUN) return "every run";
  return pattern.includes("*") ? `runs like ${pattern}` : `run ${runWords(pattern)}`;
}

type ByTag<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

interface EntryOfTag<T> {
  readonly runPattern: string;
  readonly tag: string;
  readonly value: T;
}

function entriesByTag<T>(byRun: ByTag<T>): readonly EntryOfTag<T>[] {
  return Object.entries(byRun).flatMap(([runPattern, ofRun]) =>
    Object.entries(ofRun).map(([tag, value]) => ({ runPattern, tag, value })),
  );
}

/** Last, as of patterns the last holds. */
function withEntry<T>(byRun: ByTag<T>, { runPattern, tag, value }: EntryOfTag<T>): ByTag<T> {
  return { ...byRun, [runPattern]: { ...byRun[runPattern], [tag]: value } };
}

function withoutEntry<T>(byRun: ByTag<T>, runPattern: string, tag: string): ByTag<T> {
  const { [runPattern]: ofRun = {}, ...others } = byRun;
  const { [tag]: _, ...left } = ofRun;
  return Object.keys(left).length === 0 ? others : { ...byRun, [runPattern]: left };
}
