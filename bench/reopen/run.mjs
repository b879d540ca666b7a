/** The second start on an unchanged directory against the first. */
import { compareOnLogs } from "../harness/compare-on-logs.mjs";
import { fillStore } from "../harness/library.mjs";
import { millisecondsUntilStored, startBareServer, startNashboard } from "../harness/nashboard.mjs";
import { medianFigure } from "../harness/report.mjs";
import { millisecondsUntilLoaded, startTensorBoard } from "../harness/tensorboard.mjs";
import { runName } from "../logs/generate.mjs";

const TAG = "generator/loss";
const SHAPES = [
  { name: "one file, 3 M events", runs: 1, tags: 3, points: 1_000_000 },
  { name: "500 runs × 5 tags × 1500", runs: 500, tags: 5, points: 1500 },
];
const QUICK_SHAPES = [{ name: "50 runs × 5 tags × 1500", runs: 50, tags: 5, points: 1500 }];
const LARGEST_SHARE = 1 / 20;

await compareOnLogs({
  ...{ name: "reopen", shapes: SHAPES, quickShapes: QUICK_SHAPES, comparisonsOf, withItself: true },
  ours: (logs, freshCache) => [
    { contender: "Nashboard", measure: () => program(logs, freshCache()) },
    { contender: "Nashboard without server", measure: async () => library(logs, freshCache()) },
    { contender: "a bare Node server", measure: () => bareServer(logs) },
  ],
  theirs: (tensorBoard, logs) => [{ contender: "TensorBoard", measure: () => theirs(tensorBoard, logs) }],
  method:
    "the cold open has an empty cache directory, the second start that of the first; with server the time counts from the start of the program, without from opening the store; the bare server holds nothing and answers at once; TensorBoard keeps nothing between starts",
});

async function program(logs, cacheDirectory) {
  const open = async () => {
    const board = await startNashboard(logs.directory, { cacheDirectory });
    const milliseconds = await millisecondsUntilStored(board, logs.values);
    await board.stop();
    return { milliseconds, listening: board.listeningMilliseconds };
  };
  const cold = await open();
  const again = await open();
  return {
    coldSeconds: cold.milliseconds / 1e3,
    againSeconds: again.milliseconds / 1e3,
    againListeningSeconds: again.listening / 1e3,
    share: again.milliseconds / cold.milliseconds,
  };
}

function library(logs, cacheDirectory) {
  const cold = fillStore(logs, { store: "lmdb", cacheDirectory }).milliseconds;
  const again = fillStore(logs, { store: "lmdb", cacheDirectory }).milliseconds;
  return { coldSeconds: cold / 1e3, againSeconds: again / 1e3, share: again / cold };
}

async function bareServer(logs) {
  const server = await startBareServer(logs.values);
  const milliseconds = await millisecondsUntilStored(server, logs.values);
  await server.stop();
  return { againSeconds: milliseconds / 1e3, againListeningSeconds: server.listeningMilliseconds / 1e3 };
}

async function theirs(tensorBoard, logs) {
  const open = async () => {
    const board = await startTensorBoard(tensorBoard, logs.directory);
    const last = { lastRun: runName(logs.runs - 1), tag: TAG, lastStep: logs.points - 1 };
    const milliseconds = await millisecondsUntilLoaded(board, { runs: logs.runs, ...last });
    await board.stop();
    return milliseconds;
  };
  const [cold, again] = [await open(), await open()];
  return { coldSeconds: cold / 1e3, againSeconds: again / 1e3, share: again / cold };
}

function comparisonsOf(name, measured) {
  return ["Nashboard", "Nashboard without server"].map((contender) => {
    const value = medianFigure(measured, { case: name, contender, figure: "share" });
    const target = `${name}: second start against the cold one, ${contender}`;
    return { target, value, goal: "≤ 0.05", isReached: value <= LARGEST_SHARE };
  });
}
