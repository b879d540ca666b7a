/** Reads the command line: command, positionals and flags, TensorBoard's spellings included. */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { COMMANDS, type Flags, usageError } from "./usage.ts";

export interface Typed {
  readonly command: string;
  readonly positionals: readonly string[];
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  /** The flags that may be repeated: every one that the command has, in the order typed. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

/** A slip of this many letters is taken for a misspelling. */
const MOST_SLIPS = 2;

/** The first word is the command when it names one; otherwise the command is `ui`. */
export function readArguments(typed: readonly string[]): Typed {
  const [first, ...rest] = typed;
  const command = commandOf(typed) ?? "ui";
  if (first !== undefined && command !== first) assertNoMisspelling(first);
  const flags = COMMANDS[command]?.flags ?? {};
  const { values, positionals } = parse(first === command ? rest : [...typed], flags);
  return { command, positionals, flags: singleValues(values, flags), lists: listsOf(values, flags) };
}

/** The command that the first word names, if it names one. */
export function commandOf([first]: readonly string[]): string | undefined {
  return first !== undefined && Object.hasOwn(COMMANDS, first) ? first : undefined;
}

/** A word near a command is that command misspelled, unless something of that name is there to be opened. */
function assertNoMisspelling(word: string): void {
  if (word.startsWith("-") || existsSync(word)) return;
  const near = Object.keys(COMMANDS).find((name) => editDistance(name, word) <= MOST_SLIPS);
  if (near === undefined) return;
  throw usageError(
    `There is no command “${word}”, and no file or directory of that name.`,
    `Did you mean nashboard ${near}? See nashboard --help.`,
  );
}

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

function parse(args: string[], flags: Flags): { values: Values; positionals: string[] } {
  const options: Record<string, { type: "string" | "boolean"; multiple: boolean }> = {};
  for (const [name, { type, alias, multiple = false }] of Object.entries(flags)) {
    options[name] = { type, multiple };
    if (alias !== undefined) options[alias] = { type, multiple };
  }
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw usageError(firstSentence(error), suggestion(error, Object.keys(options)));
  }
}

/** Under the canonical names. */
function singleValues(values: Values, flags: Flags): Typed["flags"] {
  const single: Record<string, string | boolean | undefined> = {};
  for (const [name, { alias }] of Object.entries(flags)) {
    const value = values[name] ?? (alias === undefined ? undefined : values[alias]);
    if (!Array.isArray(value)) single[name] = value;
  }
  return single;
}

function listsOf(values: Values, flags: Flags): Typed["lists"] {
  const lists: Record<string, readonly string[]> = {};
  for (const [name, { multiple }] of Object.entries(flags)) {
    const value = values[name];
    if (multiple === true) lists[name] = Array.isArray(value) ? value.map(String) : [];
  }
  return lists;
}

function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `${message.split(/\.\s|\n/)[0]?.replace(/\.$/, "")}.`;
}

function suggestion(error: unknown, names: readonly string[]): string {
  const unknown = /'--?([\w-]+)/.exec(error instanceof Error ? error.message : "")?.[1];
  const near =
    unknown === undefined ? undefined : names.find((name) => editDistance(name, unknown) <= MOST_SLIPS);
  return near === undefined ? "See nashboard --help." : `Did you mean --${near}? See nashboard --help.`;
}

/** Levenshtein distance, for two short words. */
export function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, i) => i);
  for (let i = 1; i <= left.length; i++) {
    const current = [i];
    for (let j = 1; j <= right.length; j++) {
      const substituted = (previous[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      current.push(Math.min(substituted, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
