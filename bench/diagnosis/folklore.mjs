/** The rules of thumb that people pass on, as alarms on the same logs: they say that something is wrong, not what. */

const STEPS_A_PROBE = 50;
const ARMED_FROM_STEP = 300;
const PROBES_TO_ALARM = 3;
const CLEAR_PROBES_TO_CLOSE = 5;

const RULES = [
  {
    name: "D accuracy ≈ 100 % on both sides (> 0.97)",
    tags: ["discriminator/accuracy/real", "discriminator/accuracy/fake"],
    isWrong: ([real, fake]) => real > 0.97 && fake > 0.97,
  },
  { name: "L_D < 0.3", tags: ["discriminator/loss"], isWrong: ([loss]) => loss < 0.3 },
  {
    name: "|L_D − 2 ln 2| < 0.02",
    tags: ["discriminator/loss"],
    isWrong: ([loss]) => Math.abs(loss - 2 * Math.LN2) < 0.02,
  },
  { name: "‖g_G‖ > 10", tags: ["generator/gradient_norm"], isWrong: ([norm]) => norm > 10 },
  { name: "G loss rises above 4", tags: ["generator/loss"], isWrong: ([loss]) => loss > 4 },
];

/** `scalars`: of all runs, see `scalarsOf`. One entry a rule. */
export function folkloreAlarms(scalars) {
  return RULES.map(({ name, tags, isWrong }) => ({
    name,
    alarms: [...scalars].flatMap(([run, series]) => {
      const means = tags.map((tag) => probeMeans(series.get(tag)));
      const steps = [...(means[0]?.keys() ?? [])].filter((step) => step >= ARMED_FROM_STEP);
      return stretches(steps, (step) => isWrong(means.map((one) => one.get(step) ?? Number.NaN))).map(
        (stretch) => ({ run, ...stretch }),
      );
    }),
  }));
}

/** Mean of each fifty steps, by the step where they end. */
function probeMeans(series) {
  const sums = new Map();
  series?.steps.forEach((step, at) => {
    const end = Math.ceil(step / STEPS_A_PROBE) * STEPS_A_PROBE;
    const sum = sums.get(end) ?? { total: 0, count: 0 };
    sums.set(end, { total: sum.total + Number(series.values[at]), count: sum.count + 1 });
  });
  return new Map([...sums].map(([step, { total, count }]) => [step, total / count]));
}

function stretches(steps, holdsAt) {
  const found = [];
  let run = [];
  let clear = 0;
  let open = null;
  for (const step of steps) {
    if (!holdsAt(step)) {
      run = [];
      clear += 1;
      if (clear >= CLEAR_PROBES_TO_CLOSE) open = null;
      continue;
    }
    clear = 0;
    run.push(step);
    if (open !== null) open.lastStep = step;
    else if (run.length >= PROBES_TO_ALARM) {
      open = { firstStep: run.at(-PROBES_TO_ALARM), alarmStep: step, lastStep: step };
      found.push(open);
    }
  }
  return found;
}
