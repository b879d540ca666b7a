/** Seconds that the two heaviest metrics of features take, beside numpy and scipy on the same numbers. */
import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { sampleMatrix, seededNormal } from "../../dist/metrics/index.js";
import { benchOptions } from "../harness/command-line.mjs";
import { describeMachine, medianFigure, report } from "../harness/report.mjs";
import { measureInRounds } from "../harness/rounds.mjs";
import { withWorkplace } from "../harness/workplace.mjs";

const OURS = fileURLToPath(new URL("./measure.mjs", import.meta.url));
const THEIRS = fileURLToPath(new URL("./measure.py", import.meta.url));
const FRECHET = { metric: "frechet", samples: 10_000, features: 2048 };
const QUICK_FRECHET = { metric: "frechet", samples: 1000, features: 256 };
const COVERAGE = { metric: "density-coverage", samples: 5000, features: 64 };
const QUICK_COVERAGE = { metric: "density-coverage", samples: 1000, features: 64 };
const MOST_OF_SCIPY = 2;
const MOST_SECONDS = 2;
/** Of the value that scipy computes, and a difference of one ball in coverage. */
const TOLERANCE = 1e-6;

const { quick, rounds, python } = benchOptions();
const startedAt = new Date();
const machine = describeMachine({ missing: "not used" });
const hasScipy = spawnSync(python, ["-c", "import numpy, scipy"]).status === 0;

await withWorkplace(async ({ directory }) => {
  const tasks = quick ? [QUICK_FRECHET, QUICK_COVERAGE] : [FRECHET, COVERAGE];
  const contenders = tasks.flatMap((task) => contendersOf(task, directory));
  const measured = await measureInRounds(contenders, rounds);
  const [frechet, coverage] = tasks.map(nameOf);
  const seconds = (name, contender) => medianFigure(measured, { case: name, contender, figure: "seconds" });
  const ratio = seconds(frechet, "Nashboard") / seconds(frechet, "scipy");
  report({
    ...{ name: "metrics", quick, machine, startedAt, measured },
    method: `${rounds} interleaved rounds, a fresh process each, both reading the same single-precision normal features; numpy and scipy on all cores, Nashboard on one; FID by scipy is pytorch-fid's (numpy.cov, scipy.linalg.sqrtm)`,
    comparisons: [
      ...(hasScipy
        ? [
            {
              target: `${frechet}: time against scipy`,
              value: ratio,
              goal: `≤ ${MOST_OF_SCIPY}`,
              isReached: ratio <= MOST_OF_SCIPY,
            },
          ]
        : []),
      {
        target: `${coverage}: seconds`,
        value: seconds(coverage, "Nashboard"),
        goal: `< ${MOST_SECONDS}`,
        isReached: seconds(coverage, "Nashboard") < MOST_SECONDS,
      },
    ],
    notMeasured: hasScipy ? [] : [{ what: "numpy and scipy", because: `${python} lacks them` }],
  });
});

function contendersOf(task, directory) {
  const files = ["real", "fake"].map((side, place) => {
    const file = join(directory, `${task.metric}-${side}`);
    writeFileSync(file, featuresOf(task, place));
    return file;
  });
  const parameters = [task.metric, ...files, task.samples, task.features].map(String);
  const ours = measure(execPath, [OURS, ...parameters]);
  const theirs = measure(python, [THEIRS, ...parameters]);
  const values = new Map();
  const row = (contender, run) => ({
    case: nameOf(task),
    contender,
    measure: async () => {
      const { value, seconds } = run();
      values.set(contender, value);
      requireAgreement(values, nameOf(task));
      return { seconds };
    },
  });
  const rows = [row("Nashboard", ours)];
  if (task.metric === "frechet")
    rows.push(
      row(
        "Nashboard with chance level",
        measure(execPath, [OURS, "frechet-with-chance", ...parameters.slice(1)]),
      ),
    );
  if (hasScipy) rows.push(row("scipy", theirs));
  return rows;
}

function measure(program, parameters) {
  return () => JSON.parse(execFileSync(program, parameters, { encoding: "utf8" }));
}

/** A fast wrong answer is none. */
function requireAgreement(values, name) {
  const [first] = values.values();
  for (const [contender, value] of values) {
    if (Math.abs(value - first) > TOLERANCE * Math.abs(first)) {
      throw new Error(`${name}: ${contender} finds ${value}, another ${first}.`);
    }
  }
}

/** Normal numbers whose scale falls off with the feature, as those of a trained network; the second set is shifted. */
function featuresOf({ samples, features }, place) {
  const normal = seededNormal(place + 1);
  const values = Float32Array.from(
    { length: samples * features },
    (_, at) => normal() / Math.sqrt(1 + (at % features)) + place / 100,
  );
  return new Uint8Array(sampleMatrix(values, samples, features).values.buffer);
}

function nameOf({ metric, samples, features }) {
  return metric === "frechet"
    ? `FID, ${samples} × ${features} a side`
    : `density and coverage, ${samples} × ${features} a side`;
}
