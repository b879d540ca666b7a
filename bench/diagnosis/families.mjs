/** The corpus by family: what rules were fitted on and what they were not, data sets, losses, architectures, ways of logging. */
import { falseAlarms, scoreAnything, scoreGroup } from "./score.mjs";
import { withUncertainty } from "./uncertainty.mjs";

/** Thresholds were set while looking at runs on these; on the others nobody looked at single runs. */
const FITTED_DATA = new Set(["ring", "grid", "digits", "blob"]);
const SEVERE = 4;
/** Of a run, in steps; and of its losses, in points. */
const SHORT_STEPS = 1000;
const FEW_POINTS = 40;
const COLLAPSE = ["F01", "F02", "F03", "F14", "F20"];

export function isFitted({ data }) {
  return FITTED_DATA.has(data);
}

/** The failures of which the generator's samples lack something, and all others, pooled; per part of the corpus. */
export function groupsOf(runs, alarmsByRun) {
  const modes = [...new Set(runs.flatMap(({ intervals }) => intervals.map(({ mode }) => mode)))];
  const groups = { collapse: COLLAPSE, other: modes.filter((mode) => !COLLAPSE.includes(mode)) };
  const parts = {
    all: runs,
    fitted: runs.filter(isFitted),
    heldOut: runs.filter((run) => !isFitted(run)),
    short: runs.filter(isShort),
  };
  return Object.entries(groups).map(([group, members]) => ({
    group,
    ...Object.fromEntries(
      Object.entries(parts).map(([part, some]) => [part, scored(some, alarmsByRun, scoreGroup(members))]),
    ),
  }));
}

function isShort({ lastStep }) {
  return lastStep <= SHORT_STEPS;
}

/** Per family whether anything was found to be wrong where something was, and where nothing was. */
export function familiesOf(runs, alarmsByRun) {
  const kinds = {
    part: (run) => (isFitted(run) ? "fitted on" : "held out"),
    "data set": ({ data }) => data,
    loss: ({ loss }) => loss,
    architecture: ({ architecture }) => architecture,
    "tags and cadence": ({ style }) => style,
    length: (run) => (isShort(run) ? `at most ${SHORT_STEPS.toLocaleString("en")} steps` : "more"),
    "points of a loss": ({ pointCount }) => (pointCount <= FEW_POINTS ? `at most ${FEW_POINTS}` : "more"),
  };
  return Object.entries(kinds).flatMap(([kind, nameOf]) =>
    [...new Set(runs.map(nameOf))].sort().map((name) => {
      const some = runs.filter((run) => nameOf(run) === name);
      return { kind, name, ...counts(some), ...scored(some, alarmsByRun, scoreAnything) };
    }),
  );
}

function counts(runs) {
  return {
    runs: runs.length,
    healthyRuns: runs.filter((run) => run.intervals.length === 0 && run.healthy.length > 0).length,
  };
}

function scored(runs, alarmsByRun, score) {
  const isSevere = ({ severity, isConfirmed }) => severity >= SEVERE && isConfirmed;
  return {
    ...withUncertainty(runs, alarmsByRun, score),
    severe: falseAlarms(runs, alarmsByRun, isSevere),
  };
}
