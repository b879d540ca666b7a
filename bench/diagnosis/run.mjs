/** How well the diagnosis finds what is wrong: `nashboard check` on a labelled corpus, in three tiers, beside folklore. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { exit, stdout } from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { commitOfSources } from "../harness/report.mjs";
import { withWorkplace } from "../harness/workplace.mjs";
import { familiesOf, groupsOf, isFitted } from "./families.mjs";
import { folkloreAlarms } from "./folklore.mjs";
import { falseAlarms, modesOf, scoreAnything, scoreGroup } from "./score.mjs";
import { tablesOf, writePage } from "./table.mjs";
import { alarmsOf, checked, layOutTier, scalarsOf, TIERS } from "./tiers.mjs";
import { withUncertainty } from "./uncertainty.mjs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const RESULTS = path("../results/diagnosis.json");
const SEVERE = 4;

const { values: options } = parseArgs({
  options: {
    corpus: { type: "string", default: path("../../fixtures/corpus") },
    generate: { type: "boolean", default: false },
    label: { type: "boolean", default: false },
    python: { type: "string", default: "python3" },
    "dry-run": { type: "boolean", default: false },
  },
});

if (options.generate) python("generate.py", ["--out", options.corpus]);
if (options.generate || options.label) python("label.py", ["--corpus", options.corpus]);
if (!existsSync(join(options.corpus, "labels.json"))) {
  stdout.write(
    `${options.corpus} has no labels.json: npm run bench -- diagnosis --generate --python PATH (with torch)\n`,
  );
  exit(2);
}

const { runs } = JSON.parse(readFileSync(join(options.corpus, "labels.json"), "utf8"));
await withWorkplace(async ({ directory }) => {
  const tiers = [];
  for (const tier of TIERS) tiers.push(await measured(tier, join(directory, tier.name)));
  const scalars = inCanonicalNames(await scalarsOf(join(directory, "scalars")));
  const results = {
    ...{ schema: 1, bench: "diagnosis", date: new Date().toISOString(), commit: commitOfSources() },
    corpus: described(),
    tiers: tiers.map(({ severe, missed, ...tier }) => tier),
    severe: tiers.map(({ name, severe }) => ({ tier: name, ...severe })),
    folklore: folkloreAlarms(scalars).map(({ name, alarms }) => ({
      name,
      ...anything(byRun(alarms)),
    })),
    runs: tiers.at(-1).missed,
  };
  const text = tablesOf(results);
  stdout.write(`${text}\n`);
  if (options["dry-run"]) return;
  mkdirSync(dirname(RESULTS), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 1)}\n`);
  writePage(text);
});

async function measured(tier, directory) {
  layOutTier(tier, { corpus: options.corpus, runs: runs.map(({ run }) => run), directory });
  const found = await checked(directory);
  const labelled = new Map(runs.map((run) => [run.run, run]));
  const all = byRun(found.flatMap(({ run, findings }) => alarmsOf(labelled.get(run), findings)));
  const confirmed = new Map([...all].map(([run, alarms]) => [run, alarms.flatMap(whenConfirmed)]));
  return {
    name: tier.name,
    scopes: scopesOf(all),
    anything: { all: anything(all), confirmed: anything(confirmed) },
    groups: groupsOf(runs, all),
    families: familiesOf(runs, all),
    severe: falseAlarms(runs, confirmed, ({ severity }) => severity >= SEVERE),
    missed: runs.map(({ run, intervals, healthy }) => ({
      run,
      intervals,
      healthy,
      alarms: all.get(run) ?? [],
    })),
  };
}

function anything(alarms) {
  return withUncertainty(runs, alarms, scoreAnything);
}

/** Rules of thumb know losses and accuracies by the product's names, over steps of training; a run's `tags` are its own. */
function inCanonicalNames(scalars) {
  return new Map(
    runs.map(({ run, tags, stepsAnEpoch }) => {
      const series = scalars.get(run) ?? new Map();
      const named =
        tags === undefined ? [...series] : Object.entries(tags).map(([name, tag]) => [name, series.get(tag)]);
      return [run, new Map(named.map(([name, one]) => [name, inTrainingSteps(one, stepsAnEpoch)]))];
    }),
  );
}

function inTrainingSteps(series, stepsAnEpoch) {
  return series && { ...series, steps: series.steps.map((step) => step * stepsAnEpoch) };
}

function whenConfirmed(alarm) {
  return alarm.isConfirmed ? [{ ...alarm, alarmStep: alarm.confirmedStep }] : [];
}

/** Per failure mode. */
function scopesOf(alarms) {
  const parts = { all: runs, fitted: runs.filter(isFitted), heldOut: runs.filter((run) => !isFitted(run)) };
  const scored = (some) => (mode) => [mode, withUncertainty(some, alarms, scoreGroup([mode]))];
  return Object.fromEntries(
    Object.entries(parts).map(([part, some]) => [
      part,
      Object.fromEntries(modesOf(runs, alarms).map(scored(some))),
    ]),
  );
}

function byRun(alarms) {
  const found = new Map();
  for (const alarm of alarms) found.set(alarm.run, [...(found.get(alarm.run) ?? []), alarm]);
  return found;
}

function described() {
  const counts = new Map();
  for (const { data } of runs) counts.set(data, (counts.get(data) ?? 0) + 1);
  const healthy = runs.filter((run) => run.intervals.length === 0 && run.healthy.length > 0);
  return {
    runs: runs.length,
    families: [...counts].map(([data, count]) => `${count} ${data}`).join(", "),
    labelled: runs.filter(({ intervals }) => intervals.length > 0).length,
    healthyRuns: healthy.length,
    healthySteps: runs.flatMap((run) => run.healthy).reduce((sum, one) => sum + one.toStep - one.fromStep, 0),
  };
}

function python(script, parameters) {
  const { status } = spawnSync(options.python, [path(`corpus/${script}`), ...parameters], {
    stdio: "inherit",
  });
  if (status !== 0) exit(status ?? 1);
}
