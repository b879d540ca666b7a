/** Judges what is inferred from values on logs of small trained games whose truth is known. */
import { readFileSync } from "node:fs";
import type { Game, LossFamily, Role, RoleOfTag, ScalarColumns } from "../../model/index.ts";
import { recogniseGames, recogniseRoles } from "../index.ts";

const LOGS = new URL("../../../fixtures/roles/values/logs.json", import.meta.url);

export type Half = "development" | "heldOut";

interface Column {
  readonly first: number;
  readonly stride: number;
  readonly values: readonly number[];
}

interface Truth {
  readonly family: LossFamily;
  readonly chance: { readonly discriminator: number | null; readonly generator: number | null };
  readonly sign: 1 | -1;
  readonly orientation: 1 | -1 | null;
  readonly outputs: "logits" | "probabilities" | null;
  readonly weight: number | null;
  readonly sides: Readonly<Record<string, Role>>;
}

export interface ValueLog {
  readonly name: string;
  readonly half: Half;
  readonly form: string;
  readonly truth: Truth;
  readonly decidable: boolean;
  readonly columns: Readonly<Record<string, Column>>;
}

/** "open": the answer was that it cannot be told. */
export type Outcome = "right" | "wrong" | "open";

export const JUDGED = ["family", "levels", "sides", "sign", "orientation", "outputs"] as const;
export type Judged = (typeof JUDGED)[number];

export interface JudgedLog {
  readonly log: ValueLog;
  readonly game: Game | undefined;
  /** Null where the log has nothing to say it of. */
  readonly outcomes: Readonly<Record<Judged, Outcome | null>>;
}

export function valueLogs(half: Half): readonly ValueLog[] {
  // The fixture is part of the repository and has this shape.
  const { logs } = JSON.parse(readFileSync(LOGS, "utf8")) as { readonly logs: readonly ValueLog[] };
  return logs.filter((log) => log.half === half);
}

export function judgeValueLog(log: ValueLog): JudgedLog {
  const series = new Map(Object.entries(log.columns).map(([tag, column]) => [tag, columnsOf(column)]));
  const lookUp = (_run: string, tag: string) => series.get(tag) ?? null;
  const roles = recogniseRoles(
    [...series.keys()].map((tag) => ({ run: "run", tag, kind: "scalar" as const })),
    lookUp,
  );
  const [game] = recogniseGames(roles, lookUp);
  const { truth } = log;
  return {
    log,
    game,
    outcomes: {
      family: outcomeOf(game?.lossFamily === "unknown" ? null : game?.lossFamily, truth.family),
      levels: levelsOutcome(game, truth),
      sides: sidesOutcome(roles, truth),
      sign:
        truth.family === "wasserstein" ? outcomeOf(game?.conventions.discriminatorSign, signOf(truth)) : null,
      orientation:
        truth.orientation === null
          ? null
          : outcomeOf(game?.conventions.realOutputs, truth.orientation === 1 ? "high" : "low"),
      outputs: truth.outputs === null ? null : outcomeOf(game?.conventions.outputs, truth.outputs),
    },
  };
}

function columnsOf({ first, stride, values }: Column): ScalarColumns {
  return {
    steps: BigInt64Array.from(values, (_, row) => BigInt(first + row * stride)),
    wallTimes: new Float64Array(values.length),
    values: Float64Array.from(values),
  };
}

function outcomeOf<T>(given: T | null | undefined, truth: T): Outcome {
  return given === null || given === undefined ? "open" : given === truth ? "right" : "wrong";
}

function signOf({ sign }: Truth): "minimised" | "maximised" {
  return sign === 1 ? "minimised" : "maximised";
}

/** Beyond this share of the true level the line on the chart would mislead: ln 2 and ½ lie 28 % apart. */
const SAME_LEVEL = 0.16;
/** For levels at zero. */
const SAME_AS_ZERO = 0.05;

/** The discriminator's level counts; the generator's too, where the family has one. */
function levelsOutcome(game: Game | undefined, { chance }: Truth): Outcome | null {
  if (chance.discriminator === null) return null;
  const given = game?.chanceLevel.discriminator ?? null;
  if (given === null) return "open";
  const ofGenerator = game?.chanceLevel.generator ?? null;
  const isRight =
    isSame(given, chance.discriminator) &&
    (chance.generator === null || ofGenerator === null || isSame(ofGenerator, chance.generator));
  return isRight ? "right" : "wrong";
}

function isSame(given: number, truth: number): boolean {
  return Math.abs(given - truth) <= SAME_LEVEL * Math.abs(truth) + (truth === 0 ? SAME_AS_ZERO : 0);
}

function sidesOutcome(roles: readonly RoleOfTag[], { sides }: Truth): Outcome | null {
  const judged = roles.flatMap(({ tag, role }) => {
    const truth = sides[tag];
    return truth === undefined ? [] : [outcomeOf(role === "other" ? null : role, truth)];
  });
  if (judged.length === 0) return null;
  if (judged.includes("wrong")) return "wrong";
  return judged.includes("open") ? "open" : "right";
}

const ROWS_OF_TABLE: readonly (readonly [label: string, judged: Judged, family: LossFamily | null])[] = [
  ["loss family", "family", null],
  ["· non-saturating cross-entropy", "family", "bce-ns"],
  ["· saturating cross-entropy", "family", "bce-saturating"],
  ["· hinge", "family", "hinge"],
  ["· least squares", "family", "lsgan"],
  ["· Wasserstein", "family", "wasserstein"],
  ["· relativistic", "family", "relativistic"],
  ["chance levels", "levels", null],
  ["sides: losses or outputs", "sides", null],
  ["sign of a critic's loss", "sign", null],
  ["outputs high or low on real samples", "orientation", null],
  ["outputs logits or probabilities", "outputs", null],
];

/** Markdown: right, "don't know" and wrong answers on the two halves. */
export function valuesTable(judge: (half: Half) => readonly JudgedLog[]): string {
  const halves = (["development", "heldOut"] as const).map(judge);
  const head = [
    "| | right | don't know | wrong | held out: right | don't know | wrong |",
    "|---|--:|--:|--:|--:|--:|--:|",
  ];
  const lines = ROWS_OF_TABLE.map(([label, what, family]) => {
    const counts = halves.flatMap((judged) => {
      const concerned = judged.filter(({ log }) => family === null || log.truth.family === family);
      return (["right", "open", "wrong"] as const).map(
        (outcome) => concerned.filter(({ outcomes }) => outcomes[what] === outcome).length,
      );
    });
    return `| ${label} | ${counts.join(" | ")} |`;
  });
  return [...head, ...lines].join("\n");
}
