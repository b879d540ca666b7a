/** The results as tables: on the terminal, and between the markers of the documentation. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PAGE = fileURLToPath(new URL("../../docs/diagnosis-benchmark.md", import.meta.url));
const MARKED = /(<!-- results: .*? -->\n)[\s\S]*?(<!-- end of results -->)/;
const DASH = "–";

export const FAILURES = {
  F01: "total mode collapse",
  F02: "modes missing",
  F03: "mode hopping",
  F04: "discriminator starves the generator",
  F05: "discriminator too weak",
  F06: "discriminator overfits",
  F07: "augmentation runs away",
  F08: "explosion",
  F09: "NaN or infinite",
  F10: "no gradient in early layers",
  F11: "dead units",
  F12: "oscillation",
  F13: "samples memorised",
  F14: "noise ignored",
  F15: "condition ignored",
  F16: "critic without a bound",
  F17: "penalty dominates",
  F18: "unequal learning rates",
  F19: "a player stands still",
  F20: "range of the data missed",
  F21: "discriminator finds a shortcut",
  F22: "batch normalisation",
  F23: "little variety within classes",
  F24: "checkerboard",
  F25: "wrong sign",
  F26: "labels are noise",
  F27: "learning rate has died",
  F28: "quality falls",
  F29: "average worse than the model",
  F30: "batch or data feed",
};

export function tablesOf({ corpus, tiers, folklore, severe }) {
  return [
    corpusLine(corpus),
    `**Summary**: failures of what the samples lack (F01–F03, F14, F20), and all others, pooled\n\n${table(groupRows(tiers))}`,
    ...tiers.map(({ name, scopes }) => `**${tierTitle(name)}**\n\n${table(modeRows(scopes))}`),
    `**Is anything wrong at all?** Every failure counts as one, whatever it is called.\n\n${table(anythingRows(tiers, folklore))}`,
    `**False alarms of severity 4 and 5, confirmed, on healthy stretches**\n\n${table(severeRows(severe))}`,
    `**Short runs and sparse logs**: is anything wrong at all, in each tier\n\n${table(lengthRows(tiers))}`,
    `**By family**: is anything wrong at all, with samples, and with scalars alone\n\n${table(familyRows(tiers))}`,
  ].join("\n\n");
}

function corpusLine({ runs, labelled, healthyRuns, healthySteps, families }) {
  return `${runs} runs (${families}): ${labelled} with a labelled failure, ${healthyRuns} healthy from learning to their end; ${healthySteps.toLocaleString("en")} healthy steps.`;
}

function tierTitle(name) {
  return {
    scalars: "Scalars alone",
    histograms: "With histograms of logits",
    samples: "With samples, features and held-out data",
  }[name];
}

function modeRows({ all, fitted, heldOut }) {
  const head = [
    "failure",
    "events",
    "recall (95 %)",
    "precision (95 %)",
    "alarms (not judged)",
    "median delay, probes (steps)",
    "90 %",
    "false alarms per 1,000 healthy steps",
    "events fitted · held out",
    "recall fitted · held out",
    "precision fitted · held out",
  ];
  const rows = Object.entries(all).map(([mode, one]) => [
    `${mode} ${FAILURES[mode] ?? ""}`,
    one.events,
    withInterval(one.recall, one.recallInterval),
    withInterval(one.precision, one.precisionInterval),
    `${one.alarms} (${one.unjudged})`,
    delayText(one),
    number(one.p90DelayProbes, 0),
    falseText(one),
    `${fitted[mode].events} · ${heldOut[mode].events}`,
    `${number(fitted[mode].recall)} · ${number(heldOut[mode].recall)}`,
    `${number(fitted[mode].precision)} · ${number(heldOut[mode].precision)}`,
  ]);
  return [head, ...rows];
}

function anythingRows(tiers, folklore) {
  const head = [
    "said by",
    "stretches",
    "recall (95 %)",
    "precision (95 %)",
    "alarms (not judged)",
    "median delay, probes (steps)",
    "false alarms per 1,000 healthy steps",
  ];
  const row = (name, one) => [
    name,
    one.events,
    withInterval(one.recall, one.recallInterval),
    withInterval(one.precision, one.precisionInterval),
    `${one.alarms} (${one.unjudged})`,
    delayText(one),
    falseText(one),
  ];
  return [
    head,
    ...tiers.flatMap(({ name, anything }) => [
      row(`nashboard, ${name}`, anything.all),
      row(`nashboard, ${name}, confirmed`, anything.confirmed),
    ]),
    ...folklore.map(({ name, ...one }) => row(`folklore: ${name}`, one)),
  ];
}

const PARTS = { all: "all", fitted: "fitted on", heldOut: "held out", short: "at most 1,000 steps" };

function groupRows(tiers) {
  const head = [
    "tier",
    "failures",
    "runs",
    "events",
    "recall (95 %)",
    "precision (95 %)",
    "median delay, probes (steps)",
  ];
  const rows = tiers.flatMap(({ name, groups }) =>
    groups.flatMap(({ group, ...parts }) =>
      Object.entries(PARTS).map(([part, title]) => {
        const one = parts[part];
        const recall = withInterval(one.recall, one.recallInterval);
        const precision = withInterval(one.precision, one.precisionInterval);
        return [name, group, title, one.events, recall, precision, delayText(one)];
      }),
    ),
  );
  return [head, ...rows];
}

const LENGTHS = ["length", "points of a loss"];

function lengthRows(tiers) {
  const head = [
    "tier",
    "runs",
    "runs (healthy)",
    "stretches",
    "recall (95 %)",
    "precision (95 %)",
    "median delay, probes (steps)",
    "false alarms per 1,000 healthy steps",
    "of these severe and confirmed",
  ];
  const rows = tiers.flatMap(({ name, families }) =>
    families
      .filter(({ kind }) => LENGTHS.includes(kind))
      .map((one) => [
        name,
        `${one.kind}: ${one.name}`,
        `${one.runs} (${one.healthyRuns})`,
        one.events,
        withInterval(one.recall, one.recallInterval),
        withInterval(one.precision, one.precisionInterval),
        delayText(one),
        falseText(one),
        falseText(one.severe),
      ]),
  );
  return [head, ...rows];
}

function familyRows(tiers) {
  const head = [
    "family",
    "runs (healthy)",
    "stretches",
    "recall (95 %)",
    "precision (95 %)",
    "false alarms per 1,000 healthy steps",
    "of these severe and confirmed",
    "scalars: recall · precision",
  ];
  const others = ({ families }) => families.filter(({ kind }) => !LENGTHS.includes(kind));
  const scalars = others(tiers[0]);
  const rows = others(tiers.at(-1)).map((one, at) => [
    `${one.kind}: ${one.name}`,
    `${one.runs} (${one.healthyRuns})`,
    one.events,
    withInterval(one.recall, one.recallInterval),
    withInterval(one.precision, one.precisionInterval),
    falseText(one),
    falseText(one.severe),
    `${number(scalars[at].recall)} · ${number(scalars[at].precision)}`,
  ]);
  return [head, ...rows];
}

function severeRows(severe) {
  return [
    ["tier", "false alarms", "per 1,000 steps (95 %)"],
    ...severe.map(({ tier, ...one }) => [tier, one.falseAlarms, falseText(one)]),
  ];
}

function falseText({ falsePer1000, falsePer1000Interval: [low, high] }) {
  return falsePer1000 === null ? DASH : `${number(falsePer1000)} (${number(low)}–${number(high)})`;
}

function delayText({ medianDelayProbes, medianDelaySteps }) {
  return medianDelayProbes === null
    ? DASH
    : `${number(medianDelayProbes, 0)} (${number(medianDelaySteps, 0)})`;
}

function withInterval(value, [low, high]) {
  return value === null ? DASH : `${number(value)} (${number(low)}–${number(high)})`;
}

function number(value, digits = 2) {
  return value === null || value === undefined ? DASH : value.toFixed(digits);
}

function table([head, ...rows]) {
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Renews the page's part that the benchmark writes. */
export function writePage(text) {
  const page = readFileSync(PAGE, "utf8");
  if (!MARKED.test(page)) throw new Error(`${PAGE} has no place for results.`);
  writeFileSync(
    PAGE,
    page.replace(MARKED, (_, start, end) => `${start}${text}\n${end}`),
  );
}
