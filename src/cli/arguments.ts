/** Reads the command line: command, positionals and flags, TensorBoard's spellings included. */
import { parseArgs } from "node:util";
import { COMMANDS, type Flags, usageError } from "./usage.ts";

export interface Typed {
  readonly command: string;
  readonly positionals: readonly string[];
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
}

/** The first word is the command when it names one; otherwise the command is `ui`. */
export function readArguments(typed: readonly string[]): Typed {
  const [first, ...rest] = typed;
  const command = first !== undefined && Object.hasOwn(COMMANDS, first) ? first : "ui";
  const flags = COMMANDS[command]?.flags ?? {};
  const { values, positionals } = parse(first === command ? rest : [...typed], flags);
  return { command, positionals, flags: underCanonicalNames(values, flags) };
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

function parse(args: string[], flags: Flags): { values: Values; positionals: string[] } {
  const options: Record<string, { type: "string" | "boolean" }> = {};
  for (const [name, { type, alias }] of Object.entries(flags)) {
    options[name] = { type };
    if (alias !== undefined) options[alias] = { type };
  }
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw usageError(firstSentence(error), suggestion(error, Object.keys(options)));
  }
}

function underCanonicalNames(values: Values, flags: Flags): Values {
  const canonical: Record<string, string | boolean | undefined> = {};
  for (const [name, { alias }] of Object.entries(flags)) {
    canonical[name] = values[name] ?? (alias === undefined ? undefined : values[alias]);
  }
  return canonical;
}

function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `${message.split(/\.\s|\n/)[0]?.replace(/\.$/, "")}.`;
}

function suggestion(error: unknown, names: readonly string[]): string {
  const unknown = /'--?([\w-]+)/.exec(error instanceof Error ? error.message : "")?.[1];
  const near = unknown === undefined ? undefined : names.find((name) => editDistance(name, unknown) <= 2);
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
