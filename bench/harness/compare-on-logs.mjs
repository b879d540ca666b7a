/** A comparison on generated logs of several shapes: makes the logs, measures every contender in rounds, reports. */
import { join } from "node:path";
import { generateLogs } from "../logs/generate.mjs";
import { benchOptions } from "./command-line.mjs";
import { describeMachine, report } from "./report.mjs";
import { measureInRounds } from "./rounds.mjs";
import { findTensorBoard } from "./tensorboard.mjs";
import { withWorkplace } from "./workplace.mjs";

/**
 * `ours(logs, freshCache)` and `theirs(tensorBoard, logs)` give `{contender, measure}` for each row;
 * `comparisonsOf(caseName, measured)` is asked only where there is a TensorBoard to compare with, or the
 * comparison is `withItself`.
 */
export async function compareOnLogs({ name, shapes, quickShapes, ours, theirs, ...words }) {
  const { quick, rounds, python } = benchOptions();
  const tensorBoard = findTensorBoard(python);
  const isThere = tensorBoard.missing === null;
  const startedAt = new Date();
  const machine = describeMachine(tensorBoard);
  await withWorkplace(async ({ directory, freshCache }) => {
    const chosen = quick ? quickShapes : shapes;
    const contenders = chosen.flatMap((shape, index) => {
      const logs = generateLogs(join(directory, `logs-${index}`), shape);
      const rows = [...ours(logs, freshCache), ...(isThere ? theirs(tensorBoard, logs) : [])];
      return rows.map((row) => ({ case: shape.name, ...row }));
    });
    const measured = await measureInRounds(contenders, rounds);
    const isComparable = isThere || words.withItself === true;
    report({
      ...{ name, quick, machine, startedAt, measured },
      method: `${rounds} interleaved rounds; ${words.method}`,
      comparisons: isComparable ? chosen.flatMap((shape) => words.comparisonsOf(shape.name, measured)) : [],
      notMeasured: isThere ? [] : [{ what: "TensorBoard", because: tensorBoard.missing }],
    });
  });
}
