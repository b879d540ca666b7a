/** How time and memory grow with points and with runs. */
import { join } from "node:path";
import { benchOptions } from "../harness/command-line.mjs";
import { millisecondsUntilStored, startNashboard } from "../harness/nashboard.mjs";
import { describeMachine, medianFigure, report } from "../harness/report.mjs";
import { measureInRounds } from "../harness/rounds.mjs";
import { findTensorBoard, millisecondsUntilLoaded, startTensorBoard } from "../harness/tensorboard.mjs";
import { withWorkplace } from "../harness/workplace.mjs";
import { generateLogs, runName } from "../logs/generate.mjs";

const TAG = "generator/loss";
const TAGS = 10;
const IMAGE_SIDE = 256;
const SHAPES = [
  { runs: 10, points: 1000 },
  { runs: 10, points: 10_000 },
  { runs: 10, points: 100_000 },
  { runs: 500, points: 200 },
  { runs: 5000, points: 20 },
  { runs: 4, points: 1000, imageSide: IMAGE_SIDE },
  { runs: 4, points: 4000, imageSide: IMAGE_SIDE },
];
const LARGEST_SHAPE = { runs: 10, points: 1_000_000 };
const QUICK_SHAPES = [
  { runs: 10, points: 1000 },
  { runs: 500, points: 20 },
  { runs: 4, points: 250, imageSide: IMAGE_SIDE },
];
/** Its Python loader reads some ten thousand events a second. */
const MOST_EVENTS_FOR_PYTHON = 100_000;
const MOST_EVENTS_FOR_TENSORBOARD = 10_000_000;
/** Linear growth is 1; the rest is for a machine that is shared. */
const LINEAR = 1.5;

const { quick, full, rounds, python } = benchOptions();
const tensorBoard = findTensorBoard(python);
const startedAt = new Date();
const machine = describeMachine(tensorBoard);
const shapes = quick ? QUICK_SHAPES : full ? [...SHAPES, LARGEST_SHAPE] : SHAPES;

await withWorkplace(async ({ directory, freshCache }) => {
  const contenders = shapes.flatMap((shape, index) => {
    const logs = generateLogs(join(directory, `logs-${index}`), { ...shape, tags: TAGS });
    return contendersOf(logs, freshCache).map((row) => ({ case: nameOf(logs), ...row }));
  });
  const measured = await measureInRounds(contenders, rounds);
  report({
    ...{ name: "scaling", quick, machine, startedAt, measured },
    method: `${rounds} interleaved rounds of fresh processes, ${TAGS} tags a run; time from the start of the program until everything is loaded, and memory then`,
    comparisons: quick ? [] : comparisonsOf(measured),
    notMeasured: [
      ...(tensorBoard.missing === null ? [] : [{ what: "TensorBoard", because: tensorBoard.missing }]),
      { what: "the Python loader beyond 10⁵ points", because: "it would take minutes" },
      ...(full ? [] : [{ what: "10⁸ points", because: "only with --full" }]),
    ],
  });
});

function nameOf({ events, values, runs, sizeBytes }) {
  const images = values - events;
  if (images === 0) return `${events.toLocaleString("en")} points in ${runs} runs`;
  return `${images.toLocaleString("en")} images, ${Math.round(sizeBytes / 1e6)} MB, in ${runs} runs`;
}

function contendersOf(logs, freshCache) {
  const contenders = [{ contender: "Nashboard", measure: () => ours(logs, freshCache()) }];
  if (tensorBoard.missing !== null || logs.events > MOST_EVENTS_FOR_TENSORBOARD) return contenders;
  contenders.push({ contender: "TensorBoard", measure: () => theirs(logs, "data-server") });
  const isSmall = logs.events <= MOST_EVENTS_FOR_PYTHON && logs.runs <= SHAPES[0].runs;
  if (isSmall && logs.imageSide === 0) {
    const measure = () => theirs(logs, "python");
    contenders.push({ contender: "TensorBoard, Python loader (once)", isMeasuredOnce: true, measure });
  }
  return contenders;
}

async function ours(logs, cacheDirectory) {
  const board = await startNashboard(logs.directory, { cacheDirectory });
  return figuresOf(board, logs, await millisecondsUntilStored(board, logs.values));
}

async function theirs(logs, loader) {
  const board = await startTensorBoard(tensorBoard, logs.directory, { loader });
  const last = { lastRun: runName(logs.runs - 1), tag: TAG, lastStep: logs.points - 1 };
  return figuresOf(board, logs, await millisecondsUntilLoaded(board, { runs: logs.runs, ...last }));
}

async function figuresOf(board, { values, sizeBytes }, milliseconds) {
  const { resident, anonymous } = board.memory();
  await board.stop();
  return {
    storedSeconds: milliseconds / 1e3,
    microsecondsPerPoint: (milliseconds * 1e3) / values,
    megabytesPerSecond: sizeBytes / (milliseconds * 1e3),
    residentMegabytes: resident / 1e6,
    anonymousMegabytes: anonymous / 1e6,
  };
}

/** Linear growth: the second stretch costs as much for each point, run or image as the first. */
function comparisonsOf(measured) {
  const names = [...new Set(measured.map((row) => row.case))];
  const [small, middle, large, someRuns, manyRuns, someImages, manyImages] = names;
  const at = (name, figure) => medianFigure(measured, { case: name, contender: "Nashboard", figure });
  const growth = (figure, cases, [first, second]) => {
    const [low, middling, high] = cases.map((name) => at(name, figure));
    return (high - middling) / second / ((middling - low) / first);
  };
  const points = [small, middle, large];
  const runs = [middle, someRuns, manyRuns];
  const pointSteps = [pointsOf(1) - pointsOf(0), pointsOf(2) - pointsOf(1)];
  const runSteps = [SHAPES[3].runs - SHAPES[1].runs, SHAPES[4].runs - SHAPES[3].runs];
  const imageMegabytes = at(manyImages, "anonymousMegabytes") / at(someImages, "anonymousMegabytes");
  return [
    [
      "time of a point from 10⁶ to 10⁷ against one from 10⁵ to 10⁶",
      growth("storedSeconds", points, pointSteps),
    ],
    ["time of a run from 500 to 5,000 against one from 10 to 500", growth("storedSeconds", runs, runSteps)],
    [
      "memory of a point from 10⁶ to 10⁷ against one from 10⁵ to 10⁶",
      growth("anonymousMegabytes", points, pointSteps),
    ],
    [
      "memory of a run from 500 to 5,000 against one from 10 to 500",
      growth("anonymousMegabytes", runs, runSteps),
    ],
    ["memory with 16,000 images against 4,000", imageMegabytes],
  ].map(([target, value]) => ({ target, value, goal: `≤ ${LINEAR}`, isReached: value <= LINEAR }));
}

function pointsOf(index) {
  return SHAPES[index].runs * SHAPES[index].points * TAGS;
}
