/** Events a second of the reader alone, both checksums verified, one thread. */
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { benchOptions } from "../harness/command-line.mjs";
import { describeMachine, report } from "../harness/report.mjs";
import { measureInRounds } from "../harness/rounds.mjs";
import { withWorkplace } from "../harness/workplace.mjs";
import { generateLogs, runName } from "../logs/generate.mjs";

const MEASURE = fileURLToPath(new URL("./measure.mjs", import.meta.url));
const POINTS = 300_000;
const QUICK_POINTS = 20_000;
const TAGS = 10;
const FORMS = ["simple-value", "tensor"];

const { quick, rounds } = benchOptions();
const startedAt = new Date();
const machine = describeMachine({ missing: "not used" });
await withWorkplace(async ({ directory }) => {
  const points = quick ? QUICK_POINTS : POINTS;
  const contenders = FORMS.map((form) => {
    const logs = generateLogs(join(directory, form), { runs: 1, tags: TAGS, points, form });
    return { case: "EventFileReader", contender: form, measure: async () => scan(logs) };
  });
  report({
    ...{ name: "scan", quick, machine, startedAt },
    method: `${rounds} interleaved rounds, a fresh process each; ${points * TAGS} scalar events of ${TAGS} tags in one file already in memory, given in chunks of 1 MiB`,
    measured: await measureInRounds(contenders, rounds),
  });
});

function scan({ directory, events }) {
  const run = join(directory, runName(0));
  const file = join(run, readdirSync(run)[0]);
  const { points, seconds, sizeBytes } = JSON.parse(
    execFileSync(execPath, [MEASURE, file], { encoding: "utf8" }),
  );
  if (points !== events) throw new Error(`${points} of ${events} points were read.`);
  return { millionEventsPerSecond: events / seconds / 1e6, megabytesPerSecond: sizeBytes / seconds / 1e6 };
}
