/** What watching a PyTorch game costs, and one logging call beside SummaryWriter and tf.summary. */
import { spawnSync } from "node:child_process";
import { env } from "node:process";
import { fileURLToPath } from "node:url";
import { benchOptions } from "../harness/command-line.mjs";
import { describeMachine, medianFigure, report } from "../harness/report.mjs";
import { measureInRounds } from "../harness/rounds.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const CLIENT = here("../../python");
const MOST_OVERHEAD = 0.03;
const MOST_OVERHEAD_OF_EVERYTHING = 0.25;
const LEAST_SPEED_UP = 5;
const BANK_SAMPLES = 64;
/** Of 500 steps, in which each default cadence falls due as often as it does on average. */
const DEFAULT_PERIODS = 1;
/** Of 25 watched steps, all alike. */
const EVERY_STEP_PERIODS = 4;
const KINDS = ["layers", "histograms", "direction", "probe", "samples", "features"];
const WATCHES = {
  default: ["default", DEFAULT_PERIODS],
  "everything, in turns": ["turns", EVERY_STEP_PERIODS],
  "everything at once": ["everything", EVERY_STEP_PERIODS],
  ...Object.fromEntries(KINDS.map((kind) => [`${kind} alone, in every step`, [kind, EVERY_STEP_PERIODS]])),
};
const KERAS_WATCHES = {
  "default, a loop": ["loop", "default", DEFAULT_PERIODS],
  "default, fit": ["fit", "default", DEFAULT_PERIODS],
  "everything in turns, a loop": ["loop", "turns", EVERY_STEP_PERIODS],
  "everything in turns, fit": ["fit", "turns", EVERY_STEP_PERIODS],
  "everything at once, a loop": ["loop", "everything", EVERY_STEP_PERIODS],
};
const CALLS = { scalar: 20_000, histogram: 10 };

const { quick, rounds, python } = benchOptions();
const startedAt = new Date();
const machine = describeMachine({ missing: "not used" });
const has = (module) => spawnSync(python, ["-c", `import ${module}`]).status === 0;
const hasTorch = has("torch");
const hasTensorFlow = has("tensorflow");
const peers = [
  ...(hasTorch && has("tensorboard") ? ["SummaryWriter"] : []),
  ...(hasTensorFlow ? ["tf.summary"] : []),
];

const WATCHING = "MNIST DCGAN in PyTorch, CPU time a step";
const WATCHING_KERAS = "MNIST DCGAN in Keras, CPU time a step";
const kinds = { scalar: "one scalar", histogram: "histogram of a gradient of a million elements" };
const contenders = [
  ...Object.entries(hasTorch ? WATCHES : {}).map(([contender, [cadence, periods]]) => ({
    case: WATCHING,
    contender,
    isMeasuredOnce: KINDS.includes(cadence),
    measure: async () => measured("overhead.py", [cadence, BANK_SAMPLES, periods]),
  })),
  ...Object.entries(hasTensorFlow ? KERAS_WATCHES : {}).map(([contender, [kind, cadence, periods]]) => ({
    case: WATCHING_KERAS,
    contender,
    measure: async () => measured("keras_overhead.py", [kind, cadence, BANK_SAMPLES, periods]),
  })),
  ...Object.entries(kinds).flatMap(([kind, name]) =>
    ["Nashboard", ...peers].map((contender) => ({
      case: name,
      contender,
      measure: async () => measured("calls.py", [kind, contender, CALLS[kind]]),
    })),
  ),
];
const results = await measureInRounds(contenders, rounds);
report({
  ...{ name: "python-overhead", quick, machine, startedAt, measured: results },
  method: `${rounds} interleaved rounds, a fresh process each; one thread; watched and plain steps alternate in blocks within a process, each block against its neighbour, medians over periods; CPU time is that of all threads, writing included; a call's time is until it returns`,
  comparisons: [...(hasTorch ? overheads() : []), ...peers.flatMap(againstPeer)],
  notMeasured: [
    ...(hasTorch ? [] : [{ what: "watching PyTorch", because: `${python} has no torch` }]),
    ...(hasTensorFlow ? [] : [{ what: "watching Keras", because: `${python} has no tensorflow` }]),
  ],
});

function overheads() {
  const row = (contender, target, most) => {
    const value = medianFigure(results, { case: WATCHING, contender, figure: "overhead" });
    return { target: `overhead of ${target}`, value, goal: `≤ ${most}`, isReached: value <= most };
  };
  const everything = "the instruments, all in every step";
  return [
    row("default", "the default cadences", MOST_OVERHEAD),
    row("everything, in turns", `${everything}, in turns`, MOST_OVERHEAD_OF_EVERYTHING),
    row("everything at once", `${everything}, at once`, MOST_OVERHEAD_OF_EVERYTHING),
  ];
}

function againstPeer(peer) {
  const figureOf = (kind, contender, figure) =>
    medianFigure(results, { case: kinds[kind], contender, figure });
  const faster = (kind, figure) => figureOf(kind, peer, figure) / figureOf(kind, "Nashboard", figure);
  const rows = [
    ["one scalar", "until the call returns", faster("scalar", "callMicroseconds"), 1],
    ["one scalar", "CPU time, writing included", faster("scalar", "cpuMicroseconds"), 1],
    ["histogram", "until the call returns", faster("histogram", "callMicroseconds"), LEAST_SPEED_UP],
    ["histogram", "CPU time, writing included", faster("histogram", "cpuMicroseconds"), LEAST_SPEED_UP],
  ];
  return rows.map(([kind, what, value, least]) => ({
    target: `${kind}: times faster than ${peer}, ${what}`,
    ...{ value, goal: `≥ ${least}`, isReached: value >= least },
  }));
}

function measured(script, parameters) {
  const result = spawnSync(python, [here(script), ...parameters.map(String)], {
    encoding: "utf8",
    env: {
      ...env,
      PYTHONPATH: CLIENT,
      PYTHONDONTWRITEBYTECODE: "1",
      TF_CPP_MIN_LOG_LEVEL: "3",
      OMP_NUM_THREADS: "1",
    },
  });
  if (result.status !== 0) throw new Error(`${script} ${parameters.join(" ")} failed.\n${result.stderr}`);
  return JSON.parse(result.stdout.trim().split("\n").at(-1));
}
