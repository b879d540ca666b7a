/** Resident memory with 4 M points, after loading and after a chart of all runs. */
import { setTimeout as pause } from "node:timers/promises";
import { seriesUrl } from "../../dist/api/index.js";
import { compareOnLogs } from "../harness/compare-on-logs.mjs";
import { ask } from "../harness/http.mjs";
import { millisecondsUntilStored, startNashboard } from "../harness/nashboard.mjs";
import { medianFigure } from "../harness/report.mjs";
import { askTimeSeries, millisecondsUntilLoaded, startTensorBoard } from "../harness/tensorboard.mjs";
import { runName } from "../logs/generate.mjs";

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

await compareOnLogs({
  ...{ name: "memory", shapes: SHAPES, quickShapes: QUICK_SHAPES, comparisonsOf },
  ours: (logs, freshCache) => [{ contender: "Nashboard", measure: () => ours(logs, freshCache()) }],
  theirs: (tensorBoard, logs) => [
    { contender: "TensorBoard, sampling", measure: () => theirs(tensorBoard, logs, "") },
    { contender: "TensorBoard, every point", measure: () => theirs(tensorBoard, logs, KEEP_ALL) },
  ],
  method: `fresh processes; VmRSS (and RssAnon, which leaves out pages of mapped files) of the process and its children from /proc, ${SETTLE_MILLISECONDS / 1000} s after loading and after the chart of one tag over all runs; reopened is after the chart in a second start on the same cache`,
});

async function ours(logs, cacheDirectory) {
  const open = async () => {
    const board = await startNashboard(logs.directory, { cacheDirectory });
    await millisecondsUntilStored(board, logs.values);
    const runs = Array.from({ length: logs.runs }, (_, index) => runName(index));
    const url = board.url + seriesUrl({ runs, tags: [TAG], maxBuckets: BUCKETS });
    return memoryBeforeAndAfter(board, () => ask(url, { headers: { "accept-encoding": "gzip" } }));
  };
  const first = await open();
  const { drawnMegabytes, drawnAnonymousMegabytes } = await open();
  return {
    ...first,
    reopenedMegabytes: drawnMegabytes,
    reopenedAnonymousMegabytes: drawnAnonymousMegabytes,
  };
}

async function theirs(tensorBoard, logs, samples) {
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
  const megabytes = (contender, figure) => medianFigure(measured, { case: name, contender, figure });
  return ["loadedMegabytes", "loadedAnonymousMegabytes", "drawnMegabytes", "drawnAnonymousMegabytes"].map(
    (figure) => {
      const value = megabytes("Nashboard", figure) / megabytes("TensorBoard, sampling", figure);
      return { target: `${name}: ${figure} against TensorBoard`, value, goal: "< 1", isReached: value < 1 };
    },
  );
}
