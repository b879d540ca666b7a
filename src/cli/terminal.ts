/** What the terminal shows: data on stdout, words on stderr, one status line that rewrites itself. */
import { ExplainedError } from "../model/index.ts";

export interface Terminal {
  /** A line of data: what scripts read. */
  print(line: string): void;
  /** A line for people. */
  say(line: string): void;
  /** The live line: rewritten in place on a terminal, printed now and then elsewhere. */
  status(line: string): void;
}

/** Off a terminal, one status line in this time is enough for a log file. */
const STATUS_EVERY_MILLISECONDS = 10_000;
const CLEAR_LINE = "\r\u001b[2K";

export function openTerminal(now: () => number = Date.now): Terminal {
  const isLive = process.stdout.isTTY === true;
  let hasStatus = false;
  let printedAt = Number.NEGATIVE_INFINITY;
  const clear = () => {
    if (hasStatus) process.stdout.write(CLEAR_LINE);
    hasStatus = false;
  };
  return {
    print(line) {
      clear();
      process.stdout.write(`${line}\n`);
    },
    say(line) {
      clear();
      process.stderr.write(`${line}\n`);
    },
    status(line) {
      if (isLive) {
        process.stdout.write(CLEAR_LINE + line.slice(0, process.stdout.columns - 1));
        hasStatus = true;
      } else if (now() - printedAt >= STATUS_EVERY_MILLISECONDS) {
        printedAt = now();
        process.stdout.write(`${line}\n`);
      }
    },
  };
}

/** An error as people read it: what, why, fix, and the place last. */
export function errorLines(error: unknown): string[] {
  if (error instanceof ExplainedError) {
    const place = error.where === undefined ? [] : [`  at   ${error.where}`];
    return [`nashboard: ${error.what}`, `  why  ${error.why}`, `  fix  ${error.fix}`, ...place];
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return ["nashboard: an unexpected failure; please report it with these lines.", text];
}
