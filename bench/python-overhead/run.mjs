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
/** Of 500 steps, in which each default cadence falls due as often as it does on average. */
const PERIODS = 1;
const BANK_SAMPLES = 64;
/** Of each bank, where a probe in every step is to cost a quarter of a batch rather than two. */
const FEW_BANK_SAMPLES = 8;
const KINDS = ["layers", "histograms", "direction", "probe", "samples", "features"];
const WATCHES = {
  default: ["default", BANK_SAMPLES],
  everything: ["everything", BANK_SAMPLES],
  "everything, banks of 8": ["everything", FEW_BANK_SAMPLES],
  ...Object.fromEntries(KINDS.map((kind) => [`${kind} alone, in every step`, [kind, BANK_SAMPLES]])),
};
const CALLS = { scalar: 20_000, histogram: 10 };

const { quick, rounds, python } = benchOptions();
const startedAt = new Date();
const machine = describeMachine({ missing: "not used" });
const has = (module) => spawnSync(python, ["-c", `import ${module}`]).status === 0;
const hasTorch = has("torch");
const peers = [
  ...(hasTorch && has("tensorboard") ? ["SummaryWriter"] : []),
  ...(has("tensorflow") ? ["tf.summary"] : []),
];

const WATCHING = "MNIST DCGAN in PyTorch, CPU time a step";
const kinds = { scalar: "one scalar", histogram: "histogram of a gradient of a million elements" };
const contenders = [
  ...Object.entries(hasTorch ? WATCHES : {}).map(([contender, [cadence, bankSamples]]) => ({
    case: WATCHING,
    contender,
    isMeasuredOnce: KINDS.includes(cadence),
    measure: async () => measured("overhead.py", [cadence, bankSamples, PERIODS]),
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
  method: `${rounds} interleaved rounds, a fresh process each; PyTorch on one thread; watched and plain steps alternate in blocks within a process, each block against its neighbour, medians over periods of 500 steps; CPU time is that of all threads, writing included; a call's time is until it returns`,
  comparisons: [...(hasTorch ? overheads() : []), ...peers.flatMap(againstPeer)],
  notMeasured: hasTorch ? [] : [{ what: "watching", because: `${python} has no torch` }],
});

function overheads() {
  const row = (contender, target, most) => {
    const value = medianFigure(results, { case: WATCHING, contender, figure: "overhead" });
    return { target: `overhead of ${target}`, value, goal: `≤ ${most}`, isReached: value <= most };
  };
  const everything = "the instruments, all in every step";
  return [
    row("default", "the default cadences", MOST_OVERHEAD),
    row("everything, banks of 8", `${everything}, banks of ${FEW_BANK_SAMPLES}`, MOST_OVERHEAD_OF_EVERYTHING),
    row("everything", `${everything}, banks of ${BANK_SAMPLES}`, MOST_OVERHEAD_OF_EVERYTHING),
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
