/** What judging costs: 100 runs of 30 tags and 50,000 steps from their points, and an update of one of them. */
import { execFileSync } from "node:child_process";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { benchOptions } from "../harness/command-line.mjs";
import { describeMachine, report } from "../harness/report.mjs";
import { measureInRounds } from "../harness/rounds.mjs";

const MEASURE = fileURLToPath(new URL("./measure.mjs", import.meta.url));
const RUNS = 100;
const QUICK_RUNS = 5;
const POINTS = 50_000;
const SECONDS_GOAL = 10;
const MILLISECONDS_GOAL = 50;

const options = benchOptions();
const startedAt = new Date();
const machine = describeMachine({ missing: "not needed" });
const runs = options.quick ? QUICK_RUNS : RUNS;
const measure = async () =>
  JSON.parse(execFileSync(execPath, [MEASURE, String(runs), String(POINTS)], { encoding: "utf8" }));
const contender = { case: `${runs} runs × 30 tags × ${POINTS} steps`, contender: "nashboard", measure };
const measured = await measureInRounds([contender], options.rounds);
const figures = measured[0].figures;
const seconds = (figures.secondsForRuns.median * RUNS) / runs;
const milliseconds = figures.millisecondsAnUpdate.median;
report({
  ...{ name: "diagnose", quick: options.quick, machine, startedAt, measured },
  method: `${options.rounds} fresh processes; all rules on one thread, from columns in memory, without reading the store; median`,
  comparisons: [
    { target: "seconds for 100 runs", value: seconds, goal: SECONDS_GOAL, isReached: seconds < SECONDS_GOAL },
    {
      target: "milliseconds for one more point of each of 30 tags",
      value: milliseconds,
      goal: MILLISECONDS_GOAL,
      isReached: milliseconds < MILLISECONDS_GOAL,
    },
  ],
});
