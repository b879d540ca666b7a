/** What `nashboard check` takes of logs that are large in each their way: dense, many runs, long, many tags. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { benchOptions } from "../harness/command-line.mjs";
import { describeMachine, medianFigure, report } from "../harness/report.mjs";
import { measureInRounds } from "../harness/rounds.mjs";
import { withWorkplace } from "../harness/workplace.mjs";
import { generateLogs } from "../logs/generate.mjs";
import { writeDenseLog } from "./dense-log.mjs";

const PROGRAM = fileURLToPath(new URL("../../dist/program/main.js", import.meta.url));
const TELL_USAGE = new URL("./tell-usage.mjs", import.meta.url).href;
const MOST_OUTPUT_BYTES = 2 ** 28;
const DENSE = "everything at each of 2,200 steps";
const SECONDS_GOAL = 60;
const QUICK_SHARE = 0.1;
const KIBIBYTES_A_MEGABYTE = 1024;
const CONTENDER = "nashboard check --json";

const options = benchOptions();
const startedAt = new Date();
const machine = describeMachine({ missing: "not needed" });
const size = (whole) => (options.quick ? Math.ceil(whole * QUICK_SHARE) : whole);
const CASES = [
  { name: DENSE, write: (directory) => writeDenseLog(directory, size(2200)) },
  {
    name: "500 runs × 8 tags × 300 steps",
    write: (directory) => generateLogs(directory, { runs: size(500), tags: 8, points: 300 }),
  },
  {
    name: "10 tags × 500,000 steps",
    write: (directory) => generateLogs(directory, { runs: 1, tags: 10, points: size(500_000) }),
  },
  {
    name: "10,000 tags × 50 steps",
    write: (directory) => generateLogs(directory, { runs: 1, tags: size(10_000), points: 50 }),
  },
];

await withWorkplace(async ({ directory }) => {
  const contenders = CASES.map(({ name, write }, place) => {
    const logs = join(directory, String(place));
    write(logs);
    return { case: name, contender: CONTENDER, measure: async () => check(logs) };
  });
  const measured = await measureInRounds(contenders, options.rounds);
  const processorSeconds = medianFigure(measured, {
    case: DENSE,
    contender: CONTENDER,
    figure: "processorSeconds",
  });
  report({
    ...{ name: "dense-check", quick: options.quick, machine, startedAt, measured },
    method: `fresh processes, ${options.rounds} a case; \`seconds\` until the program has ended, \`processorSeconds\` of all its threads, which two cores share, \`megabytes\` the most memory that it held`,
    comparisons: [
      {
        target: "everything at each of 2,200 steps: processor seconds for each of two cores",
        value: processorSeconds / 2,
        goal: `≤ ${SECONDS_GOAL}`,
        isReached: processorSeconds / 2 <= SECONDS_GOAL,
      },
    ],
  });
});

function check(logs) {
  const begunAt = performance.now();
  const { stderr } = spawnSync(execPath, ["--import", TELL_USAGE, PROGRAM, "check", logs, "--json"], {
    encoding: "utf8",
    maxBuffer: MOST_OUTPUT_BYTES,
  });
  const seconds = (performance.now() - begunAt) / 1e3;
  const told = JSON.parse(stderr.trim().split("\n").at(-1) ?? "");
  return {
    seconds,
    processorSeconds: told.processorMicroseconds / 1e6,
    megabytes: told.largestKibibytes / KIBIBYTES_A_MEGABYTE,
  };
}
