/** Reads the demo's flags into a recipe, and says what is wrong with those that make none. */
import { ExplainedError } from "../sdk/index.ts";
import { withFault } from "./faults/registry.ts";
import { type Duration, LOSS_NAMES, MODEL_NAMES, type Recipe, recipeFor } from "./recipe.ts";
import { DEFAULT_LOG_DIRECTORY } from "./run-demo.ts";

export interface ParsedDemoOptions {
  readonly recipe: Recipe;
  readonly logDirectory: string;
}

/** Flag names without dashes; values as typed. */
export type DemoFlags = Readonly<Record<string, string | number | undefined>>;

export const DEMO_FLAGS = [
  "model",
  "loss",
  "fault",
  "seed",
  "steps",
  "epochs",
  "batch-size",
  "logdir",
] as const;
type DemoFlag = (typeof DEMO_FLAGS)[number];

/** Seeds are taken as 32 bits. */
const SEED_LIMIT = 2 ** 32 - 1;

/** Throws `DEMO_OPTION` and `DEMO_UNKNOWN_FAULT`. */
export function parseDemoOptions(input: DemoFlags): ParsedDemoOptions {
  const flags = known(input);
  const model = chosen(flags, "model", MODEL_NAMES);
  const loss = chosen(flags, "loss", LOSS_NAMES);
  const seed = integer(flags, "seed", { from: 0, to: SEED_LIMIT });
  const batchSize = integer(flags, "batch-size", { from: 2, to: Number.MAX_SAFE_INTEGER });
  const duration = durationOf(flags);
  const recipe = recipeFor({
    ...(model === undefined ? {} : { model }),
    ...(loss === undefined ? {} : { loss }),
    ...(seed === undefined ? {} : { seed }),
    ...(batchSize === undefined ? {} : { batchSize }),
    ...(duration === undefined ? {} : { duration }),
  });
  const fault = flags.get("fault");
  return {
    recipe: fault === undefined ? recipe : withFault(recipe, fault),
    logDirectory: flags.get("logdir") ?? DEFAULT_LOG_DIRECTORY,
  };
}

type Flags = ReadonlyMap<DemoFlag, string>;

function known(record: DemoFlags): Flags {
  const given = Object.entries(record).flatMap(([name, value]) =>
    value === undefined ? [] : [[checkedFlag(name), String(value)] as const],
  );
  return new Map(given);
}

function checkedFlag(name: string): DemoFlag {
  const flag = DEMO_FLAGS.find((candidate) => candidate === name);
  if (flag === undefined) throw optionError(`there is no flag --${name}`, listOfFlags());
  return flag;
}

function listOfFlags(): string {
  return `The demo's flags: ${DEMO_FLAGS.map((flag) => `--${flag}`).join(" ")}.`;
}

function chosen<Name extends string>(flags: Flags, flag: DemoFlag, names: readonly Name[]): Name | undefined {
  const value = flags.get(flag);
  if (value === undefined) return undefined;
  const name = names.find((candidate) => candidate === value);
  if (name === undefined)
    throw optionError(`--${flag} "${value}" does not exist`, `Pass one of: ${names.join(", ")}.`);
  return name;
}

function integer(
  flags: Flags,
  flag: DemoFlag,
  bounds: { readonly from: number; readonly to: number },
): number | undefined {
  const text = flags.get(flag);
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= bounds.from && value <= bounds.to) return value;
  const range =
    bounds.to === Number.MAX_SAFE_INTEGER ? `from ${bounds.from}` : `${bounds.from} to ${bounds.to}`;
  throw optionError(`--${flag} "${text}" is not usable`, `Pass a whole number, ${range}.`);
}

function durationOf(flags: Flags): Duration | undefined {
  const bounds = { from: 1, to: Number.MAX_SAFE_INTEGER };
  const steps = integer(flags, "steps", bounds);
  const epochs = integer(flags, "epochs", bounds);
  if (steps !== undefined && epochs !== undefined)
    throw optionError("--steps and --epochs were both given", "Pass one of them.");
  if (steps !== undefined) return { unit: "steps", count: steps };
  return epochs === undefined ? undefined : { unit: "epochs", count: epochs };
}

function optionError(problem: string, fix: string): ExplainedError {
  return new ExplainedError({
    code: "DEMO_OPTION",
    what: `The demo cannot start: ${problem}.`,
    why: "A training that was not asked for would only look like an answer.",
    fix,
  });
}
