/** Starts the built program as a user would, and reads what it prints. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PROGRAM = join(ROOT, "dist", "program", "main.js");

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  /** The first line on stdout: the address. */
  readonly address: Promise<string>;
  stdout(): string;
  stderr(): string;
  /** Sends Ctrl-C's signal, twice as under npm, and waits for the end. */
  interrupt(): Promise<Ended>;
  readonly ended: Promise<Ended>;
}

/** The cache of every started program goes to `cacheFolder`, so that tests never share a store. */
export function start(args: readonly string[], cacheFolder: string, cwd = ROOT): Running {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd,
    env: { ...process.env, XDG_CACHE_HOME: cacheFolder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = once(child, "close").then(([code]): Ended => ({ exitCode: code, stdout, stderr }));
  return {
    address: firstLine(child, ended, () => stdout),
    stdout: () => stdout,
    stderr: () => stderr,
    interrupt() {
      child.kill("SIGINT");
      child.kill("SIGINT");
      return ended;
    },
    ended,
  };
}

/** Runs to the end. */
export function run(args: readonly string[], cacheFolder: string, cwd = ROOT): Promise<Ended> {
  return start(args, cacheFolder, cwd).ended;
}

function firstLine(child: ChildProcess, ended: Promise<Ended>, stdout: () => string): Promise<string> {
  const printed = new Promise<string>((resolve) => {
    child.stdout?.on("data", () => {
      const end = stdout().indexOf("\n");
      if (end >= 0) resolve(stdout().slice(0, end));
    });
  });
  const failed = ended.then(({ exitCode, stderr }): string => {
    throw new Error(`the program ended with ${exitCode} before it printed an address:\n${stderr}`);
  });
  const either = Promise.race([printed, failed]);
  // Only some callers want the address; the others read how the program ended.
  either.catch(() => {});
  return either;
}
