#!/usr/bin/env node
/** The command: parses what was typed, runs it, and turns failures into words and exit codes. */
import { ExplainedError } from "../model/index.ts";
import { commandOf, readArguments, type Typed } from "./arguments.ts";
import { helpText } from "./help-text.ts";
import { errorLines, openTerminal, type Terminal } from "./terminal.ts";
import { EXIT_INTERRUPTED, INTERRUPTED } from "./until-stopped.ts";
import { version } from "./version.ts";

const EXIT_FAILURE = 1;
const EXIT_USAGE = 2;
/** Failures that are mistakes in what was typed. */
const USAGE_CODES = new Set(["USAGE", "DEMO_OPTION", "DEMO_UNKNOWN_FAULT"]);

/** Each is loaded when it is asked for: none waits for what only another needs. */
const RUN: Readonly<Record<string, () => Promise<(typed: Typed, terminal: Terminal) => Promise<void>>>> = {
  ui: async () => (await import("./ui-command.ts")).uiCommand,
  demo: async () => (await import("./demo-command.ts")).demoCommand,
  check: async () => (await import("./check-command.ts")).checkCommand,
  inspect: async () => (await import("./inspect-command.ts")).inspectCommand,
  export: async () => (await import("./export-command.ts")).exportCommand,
  push: async () => (await import("./push-command.ts")).pushCommand,
  doctor: async () => (await import("./doctor-command.ts")).doctorCommand,
};

async function main(typed: readonly string[], terminal: Terminal): Promise<void> {
  if (typed.some((word) => word === "--help" || word === "-h"))
    return terminal.print(helpText(commandOf(typed)));
  if (typed[0] === "--version") return terminal.print(version());
  const read = readArguments(typed);
  const run = await RUN[read.command]?.();
  await run?.(read, terminal);
}

function exitCodeOf(error: unknown): number {
  if (!(error instanceof ExplainedError)) return EXIT_FAILURE;
  if (error.code === INTERRUPTED) return EXIT_INTERRUPTED;
  return USAGE_CODES.has(error.code) ? EXIT_USAGE : EXIT_FAILURE;
}

const terminal = openTerminal();
// Whoever reads our data has seen enough, as `head` has.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : EXIT_FAILURE);
});
try {
  await main(process.argv.slice(2), terminal);
  // Whatever is still queued for a slow pipe goes out first; a command may have set the exit code.
  process.stdout.write("", () => process.exit());
} catch (error) {
  for (const line of errorLines(error)) terminal.say(line);
  process.exit(exitCodeOf(error));
}
