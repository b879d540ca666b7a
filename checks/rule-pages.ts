/** The pages of the rules in docs/rules/, made from the rules themselves with a drawn example. */
import { RULES, type Rule, SIGNALS } from "../src/diagnosis/index.ts";
import { linePlot, PAPER_COLOURS, type PlottedLevel, type PlottedSeries } from "../src/plots/index.ts";

export interface RulePage {
  /** Under docs/rules/. */
  readonly file: string;
  readonly text: string;
}

const PROBE_STEPS = 50;
const SIZE = { width: 614, height: 260 } as const;

/** One page and one picture a rule, and a list of them all. */
export function rulePages(): RulePage[] {
  const pages = RULES.flatMap((rule) => [
    { file: `${rule.id}.md`, text: pageOf(rule) },
    { file: `${rule.id}.svg`, text: pictureOf(rule) },
  ]);
  return [...pages, { file: "README.md", text: listOfRules() }];
}

function listOfRules(): string {
  const rows = RULES.map(
    ({ id, mode, headline, severity }) => `| [${id}](${id}.md) | ${mode} | ${headline} | ${severity} |`,
  );
  return `${GENERATED}
# Rules

What \`nashboard check\` looks for, in the order of disambiguation: a finding is explained by one above it where that brings it about. Severity runs from 1 (information) to 5 (the run is dead).

| rule | failure mode | says | severity |
|---|---|---|---|
${rows.join("\n")}

## What no log shows

- **F15**: outputs of a discriminator that was given wrong labels differ from label to label as those of one that was given right ones; only a classifier that reads the samples tells them apart (\`generator/label_agreement\`). That no label changes anything is seen in either player.
- **F20**: where each picture is normalised to its own darkest and brightest value before it is logged, every generator has the same range. The rule then cannot tell.
- **F22**: that samples of one batch are alike shows in no single picture of them; the same noise in training mode beside it (\`samples/training_mode\`) does. Real and generated samples that share a batch of the discriminator's normalisation leave no trace of their own.
- **F29**: weights of the average itself are in no event file; its samples, or its FID, stand for them.
- **F30**: a loader that repeats its batches looks like few training data, and is found as such (F06, F13) where held-out outputs are logged. Noise of gradients is read from the cosine of consecutive ones, so that it is never more than suspected.
`;
}

const GENERATED = "<!-- Generated from src/diagnosis/rules by npm run rules-docs. -->";

function pageOf(rule: Rule): string {
  const needs = Object.values(rule.needs).map(
    ({ kind, signal }) =>
      `- \`${signal}\` (${kind === "layers" ? "each layer" : kind}): log ${SIGNALS[signal].logThis.replaceAll("<", "\\<")}`,
  );
  const thresholds = Object.entries(rule.thresholds).map(
    ([name, { value, unit, because }]) => `| \`${name}\` | ${value} | ${unit} | ${because} |`,
  );
  const remedies = rule.remedies.map(
    ({ do: what, cite }, at) => `${at + 1}. ${what}${cite === undefined ? "" : ` (${cite})`}`,
  );
  const explains = rule.explains ?? [];
  const { windows, of } = rule.heldFor;
  return `${GENERATED}
# ${rule.headline}

\`${rule.id}\` · ${rule.mode} · severity ${rule.severity} of 5 · ${rule.maturity === "trial" ? "on trial: too few labelled runs show how well it names this" : "measured"}

## Meaning

${statistics(rule)}

It is a finding after ${windows} of ${of} windows (about ${PROBE_STEPS} steps each, or one probe); ${rule.arms === "at-once" ? "it is judged from the first" : "the first of a run, in which every run looks odd, are not judged"}.${explains.length === 0 ? "" : ` It explains ${explains.map((id) => `[${id}](${id}.md)`).join(", ")}.`}${rule.games === undefined ? "" : ` It is judged in ${rule.games.join(" and ")} games only.`}

## Why

${rule.why}

## Evidence

![An example on which the rule fires](${rule.id}.svg)

${needs.join("\n")}

## What to do

${remedies.join("\n")}

## Thresholds

Other values are set with \`--rules\`, see [commands](../commands.md#check-what-is-wrong).

| name | value | unit | because |
|---|---|---|---|
${thresholds.join("\n")}

## Source

${rule.source.cite}: ${rule.source.claim}.
`;
}

function statistics({ shows, thresholds }: Rule): string {
  return `It looks at\n\n${Object.values(shows)
    .map(({ statistic, against }) => {
      const limit = against === undefined ? undefined : thresholds[against];
      return `- ${statistic}${limit === undefined ? "" : `, against ${limit.value} (${limit.unit})`}`;
    })
    .join("\n")}`;
}

/** The first statistic whose series the example has, against its threshold where that is in the series' own unit. */
function pictureOf(rule: Rule): string {
  const need = Object.keys(rule.example)[0] ?? "";
  const signal = rule.needs[need]?.signal;
  const layers = layersOf(rule.example[need] ?? []);
  const colours = [PAPER_COLOURS.discriminator, PAPER_COLOURS.generator];
  const series = layers.map((values, at): PlottedSeries => {
    const name = layers.length === 1 ? (signal ?? need) : `layer ${at + 1}`;
    const colour = colours[at % colours.length] ?? PAPER_COLOURS.ink;
    return {
      ...{ name, colour, dash: "" },
      steps: Float64Array.from(values, (_, at) => ((at + 1) * PROBE_STEPS) / (rule.valuesAProbe ?? 1)),
      values: Float64Array.from(values),
    };
  });
  const levels = Object.entries(rule.shows).flatMap(([name, { on, against }]): PlottedLevel[] => {
    const limit = against === undefined ? undefined : rule.thresholds[against];
    // A statistic with the name of its series is the series' latest value.
    return on === need && name === need && limit !== undefined
      ? [{ value: limit.value, label: `threshold ${limit.value}`, colour: PAPER_COLOURS.faint }]
      : [];
  });
  const values = layers.flat().filter(Number.isFinite);
  const isLog = Math.min(...values) > 0 && Math.max(...values) / Math.min(...values) > LOG_FROM;
  return linePlot({ title: rule.headline, yLabel: signal ?? need, series, levels, size: SIZE, isLog });
}

/** Series that span more than this are drawn by their logarithm. */
const LOG_FROM = 100;

function layersOf(
  series: readonly number[] | readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const layers = series.filter((layer) => typeof layer !== "number");
  return layers.length > 0 ? layers : [series.filter((value) => typeof value === "number")];
}
