/** How long after a record was appended it is told of, can be asked for, and is on the page, with 50 runs live. */
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { benchOptions } from "../harness/command-line.mjs";
import { millisecondsUntilStored, startNashboard } from "../harness/nashboard.mjs";
import { describeMachine, medianFigure, report } from "../harness/report.mjs";
import { measureInRounds, quantileOf } from "../harness/rounds.mjs";
import {
  findTensorBoard,
  millisecondsUntilLoaded,
  startTensorBoard,
  untilLastStep,
} from "../harness/tensorboard.mjs";
import { withWorkplace } from "../harness/workplace.mjs";
import { runName } from "../logs/generate.mjs";
import { epochMilliseconds, openLiveLogs } from "./live-logs.mjs";
import { followEvents, largestStepAnswered, openPage } from "./watchers.mjs";

const SHAPE = { runs: 50, tags: 2, points: 1000 };
const TAG = "generator/loss";
const FIGURE = "Losses";
/** All runs together; each appends once in five seconds. */
const APPEND_EVERY_MILLISECONDS = 100;
/** The run on the page appends more often, for enough samples; slower than the page's target. */
const WATCHED_APPENDS_EVERY = 6;
const APPENDS = 180;
const QUICK_APPENDS = 60;
/** Time for the last records to arrive everywhere. */
const SETTLE_MILLISECONDS = 2000;
const TENSORBOARD_APPENDS = 8;
const RELOAD_INTERVAL_MILLISECONDS = 1000;
const TARGET_MILLISECONDS = 500;

const { quick, rounds, python } = benchOptions();
const tensorBoard = findTensorBoard(python);
const startedAt = new Date();
const machine = describeMachine(tensorBoard);
const name = `${SHAPE.runs} runs live`;
const withoutBrowser = [];

await withWorkplace(async ({ directory, freshCache }) => {
  let count = 0;
  const freshLogs = () => openLiveLogs(join(directory, `logs-${count++}`), SHAPE);
  const contenders = [
    { case: name, contender: "Nashboard", measure: () => ours(freshLogs(), freshCache()) },
    ...(tensorBoard.missing === null
      ? [{ case: name, contender: "TensorBoard", measure: () => theirs(freshLogs()) }]
      : []),
  ];
  const measured = await measureInRounds(contenders, rounds);
  const value = medianFigure(measured, { case: name, contender: "Nashboard", figure: "pixelP95" });
  const target = "append → pixel, 95th percentile in milliseconds";
  report({
    ...{ name: "live-latency", quick, machine, startedAt, measured },
    method: `${rounds} interleaved rounds; figures in milliseconds from just before the write; ${quick ? QUICK_APPENDS : APPENDS} appends, one every ${APPEND_EVERY_MILLISECONDS} ms, each of ${SHAPE.tags} records; pixels: of one run's page in headless Chromium, to the frame after the one that drew the point; TensorBoard with --reload_interval 1, its least, until a request for one series holds the step: its page asks every 30 s at best`,
    comparisons: Number.isNaN(value)
      ? []
      : [{ target, value, goal: `< ${TARGET_MILLISECONDS}`, isReached: value < TARGET_MILLISECONDS }],
    notMeasured: [
      ...(tensorBoard.missing === null ? [] : [{ what: "TensorBoard", because: tensorBoard.missing }]),
      ...withoutBrowser,
    ],
  });
});

async function ours(live, cacheDirectory) {
  const board = await startNashboard(live.logs.directory, { cacheDirectory });
  await millisecondsUntilStored(board, live.logs.values);
  const page = await openPage(board, { run: runName(0), figure: FIGURE });
  if (page === null) withoutBrowser.push({ what: "append → pixel", because: "there is no Chromium" });
  const appended = [];
  const noticing = [];
  const stop = followEvents(board, (runs, at) => noticing.push(notice(board, appended, { runs, at })));
  await pause(SETTLE_MILLISECONDS);
  for (let i = 0; i < (quick ? QUICK_APPENDS : APPENDS); i++) {
    const run = i % WATCHED_APPENDS_EVERY === 0 ? 0 : 1 + (i % (SHAPE.runs - 1));
    appended.push({ ...live.append(run), told: null, answered: null });
    await pause(APPEND_EVERY_MILLISECONDS);
  }
  await pause(SETTLE_MILLISECONDS);
  await Promise.all(noticing);
  const painted = (await page?.painted()) ?? [];
  stop();
  await page?.close();
  await board.stop();
  return latencies(appended, painted);
}

/** Marks what an event tells of, then what the board answers with. */
async function notice(board, appended, { runs, at }) {
  for (const run of runs) {
    const waiting = appended.filter((one) => one.run === run && one.answered === null);
    for (const one of waiting) one.told ??= at;
    const fromStep = waiting[0]?.step;
    if (fromStep === undefined) continue;
    const step = await largestStepAnswered(board, { run, tag: TAG, fromStep });
    for (const one of waiting) if (one.step <= step) one.answered ??= epochMilliseconds();
  }
}

function latencies(appended, painted) {
  const missed = appended.filter((one) => one.answered === null);
  if (missed.length > 0)
    throw new Error(`${missed.length} of ${appended.length} records were never answered.`);
  const pixels = appended
    .filter(({ run }) => run === runName(0))
    .map(({ step, appendedAt }) => {
      const first = painted.find(({ points }) => points > step);
      return first === undefined ? Number.POSITIVE_INFINITY : first.at - appendedAt;
    });
  return {
    ...quantiles(
      "told",
      appended.map((one) => one.told - one.appendedAt),
    ),
    ...quantiles(
      "answered",
      appended.map((one) => one.answered - one.appendedAt),
    ),
    ...(painted.length === 0 ? {} : quantiles("pixel", pixels)),
  };
}

async function theirs(live) {
  const board = await startTensorBoard(tensorBoard, live.logs.directory);
  const last = { lastRun: runName(0), tag: TAG, lastStep: SHAPE.points - 1 };
  await millisecondsUntilLoaded(board, { runs: SHAPE.runs, ...last });
  const visible = [];
  for (let i = 0; i < TENSORBOARD_APPENDS; i++) {
    const { run, step, appendedAt } = live.append(i);
    await untilLastStep(board, { run, tag: TAG, lastStep: step });
    visible.push(epochMilliseconds() - appendedAt);
    // So that appends fall at different moments of its reload interval.
    await pause((i * RELOAD_INTERVAL_MILLISECONDS) / TENSORBOARD_APPENDS);
  }
  await board.stop();
  return quantiles("answered", visible);
}

function quantiles(what, milliseconds) {
  return { [`${what}P50`]: quantileOf(milliseconds, 0.5), [`${what}P95`]: quantileOf(milliseconds, 0.95) };
}
