/** Holds alarms against labelled intervals: who was found, how soon, and what was cried for nothing. */

import { mean, poissonInterval, quantile } from "./uncertainty.mjs";

/** Labels are known to a probe or three: an alarm this much earlier is still about the same event. */
const SLACK_PROBES = 3;
const MOST_PROBES_TO_REACT = 20;
const HALF = 0.5;

/** Failures whose signs are the same: naming the other one helps, but not as much. */
const EQUIVALENT = [
  ["F04", "F20", "F21"],
  ["F01", "F14"],
  ["F05", "F17", "F26"],
  ["F03", "F12"],
];

function credit(named, true_) {
  if (named === true_) return 1;
  return EQUIVALENT.some((set) => set.includes(named) && set.includes(true_)) ? HALF : 0;
}

/** 1, ½ or 0, and the delay of the earliest alarm of the best credit; null where there is none. */
function foundBy(alarms, { probeSteps }, { mode, fromStep, toStep }) {
  const slack = SLACK_PROBES * probeSteps;
  const until = fromStep + Math.max(slack, Math.min(MOST_PROBES_TO_REACT * probeSteps, toStep - fromStep));
  const inTime = alarms
    .filter(({ alarmStep, lastStep }) => alarmStep <= until && lastStep >= fromStep - slack)
    .map((alarm) => ({
      credit: credit(alarm.mode, mode),
      delaySteps: Math.max(0, alarm.alarmStep - fromStep),
    }));
  const best = Math.max(0, ...inTime.map((one) => one.credit));
  if (best === 0) return { credit: 0, delay: null };
  const delays = inTime.filter((one) => one.credit === best).map(({ delaySteps }) => delaySteps);
  const delaySteps = Math.min(...delays);
  return { credit: best, delay: { steps: delaySteps, probes: delaySteps / probeSteps } };
}

function overlaps(alarm, { probeSteps }, { fromStep, toStep }) {
  const slack = SLACK_PROBES * probeSteps;
  return alarm.firstStep <= toStep + slack && alarm.lastStep >= fromStep - slack;
}

/** An alarm that is shown as the consequence of another one is as right as that one is. */
function judgedWithCause(alarm, run, alarms) {
  const own = judged(alarm, run);
  const causes = alarms.filter(({ rule }) => rule === alarm.explainedBy).map((cause) => judged(cause, run));
  return own === null ? null : Math.max(own, ...causes);
}

/** The alarm's credit; null where it falls in a stretch that is neither labelled nor healthy. */
function judged(alarm, run) {
  const touched = run.intervals.filter((one) => overlaps(alarm, run, one));
  const best = Math.max(0, ...touched.map(({ mode }) => credit(alarm.mode, mode)));
  if (best > 0) return best;
  return touched.length > 0 || isFalse(alarm, run) ? 0 : null;
}

/** About nothing that is labelled, and raised, or kept up for long, while the run was healthy. */
function isFalse(alarm, run) {
  if (run.intervals.some((one) => overlaps(alarm, run, one))) return false;
  return run.healthy.some(({ fromStep, toStep }) => {
    const isRaised = alarm.alarmStep >= fromStep && alarm.alarmStep <= toStep;
    const stoodSteps = Math.min(alarm.lastStep, toStep) - Math.max(alarm.firstStep, fromStep);
    return isRaised || stoodSteps > SLACK_PROBES * run.probeSteps;
  });
}

/** Failure modes that are labelled or named. `alarmsByRun`: name → alarms. */
export function modesOf(runs, alarmsByRun) {
  const modes = new Set(runs.flatMap(({ intervals }) => intervals.map(({ mode }) => mode)));
  for (const alarms of alarmsByRun.values()) for (const { mode } of alarms) modes.add(mode);
  return [...modes].sort();
}

/** Of several failure modes, pooled: each event and each alarm of one of them counts once. */
export function scoreGroup(modes) {
  return (runs, alarmsByRun) => scoreOf(modes, runs, alarmsByRun);
}

function scoreOf(modes, runs, alarmsByRun) {
  const found = runs.flatMap((run) =>
    run.intervals
      .filter((one) => modes.includes(one.mode))
      .map((one) => foundBy(alarmsByRun.get(run.run) ?? [], run, one)),
  );
  const credits = runs.flatMap((run) =>
    (alarmsByRun.get(run.run) ?? [])
      .filter((alarm) => modes.includes(alarm.mode))
      .map((alarm) => judgedWithCause(alarm, run, alarmsByRun.get(run.run) ?? [])),
  );
  return {
    ...summary(found, credits),
    ...falseAlarms(runs, alarmsByRun, (alarm) => modes.includes(alarm.mode)),
  };
}

function summary(found, credits) {
  const known = credits.filter((one) => one !== null);
  const delays = found.map(({ delay }) => delay).filter((delay) => delay !== null);
  const probes = delays.map((delay) => delay.probes);
  return {
    events: found.length,
    recall: mean(found.map((one) => one.credit)),
    alarms: credits.length,
    unjudged: credits.length - known.length,
    precision: mean(known),
    medianDelayProbes: quantile(probes, 0.5),
    p90DelayProbes: quantile(probes, 0.9),
    medianDelaySteps: quantile(
      delays.map((delay) => delay.steps),
      0.5,
    ),
  };
}

/** Whether anything at all is wrong, whatever it is called: the only question that folklore can answer. */
export function scoreAnything(runs, alarmsByRun) {
  const found = runs.flatMap((run) => {
    const named = (alarmsByRun.get(run.run) ?? []).map((alarm) => ({ ...alarm, mode: "any" }));
    return merged(run).map((stretch) => foundBy(named, run, { ...stretch, mode: "any" }));
  });
  const credits = runs.flatMap((run) =>
    (alarmsByRun.get(run.run) ?? []).map((alarm) =>
      run.intervals.some((one) => overlaps(alarm, run, one)) ? 1 : isFalse(alarm, run) ? 0 : null,
    ),
  );
  return { ...summary(found, credits), ...falseAlarms(runs, alarmsByRun, () => true) };
}

export function falseAlarms(runs, alarmsByRun, isMeant) {
  const steps = runs
    .flatMap(({ healthy }) => healthy)
    .reduce((sum, one) => sum + one.toStep - one.fromStep, 0);
  const count = runs.reduce(
    (sum, run) =>
      sum + (alarmsByRun.get(run.run) ?? []).filter((alarm) => isMeant(alarm) && isFalse(alarm, run)).length,
    0,
  );
  const per = (number) => (steps === 0 ? null : (1000 * number) / steps);
  return {
    falseAlarms: count,
    falsePer1000: per(count),
    falsePer1000Interval: poissonInterval(count).map(per),
  };
}

/** Stretches in which something is wrong, each with all that overlaps. */
function merged({ intervals, probeSteps }) {
  const found = [];
  for (const { fromStep, toStep } of [...intervals].sort((a, b) => a.fromStep - b.fromStep)) {
    const last = found.at(-1);
    if (last !== undefined && fromStep <= last.toStep + SLACK_PROBES * probeSteps)
      last.toStep = Math.max(last.toStep, toStep);
    else found.push({ fromStep, toStep });
  }
  return found;
}
