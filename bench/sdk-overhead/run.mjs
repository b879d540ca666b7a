/** What watching costs: steps of the demo's MLP game unwatched, with default cadences, and with everything every step. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cpuUsage, exit, stderr, stdout, version } from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { medianOf } from "../harness/rounds.mjs";
import { watchedGame } from "./game.mjs";

const RESULTS = fileURLToPath(new URL("../results/sdk-overhead.json", import.meta.url));
const EVERY_STEP = { losses: 1, layers: 1, direction: 1, probes: 1, samples: 1, features: 1 };
const LAYERS_EVERY_STEP = { ...EVERY_STEP, probes: 0, samples: 0, features: 0 };
const CONTENDERS = [
  { name: "unwatched", cadence: null, stepsABlock: 500 },
  // As long as the longest default cadence, so that each block holds one whole turn of all of them.
  { name: "default cadences", cadence: {}, stepsABlock: 500 },
  { name: "all but probes every step", cadence: LAYERS_EVERY_STEP, stepsABlock: 100 },
  {
    name: "the same, log on its own thread",
    cadence: LAYERS_EVERY_STEP,
    log: "background",
    stepsABlock: 100,
  },
  // As long as the cadence of whole banks.
  { name: "everything every step", cadence: EVERY_STEP, stepsABlock: 100 },
  { name: "everything, log on its own thread", cadence: EVERY_STEP, log: "background", stepsABlock: 100 },
];
/** In which a log's thread finishes what it was handed, so that its CPU time counts where it was caused. */
const SETTLING_MILLISECONDS = 300;
const LONGEST_NAME = Math.max(...CONTENDERS.map(({ name }) => name.length));
const MICROSECONDS_A_MILLISECOND = 1000;

const { values: options } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, quick: { type: "boolean", default: false } },
});
const rounds = options.quick ? 1 : Number(options.rounds);
const folder = mkdtempSync(join(tmpdir(), "nashboard-overhead-"));
const contenders = [];
for (const contender of CONTENDERS) {
  const { cadence, log } = contender;
  const game = await watchedGame({ cadence, log, directory: join(folder, String(contenders.length)) });
  contenders.push({ ...contender, game, wall: [], cpu: [] });
}
const loadAtStart = loadavg()[0];
// The first round warms everything up and is not counted.
for (let round = -1; round < rounds; round++) {
  for (let i = 0; i < contenders.length; i++) {
    const contender = contenders[(round + 1 + i) % contenders.length];
    const { wall, cpu } = await measured(contender);
    if (round < 0) continue;
    contender.wall.push(wall);
    contender.cpu.push(cpu);
    stderr.write(
      `round ${round + 1}: ${contender.name}: ${wall.toFixed(2)} ms a step, ${cpu.toFixed(2)} of CPU\n`,
    );
  }
}
report();
rmSync(folder, { recursive: true });
exit(0);

/** Milliseconds a step. */
async function measured({ game, stepsABlock }) {
  const startedAt = performance.now();
  const cpuAtStart = cpuUsage();
  for (let step = 0; step < stepsABlock; step++) game.step();
  const wall = (performance.now() - startedAt) / stepsABlock;
  await new Promise((resolve) => setTimeout(resolve, SETTLING_MILLISECONDS));
  const { user, system } = cpuUsage(cpuAtStart);
  return { wall, cpu: (user + system) / MICROSECONDS_A_MILLISECOND / stepsABlock };
}

function report() {
  const [bare] = contenders;
  // Of each round, beside the unwatched block of the same round: what the machine does meanwhile cancels out.
  const overheadOf = (kind, contender) =>
    medianOf(contender[kind].map((value, round) => value / bare[kind][round] - 1));
  const measurements = contenders.map((contender) => ({
    contender: contender.name,
    millisecondsAStep: medianOf(contender.wall),
    cpuMillisecondsAStep: medianOf(contender.cpu),
    overhead: overheadOf("wall", contender),
    cpuOverhead: overheadOf("cpu", contender),
    raw: { wall: contender.wall, cpu: contender.cpu },
  }));
  for (const one of measurements) {
    const figures = `${one.millisecondsAStep.toFixed(2)} ms, CPU ${one.cpuMillisecondsAStep.toFixed(2)} ms`;
    const overhead = `${(100 * one.overhead).toFixed(1)} % more, CPU ${(100 * one.cpuOverhead).toFixed(1)} %`;
    stdout.write(`${one.contender.padEnd(LONGEST_NAME)} ${figures}  ${overhead}\n`);
  }
  if (options.quick) return;
  const machine = { cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, node: version, loadAtStart };
  const method = `${rounds} interleaved rounds in one process; medians, overheads within each round`;
  mkdirSync(dirname(RESULTS), { recursive: true });
  const results = { schema: 1, date: new Date().toISOString(), machine, method, measurements };
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
}
