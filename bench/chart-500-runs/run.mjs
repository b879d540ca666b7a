/** Time and bytes of the answer that draws one tag of 500 runs. */
import { join } from "node:path";
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
/** What the page asks for when it compares so many runs: 60,000 buckets of all lines together, and no wall times. */
const BUCKETS_OF_PAGE = 60_000;
/** More than the pixels of the page's chart. */
const FINE_BUCKETS = 600;
const SHAPE = { runs: 500, tags: 2, points: 1500 };
const QUICK_SHAPE = { runs: 50, tags: 2, points: 1500 };
const LARGEST_SHARE_OF_TIME = 1 / 20;
const LARGEST_SHARE_OF_BYTES = 1 / 10;

const { quick, rounds, python } = benchOptions();
const tensorBoard = findTensorBoard(python);
const startedAt = new Date();
const machine = describeMachine(tensorBoard);
const shape = quick ? QUICK_SHAPE : SHAPE;
const name = `one tag of ${shape.runs} runs × ${shape.points} points`;

await withWorkplace(async ({ directory, freshCache }) => {
  const logs = generateLogs(join(directory, "logs"), shape);
  const contenders = [
    { case: name, contender: "Nashboard", measure: () => ours(logs, freshCache()) },
    ...(tensorBoard.missing === null
      ? [{ case: name, contender: "TensorBoard", measure: () => theirs(logs) }]
      : []),
  ];
  const measured = await measureInRounds(contenders, rounds);
  report({
    ...{ name: "chart-500-runs", quick, machine, startedAt, measured },
    method: `${rounds} interleaved rounds of fresh processes; in each, after loading, the first answer with gzip accepted, one more, and one without; bytes on the wire; Nashboard reduces every point to what its page asks for, ${BUCKETS_OF_PAGE} buckets over all runs, and in the figures called fine to ${FINE_BUCKETS} a run with wall times; TensorBoard sends its sample of 1000 points a run`,
    comparisons: tensorBoard.missing === null ? comparisonsOf(measured) : [],
    notMeasured: tensorBoard.missing === null ? [] : [{ what: "TensorBoard", because: tensorBoard.missing }],
  });
});

async function ours(logs, cacheDirectory) {
  const board = await startNashboard(logs.directory, { cacheDirectory });
  await millisecondsUntilStored(board, logs.values);
  const runs = Array.from({ length: logs.runs }, (_, index) => runName(index));
  const maxBuckets = Math.floor(BUCKETS_OF_PAGE / runs.length);
  const url = board.url + seriesUrl({ runs, tags: [TAG], maxBuckets, times: "none" });
  const figures = await threeAnswers((encoding) => ask(url, { headers: { "accept-encoding": encoding } }));
  const fine = await ask(board.url + seriesUrl({ runs, tags: [TAG], maxBuckets: FINE_BUCKETS }));
  await board.stop();
  return { ...figures, fineMilliseconds: fine.milliseconds, fineMegabytes: fine.bytes.length / 1e6 };
}

async function theirs(logs) {
  const board = await startTensorBoard(tensorBoard, logs.directory);
  const last = { lastRun: runName(logs.runs - 1), tag: TAG, lastStep: logs.points - 1 };
  await millisecondsUntilLoaded(board, { runs: logs.runs, ...last });
  const figures = await threeAnswers((encoding) => askTimeSeries(board, TAG, { gzip: encoding === "gzip" }));
  await board.stop();
  return figures;
}

async function threeAnswers(answerTo) {
  const [first, second, plain] = [await answerTo("gzip"), await answerTo("gzip"), await answerTo("identity")];
  for (const { status } of [first, second, plain]) {
    if (status !== 200) throw new Error(`The server answered with status ${status}.`);
  }
  return {
    firstMilliseconds: first.milliseconds,
    gzipMilliseconds: second.milliseconds,
    plainMilliseconds: plain.milliseconds,
    gzipMegabytes: second.bytes.length / 1e6,
    plainMegabytes: plain.bytes.length / 1e6,
  };
}

function comparisonsOf(measured) {
  const figure = (contender, of) => medianFigure(measured, { case: name, contender, figure: of });
  const share = (ours, theirs) => figure("Nashboard", ours) / figure("TensorBoard", theirs);
  const compared = (target, value, most) => ({
    target,
    value,
    goal: `≤ ${most}`,
    isReached: value <= most,
  });
  const bytes = (target, ours, theirs) => compared(target, share(ours, theirs), LARGEST_SHARE_OF_BYTES);
  const time = share("firstMilliseconds", "firstMilliseconds");
  return [
    compared("time of the first answer", time, LARGEST_SHARE_OF_TIME),
    bytes("bytes, against its plain JSON", "plainMegabytes", "plainMegabytes"),
    bytes("bytes, against its JSON with gzip", "gzipMegabytes", "gzipMegabytes"),
    bytes("bytes of fine buckets, against its plain JSON", "fineMegabytes", "plainMegabytes"),
  ];
}
