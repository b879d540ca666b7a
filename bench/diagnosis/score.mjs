/** Holds alarms against labelled intervals: who was found, how soon, and what was cried for nothing. */

/** Labels are known to a probe or three: an alarm this much earlier is still about the same event. */
const SLACK_STEPS = 150;
const MOST_STEPS_TO_REACT = 1000;
const STEPS_A_PROBE = 50;
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

/** 1, ½ or 0, and the delay in probes of the earliest alarm of the best credit. */
function foundBy(alarms, { mode, fromStep, toStep }) {
  const until = fromStep + Math.max(SLACK_STEPS, Math.min(MOST_STEPS_TO_REACT, toStep - fromStep));
  const inTime = alarms
    .filter(({ alarmStep, lastStep }) => alarmStep <= until && lastStep >= fromStep - SLACK_STEPS)
    .map((alarm) => ({
      credit: credit(alarm.mode, mode),
      delay: Math.max(0, alarm.alarmStep - fromStep) / STEPS_A_PROBE,
    }));
  const best = Math.max(0, ...inTime.map((one) => one.credit));
  const delays = inTime.filter((one) => one.credit === best).map(({ delay }) => delay);
  return { credit: best, delay: best > 0 ? Math.min(...delays) : Number.NaN };
}

function overlaps(alarm, { fromStep, toStep }) {
  return alarm.firstStep <= toStep + SLACK_STEPS && alarm.lastStep >= fromStep - SLACK_STEPS;
}

/** An alarm that is shown as the consequence of another one is as right as that one is. */
function judgedWithCause(alarm, run, alarms) {
  const own = judged(alarm, run);
  const causes = alarms.filter(({ rule }) => rule === alarm.explainedBy).map((cause) => judged(cause, run));
  return own === null ? null : Math.max(own, ...causes);
}

/** The alarm's credit; null where it falls in a stretch that is neither labelled nor healthy. */
function judged(alarm, { intervals, healthy }) {
  const touched = intervals.filter((one) => overlaps(alarm, one));
  const best = Math.max(0, ...touched.map(({ mode }) => credit(alarm.mode, mode)));
  if (best > 0) return best;
  return touched.length > 0 || isFalse(alarm, { intervals, healthy }) ? 0 : null;
}

/** About nothing that is labelled, and raised, or kept up for long, while the run was healthy. */
function isFalse(alarm, { intervals, healthy }) {
  if (intervals.some((one) => overlaps(alarm, one))) return false;
  return healthy.some(({ fromStep, toStep }) => {
    const isRaised = alarm.alarmStep >= fromStep && alarm.alarmStep <= toStep;
    return isRaised || Math.min(alarm.lastStep, toStep) - Math.max(alarm.firstStep, fromStep) > SLACK_STEPS;
  });
}

/** Per failure mode. `runs`: labels; `alarmsByRun`: name → alarms. */
export function scoreModes(runs, alarmsByRun) {
  const modes = new Set(runs.flatMap(({ intervals }) => intervals.map(({ mode }) => mode)));
  for (const alarms of alarmsByRun.values()) for (const { mode } of alarms) modes.add(mode);
  return Object.fromEntries([...modes].sort().map((mode) => [mode, scoreMode(mode, runs, alarmsByRun)]));
}

function scoreMode(mode, runs, alarmsByRun) {
  return scoreGroup([mode])(runs, alarmsByRun);
}

/** Of several failure modes, pooled: each event and each alarm of one of them counts once. */
export function scoreGroup(modes) {
  return (runs, alarmsByRun) => scoreOf(modes, runs, alarmsByRun);
}

function scoreOf(modes, runs, alarmsByRun) {
  const found = runs.flatMap((run) =>
    run.intervals
      .filter((one) => modes.includes(one.mode))
      .map((one) => foundBy(alarmsByRun.get(run.run) ?? [], one)),
  );
  const credits = runs.flatMap((run) =>
    (alarmsByRun.get(run.run) ?? [])
      .filter((alarm) => modes.includes(alarm.mode))
      .map((alarm) => judgedWithCause(alarm, run, alarmsByRun.get(run.run) ?? [])),
  );
  const known = credits.filter((one) => one !== null);
  const delays = found.map(({ delay }) => delay).filter((delay) => !Number.isNaN(delay));
  return {
    events: found.length,
    recall: mean(found.map((one) => one.credit)),
    alarms: credits.length,
    unjudged: credits.length - known.length,
    precision: mean(known),
    medianDelayProbes: quantile(delays, 0.5),
    p90DelayProbes: quantile(delays, 0.9),
    ...falseAlarms(runs, alarmsByRun, (alarm) => modes.includes(alarm.mode)),
  };
}

/** Whether anything at all is wrong, whatever it is called: the only question that folklore can answer. */
export function scoreAnything(runs, alarmsByRun) {
  const stretches = runs.flatMap((run) =>
    merged(run.intervals).map((stretch) => ({ ...stretch, run: run.run })),
  );
  const found = stretches.map(({ run, ...stretch }) => {
    const named = (alarmsByRun.get(run) ?? []).map((alarm) => ({ ...alarm, mode: "any" }));
    return foundBy(named, { ...stretch, mode: "any" });
  });
  const credits = runs.flatMap((run) =>
    (alarmsByRun.get(run.run) ?? []).map((alarm) =>
      run.intervals.some((one) => overlaps(alarm, one)) ? 1 : isFalse(alarm, run) ? 0 : null,
    ),
  );
  const delays = found.map(({ delay }) => delay).filter((delay) => !Number.isNaN(delay));
  return {
    events: stretches.length,
    recall: mean(found.map((one) => one.credit)),
    alarms: credits.length,
    unjudged: credits.filter((one) => one === null).length,
    precision: mean(credits.filter((one) => one !== null)),
    medianDelayProbes: quantile(delays, 0.5),
    ...falseAlarms(runs, alarmsByRun, () => true),
  };
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

/** 95 %, Byar's approximation (Breslow & Day 1987, p. 69); within 2 % of the exact one from count 1 on. */
function poissonInterval(count) {
  const bound = (at, z) => at * (1 - 1 / (9 * at) + z / (3 * Math.sqrt(at))) ** 3;
  return [count === 0 ? 0 : bound(count, -1.96), bound(count + 1, 1.96)];
}

/** Stretches in which something is wrong, each with all that overlaps. */
function merged(intervals) {
  const found = [];
  for (const { fromStep, toStep } of [...intervals].sort((a, b) => a.fromStep - b.fromStep)) {
    const last = found.at(-1);
    if (last !== undefined && fromStep <= last.toStep + SLACK_STEPS)
      last.toStep = Math.max(last.toStep, toStep);
    else found.push({ fromStep, toStep });
  }
  return found;
}

const RESAMPLES = 500;
const SEED = 1;

/** 95 % intervals of precision and recall where the runs are drawn anew, each with its labels and alarms. */
export function bootstrapped(runs, alarmsByRun, score) {
  const random = mulberry32(SEED);
  const drawn = Array.from({ length: RESAMPLES }, () => {
    const sample = runs.map(() => runs[Math.floor(random() * runs.length)]);
    const { recall, precision } = score(sample, alarmsByRun);
    return { recall, precision };
  });
  const interval = (key) => {
    const values = drawn.map((one) => one[key]).filter((value) => value !== null);
    return [quantile(values, 0.025), quantile(values, 0.975)];
  };
  return { recallInterval: interval("recall"), precisionInterval: interval("precision") };
}

function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function mean(values) {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function quantile(values, share) {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
