/** Resident memory with 4 M points, after loading and after a chart of all runs. */
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { seriesUrl } from "../../dist/api/index.js";
import { benchOptions } from "../harness/command-line.mjs";
import { ask } from "../harness/http.mjs";
import { millisecondsUntilStored, startNashboard } from "../harness/nashboard.mjs";
import { describeMachine, medianFigure, report } from "../harness/report.mjs";
import { measureInRounds } from "../harness/rounds.mjs";
import {
  askTimeSeries,
  findTensorBoard,
  millisecondsUntilLoaded,
  startTensorBoard,
} from "../harness/tensorboard.mjs";
import { withWorkplace } from "../harness/workplace.mjs";
import { generateLogs, runName } from "../logs/generate.mjs";

const TAG = "generator/loss";
const BUCKETS = 600;
/** TensorBoard reads 0 as “all”. */
const KEEP_ALL = "scalars=0";
/** Lets a process finish what it does after it has said that it is ready. */
const SETTLE_MILLISECONDS = 1500;
const SHAPES = [
  { name: "500 runs × 8 tags × 1000 = 4 M points", runs: 500, tags: 8, points: 1000 },
  { name: "10 runs × 4 tags × 100,000 = 4 M points", runs: 10, tags: 4, points: 100_000 },
];
const QUICK_SHAPES = [{ name: "50 runs × 8 tags × 1000", runs: 50, tags: 8, points: 1000 }];

const { quick, rounds, python } = benchOptions();
const tensorBoard = findTensorBoard(python);
const startedAt = new Date();
const machine = describeMachine(tensorBoard);

await withWorkplace(async ({ directory, freshCache }) => {
  const shapes = quick ? QUICK_SHAPES : SHAPES;
  const contenders = shapes.flatMap((shape, index) => {
    const logs = generateLogs(join(directory, `logs-${index}`), shape);
    const rows = [
      { contender: "Nashboard", measure: () => ours(logs, freshCache()) },
      ...(tensorBoard.missing === null
        ? [
            { contender: "TensorBoard, sampling", measure: () => theirs(logs, "") },
            { contender: "TensorBoard, every point", measure: () => theirs(logs, KEEP_ALL) },
          ]
        : []),
    ];
    return rows.map((row) => ({ case: shape.name, ...row }));
  });
  const measured = await measureInRounds(contenders, rounds);
  report({
    ...{ name: "memory", quick, machine, startedAt, measured },
    method: `${rounds} interleaved rounds of fresh processes; VmRSS (and RssAnon, which leaves out pages of mapped files) of the process and its children from /proc, ${SETTLE_MILLISECONDS / 1000} s after loading and after the chart of one tag over all runs`,
    comparisons:
      tensorBoard.missing === null ? shapes.flatMap((shape) => comparisonsOf(shape.name, measured)) : [],
    notMeasured: tensorBoard.missing === null ? [] : [{ what: "TensorBoard", because: tensorBoard.missing }],
  });
});

async function ours(logs, cacheDirectory) {
  const board = await startNashboard(logs.directory, { cacheDirectory });
  await millisecondsUntilStored(board, logs.values);
  const runs = Array.from({ length: logs.runs }, (_, index) => runName(index));
  const url = board.url + seriesUrl({ runs, tags: [TAG], maxBuckets: BUCKETS });
  return memoryBeforeAndAfter(board, () => ask(url, { headers: { "accept-encoding": "gzip" } }));
}

async function theirs(logs, samples) {
  const board = await startTensorBoard(tensorBoard, logs.directory, { samples });
  const last = { lastRun: runName(logs.runs - 1), tag: TAG, lastStep: logs.points - 1 };
  await millisecondsUntilLoaded(board, { runs: logs.runs, ...last });
  return memoryBeforeAndAfter(board, () => askTimeSeries(board, TAG));
}

async function memoryBeforeAndAfter(board, draw) {
  await pause(SETTLE_MILLISECONDS);
  const loaded = board.memory();
  await draw();
  await pause(SETTLE_MILLISECONDS);
  const drawn = board.memory();
  await board.stop();
  return {
    loadedMegabytes: loaded.resident / 1e6,
    loadedAnonymousMegabytes: loaded.anonymous / 1e6,
    drawnMegabytes: drawn.resident / 1e6,
    drawnAnonymousMegabytes: drawn.anonymous / 1e6,
  };
}

function comparisonsOf(name, measured) {
  return ["loadedMegabytes", "drawnMegabytes"].map((figure) => {
    const megabytes = (contender) => medianFigure(measured, { case: name, contender, figure });
    const value = megabytes("Nashboard") / megabytes("TensorBoard, sampling");
    return { target: `${name}: ${figure} against TensorBoard`, value, goal: "< 1", isReached: value < 1 };
  });
}
