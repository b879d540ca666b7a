/** Starts programs, stops them for certain, and reads from /proc what memory they hold. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";

const BYTES_PER_KIBIBYTE = 1024;
const GRACE_MILLISECONDS = 5_000;

const started = new Set();
process.on("exit", () => {
  for (const child of started) child.kill("SIGKILL");
});

/**
 * A running program: `lines` holds what it said on both streams with the milliseconds since its start;
 * `line(pattern)` resolves to the first match.
 */
export function startProgram(program, parameters, { environment = {} } = {}) {
  const startedAt = performance.now();
  const child = spawn(program, parameters, {
    // The pipe of stdin stays open: TensorBoard's data server ends when it closes.
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  started.add(child);
  const lines = [];
  const waiting = new Set();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (text) => {
      lines.push({ text, milliseconds: performance.now() - startedAt });
      for (const look of waiting) look();
    });
  }
  const ended = once(child, "close").then(() => {
    started.delete(child);
    for (const look of waiting) look();
  });
  return {
    child,
    startedAt,
    line: (pattern) => firstLine(pattern, { child, lines, waiting }),
    memory: () => memoryOfTree(child.pid),
    async stop() {
      child.kill("SIGINT");
      await Promise.race([ended, pause(GRACE_MILLISECONDS, undefined, { ref: false })]);
      if (child.exitCode === null) child.kill("SIGKILL");
      await ended;
    },
  };
}

function firstLine(pattern, { child, lines, waiting }) {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = lines.find(({ text }) => pattern.test(text));
      if (found === undefined && child.exitCode === null) return;
      waiting.delete(look);
      if (found !== undefined) resolve({ ...found, match: pattern.exec(found.text) });
      else
        reject(
          new Error(
            `The program ended without saying ${pattern}:\n${lines.map(({ text }) => text).join("\n")}`,
          ),
        );
    };
    waiting.add(look);
    look();
  });
}

/**
 * Memory of a process and all that it started; pages that they share count for each. `anonymous` leaves out
 * pages of files, such as a memory-mapped database, which the system takes back when it needs them.
 */
function memoryOfTree(processId) {
  const status = readFileSync(`/proc/${processId}/status`, "utf8");
  const bytes = (name) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0) * BYTES_PER_KIBIBYTE;
  const own = { resident: bytes("VmRSS"), anonymous: bytes("RssAnon") };
  const children = readFileSync(`/proc/${processId}/task/${processId}/children`, "utf8").trim();
  return (children === "" ? [] : children.split(" ")).map(Number).reduce((sum, child) => {
    const { resident, anonymous } = memoryOfTree(child);
    return { resident: sum.resident + resident, anonymous: sum.anonymous + anonymous };
  }, own);
}
