/** Runs `nashboard check` over the corpus as three kinds of users would log it: each tier has the files of those before. */
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PROGRAM = fileURLToPath(new URL("../../dist/program/main.js", import.meta.url));
const MOST_OUTPUT_BYTES = 2 ** 30;
/** Beyond the rule's own windows until an unconfirmed finding is shown: it needs three of them. */
const WINDOWS_TO_OPEN = 3;
/** Of logs that write more often than once an epoch. */
const STEPS_A_WINDOW = 50;

export const TIERS = [
  { name: "scalars", files: ["scalars"] },
  { name: "histograms", files: ["scalars", "histograms"] },
  { name: "samples", files: ["scalars", "histograms", "samples"] },
];

/** Directory of the tier's logs: the files of each run that such a user would have. */
export function layOutTier({ files }, { corpus, runs, directory }) {
  for (const run of runs) {
    mkdirSync(join(directory, run), { recursive: true });
    for (const file of readdirSync(join(corpus, run))) {
      if (files.some((kind) => file.includes(`.corpus.${kind}.`))) {
        copyFileSync(join(corpus, run, file), join(directory, run, file));
      }
    }
  }
  return directory;
}

/** What the program says of every run; 3 and 4 are its exit codes for findings and for "cannot tell". */
export async function checked(directory) {
  return JSON.parse(await output(["check", directory, "--json"])).runs;
}

/** Scalar series by run and tag. */
export async function scalarsOf(directory) {
  const { runs } = JSON.parse(await output(["export", directory, "--format", "json"]));
  return new Map(runs.map(({ run, series }) => [run, new Map(series.map((one) => [one.tag, one]))]));
}

async function output(parameters) {
  const run = promisify(execFile);
  try {
    return (await run(execPath, [PROGRAM, ...parameters], { maxBuffer: MOST_OUTPUT_BYTES })).stdout;
  } catch (failure) {
    if (failure.code === 3 || failure.code === 4) return failure.stdout;
    throw failure;
  }
}

/** Findings as a user meets them, in steps of training: from `alarmStep` on one is on the screen. */
export function alarmsOf({ run, stepsAnEpoch }, findings) {
  const stepsAWindow = stepsAnEpoch > 1 ? stepsAnEpoch : STEPS_A_WINDOW;
  return findings.map(({ rule, mode, severity, explainedBy, ...steps }) => {
    const firstStep = steps.firstStep * stepsAnEpoch;
    const lastStep = steps.lastStep * stepsAnEpoch;
    const confirmedStep = steps.confirmedStep === null ? null : steps.confirmedStep * stepsAnEpoch;
    const shownStep = Math.min(lastStep, firstStep + (WINDOWS_TO_OPEN - 1) * stepsAWindow);
    return {
      ...{ run, rule, mode, severity, explainedBy, firstStep, lastStep, confirmedStep },
      isConfirmed: confirmedStep !== null,
      alarmStep: Math.min(shownStep, confirmedStep ?? shownStep),
    };
  });
}
