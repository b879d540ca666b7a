/** How long until every point is stored and can be asked for, beside TensorBoard on the same logs. */
import { join } from "node:path";
import { benchOptions } from "../harness/command-line.mjs";
import { fillStore } from "../harness/library.mjs";
import { millisecondsUntilDrawn, millisecondsUntilStored, startNashboard } from "../harness/nashboard.mjs";
import { describeMachine, medianFigure, report } from "../harness/report.mjs";
import { measureInRounds } from "../harness/rounds.mjs";
import {
  findTensorBoard,
  loadWithDataServer,
  millisecondsUntilChart,
  millisecondsUntilLoaded,
  startTensorBoard,
} from "../harness/tensorboard.mjs";
import { withWorkplace } from "../harness/workplace.mjs";
import { generateLogs, runName } from "../logs/generate.mjs";

const TAG = "generator/loss";
const BUCKETS = 600;
const SHAPES = [
  { name: "one file, 3 M events", runs: 1, tags: 3, points: 1_000_000 },
  { name: "500 runs × 5 tags × 1500 = 3.75 M events", runs: 500, tags: 5, points: 1500 },
];
const QUICK_SHAPES = [
  { name: "one file, 300 k events", runs: 1, tags: 3, points: 100_000 },
  { name: "50 runs × 5 tags × 1500 = 375 k events", runs: 50, tags: 5, points: 1500 },
];
const DATA_SERVER_FLAGS = {
  "data server, sampling": [],
  "data server, sampling, --checksum": ["--checksum"],
  "data server, every point": ["--samples-per-plugin=scalars=all"],
};

const { quick, rounds, python } = benchOptions();
const tensorBoard = findTensorBoard(python);
const startedAt = new Date();
const machine = describeMachine(tensorBoard);

await withWorkplace(async ({ directory, freshCache }) => {
  const contenders = (quick ? QUICK_SHAPES : SHAPES).flatMap((shape, index) => {
    const logs = generateLogs(join(directory, `logs-${index}`), shape);
    return contendersOf(shape.name, logs, freshCache);
  });
  const measured = await measureInRounds(contenders, rounds);
  report({
    ...{ name: "ingest", quick, machine, startedAt, measured },
    method: `${rounds} interleaved rounds, fresh processes and caches, files in the page cache; firstSeconds (any points of the chart), drawnSeconds (all of them) and storedSeconds count from the start of the program (Python's start included), loadSeconds from the first look at the directory (the data server's own log)`,
    comparisons: [...new Set(contenders.map((row) => row.case))].flatMap((name) =>
      comparisonsOf(name, measured),
    ),
    notMeasured: tensorBoard.missing === null ? [] : [{ what: "TensorBoard", because: tensorBoard.missing }],
  });
});

function contendersOf(name, logs, freshCache) {
  const ours = ["lmdb", "memory"].flatMap((store) => [
    { contender: `Nashboard, ${store}`, measure: () => program(logs, store, freshCache()) },
    {
      contender: `Nashboard without server, ${store}`,
      measure: async () => library(logs, store, freshCache()),
    },
  ]);
  const theirs = [
    ...Object.entries(DATA_SERVER_FLAGS).map(([contender, flags]) => ({
      contender,
      measure: () => dataServer(logs, flags),
    })),
    { contender: "TensorBoard", measure: () => wholeTensorBoard(logs) },
  ];
  return [...ours, ...(tensorBoard.missing === null ? theirs : [])].map((row) => ({ case: name, ...row }));
}

async function program(logs, store, cacheDirectory) {
  const board = await startNashboard(logs.directory, { store, cacheDirectory });
  const newest = { run: runName(logs.runs - 1), tag: TAG, points: logs.points, buckets: BUCKETS };
  const { first, drawn } = await millisecondsUntilDrawn(board, newest);
  const stored = await millisecondsUntilStored(board, logs.values);
  const residentBytes = board.memory().resident;
  await board.stop();
  return {
    firstSeconds: first / 1e3,
    drawnSeconds: drawn / 1e3,
    storedSeconds: stored / 1e3,
    ...throughput(logs, stored / 1e3, residentBytes),
  };
}

function library(logs, store, cacheDirectory) {
  const { milliseconds, residentBytes } = fillStore(logs, { store, cacheDirectory });
  return { loadSeconds: milliseconds / 1e3, ...throughput(logs, milliseconds / 1e3, residentBytes) };
}

async function dataServer(logs, flags) {
  const { seconds, residentBytes } = await loadWithDataServer(tensorBoard, logs.directory, flags);
  return { loadSeconds: seconds, ...throughput(logs, seconds, residentBytes) };
}

async function wholeTensorBoard(logs) {
  const board = await startTensorBoard(tensorBoard, logs.directory);
  const last = { run: runName(logs.runs - 1), tag: TAG, lastStep: logs.points - 1 };
  const { first, served, drawn } = await millisecondsUntilChart(board, last);
  const stored = await millisecondsUntilLoaded(board, { ...logs, lastRun: last.run, ...last });
  const residentBytes = board.memory().resident;
  await board.stop();
  return {
    firstSeconds: first / 1e3,
    servedSeconds: served / 1e3,
    drawnSeconds: drawn / 1e3,
    storedSeconds: stored / 1e3,
    residentMegabytes: residentBytes / 1e6,
  };
}

function throughput({ events }, seconds, residentBytes) {
  return { millionEventsPerSecond: events / seconds / 1e6, residentMegabytes: residentBytes / 1e6 };
}

function comparisonsOf(name, measured) {
  if (tensorBoard.missing !== null) return [];
  const median = (contender, figure) => medianFigure(measured, { case: name, contender, figure });
  const rate = (contender) => median(contender, "millionEventsPerSecond");
  const ours = rate("Nashboard without server, lmdb");
  const sampling = ours / rate("data server, sampling");
  const everyPoint = ours / rate("data server, every point");
  const chartIn = (figure) => median("Nashboard, lmdb", figure) / median("TensorBoard", figure);
  const first = chartIn("firstSeconds");
  const chart = chartIn("drawnSeconds");
  return [
    {
      target: `${name}: throughput against the sampling data server`,
      value: sampling,
      goal: "≥ 2",
      isReached: sampling >= 2,
    },
    {
      target: `${name}: throughput against it keeping all`,
      value: everyPoint,
      goal: "≥ 5",
      isReached: everyPoint >= 5,
    },
    {
      target: `${name}: time to the first points of the newest run's chart`,
      value: first,
      goal: "≤ 0.25",
      isReached: first <= 0.25,
    },
    {
      target: `${name}: time to the newest run's chart with all its points`,
      value: chart,
      goal: "≤ 0.25",
      isReached: chart <= 0.25,
    },
  ];
}
