/** What the values of the losses say about their family and composition. */
import type { LossFamily, ScalarColumns } from "../model/index.ts";
import { OPENINGS, type Opening, type SideCombination } from "./loss-levels.ts";

/** The loss series of one game; null where a tag is missing or has no values. */
export interface GameSeries {
  readonly discriminator: ScalarColumns | null;
  readonly generator: ScalarColumns | null;
  /** One a sub-discriminator. */
  readonly realSides: readonly ScalarColumns[];
  readonly fakeSides: readonly ScalarColumns[];
  readonly realOutput: ScalarColumns | null;
  readonly fakeOutput: ScalarColumns | null;
}

/** Rows looked at: identities hold from the first row, and the opening is over long before. */
const ROWS_LOOKED_AT = 200;

/** A series that begins later was resumed or logged too sparsely for its opening to be seen. */
const LATEST_OPENING_STEP = 10;
/** A batch and a network's first logits away from the level; the closest two (ln 2 and ½) lie 28 % apart. */
const DISCRIMINATOR_TOLERANCE = 0.13;
/** Wider, because one side's logits do not average out and the generator's level only has to be told from others. */
const GENERATOR_TOLERANCE = 0.35;
/** Logits of a fresh network; hinge's generator loss is minus their mean. */
const NEAR_ZERO = 0.35;

interface OpeningMatch {
  readonly opening: Opening;
  readonly discriminator: number;
  readonly generator: number;
}

/** The family whose opening levels both losses begin at, or undefined where none or no opening is seen. */
export function matchOpening({ discriminator, generator }: GameSeries): OpeningMatch | undefined {
  const d = openingOf(discriminator);
  const g = openingOf(generator);
  if (d === undefined || g === undefined) return undefined;
  const ranked = OPENINGS.map((opening) => ({ opening, miss: missOf(opening, d, g) }))
    .filter(({ miss }) => miss <= 1)
    .sort((a, b) => a.miss - b.miss);
  const best = ranked[0];
  return best === undefined ? undefined : { opening: best.opening, discriminator: d, generator: g };
}

/** In tolerances. */
function missOf(opening: Opening, d: number, g: number): number {
  const missOfDiscriminator = relativeMiss(d, opening.discriminator) / DISCRIMINATOR_TOLERANCE;
  const missOfGenerator =
    opening.generator === "near zero"
      ? Math.abs(g) / NEAR_ZERO
      : relativeMiss(g, opening.generator) / GENERATOR_TOLERANCE;
  return Math.max(missOfDiscriminator, missOfGenerator);
}

function relativeMiss(value: number, level: number): number {
  return Math.abs(value - level) / Math.abs(level);
}

/** The first value, where that is a number and early enough. */
function openingOf(series: ScalarColumns | null): number | undefined {
  const [step] = series?.steps ?? [];
  const [value] = series?.values ?? [];
  if (step === undefined || value === undefined || step > LATEST_OPENING_STEP) return undefined;
  return Number.isFinite(value) ? value : undefined;
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

/** Several rows, so that one odd value does not settle a family. */
const LEAST_ROWS = 3;

/** BCE, hinge and least-squares losses of a discriminator cannot be negative; a critic's can. */
export function isNegativeLoss(series: ScalarColumns | null): boolean {
  const values = series?.values.subarray(0, ROWS_LOOKED_AT) ?? new Float64Array(0);
  return values.filter((value) => value < 0).length >= LEAST_ROWS;
}

/** Rounding of float32 logs and the batch being drawn anew. */
const IDENTITY_TOLERANCE = 0.02;

/** The generator's loss is minus the mean output on generated samples: hinge or Wasserstein. */
export function isGeneratorLossMinusOutput({ generator, fakeOutput }: GameSeries): boolean {
  const misses = joined(generator, fakeOutput).map(([g, f]) => Math.abs(g + f) / (1 + Math.abs(f)));
  const middle = misses.length < LEAST_ROWS ? undefined : median(misses);
  return middle !== undefined && middle <= IDENTITY_TOLERANCE;
}

/** The mean of a logarithm lies above the logarithm of the mean, by as much as outputs vary within a batch. */
const MOST_ABOVE_LOGARITHM = 1.35;

/**
 * Where logged outputs are probabilities and the discriminator's loss follows their logarithms: how the two
 * sides make it up. Undefined where outputs are missing, are not probabilities or the loss does not follow.
 */
export function combinationFromProbabilities(series: GameSeries): SideCombination | undefined {
  const { discriminator, realOutput, fakeOutput } = series;
  const outputs = joined(realOutput, fakeOutput);
  if (outputs.length < LEAST_ROWS || outputs.flat().some((output) => output < 0 || output > 1))
    return undefined;
  const expected = new Map<bigint, number>();
  const fakeByStep = fakeOutput === null ? new Map<bigint, number>() : byStep(fakeOutput);
  for (const [step, real] of realOutput === null ? [] : byStep(realOutput)) {
    expected.set(step, -Math.log(real) - Math.log(1 - (fakeByStep.get(step) ?? Number.NaN)));
  }
  const rows = joined(discriminator, expected);
  const ratio = rows.length < LEAST_ROWS ? undefined : median(rows.map(([loss, sum]) => loss / sum));
  if (ratio === undefined) return undefined;
  const isAbout = (level: number) =>
    ratio >= level * (1 - IDENTITY_TOLERANCE) && ratio <= level * MOST_ABOVE_LOGARITHM;
  if (isAbout(1)) return "summed";
  return isAbout(1 / 2) ? "averaged" : undefined;
}

/** How the logged sides add up to the logged whole; undefined where they are not all logged or add up to neither. */
export function combinationFromSides(series: GameSeries): SideCombination | undefined {
  const { discriminator, realSides, fakeSides } = series;
  if (realSides.length === 0 || realSides.length !== fakeSides.length) return undefined;
  const sums = sumByStep([...realSides, ...fakeSides]);
  const rows = joined(discriminator, sums);
  const ratio = rows.length < LEAST_ROWS ? undefined : median(rows.map(([whole, sum]) => whole / sum));
  if (ratio === undefined) return undefined;
  if (Math.abs(ratio - 1) <= IDENTITY_TOLERANCE) return "summed";
  return Math.abs(ratio - 1 / 2) <= IDENTITY_TOLERANCE ? "averaged" : undefined;
}

/** A critic's loss is the difference of its two mean outputs, in either direction, where no penalty is added. */
export function differenceFollowsOutputs({
  discriminator,
  real,
  fake,
}: {
  readonly discriminator: ScalarColumns;
  readonly real: ScalarColumns;
  readonly fake: ScalarColumns;
}): boolean {
  const realByStep = byStep(real);
  const differences = new Map<bigint, number>();
  for (const [step, output] of byStep(fake)) {
    differences.set(step, output - (realByStep.get(step) ?? Number.NaN));
  }
  const rows = joined(discriminator, differences);
  if (rows.length < LEAST_ROWS) return false;
  const missOf = (sign: 1 | -1) =>
    median(
      rows.map(([loss, difference]) => Math.abs(loss - sign * difference) / (Math.abs(difference) || 1)),
    );
  return [missOf(1), missOf(-1)].some((miss) => miss !== undefined && miss <= IDENTITY_TOLERANCE);
}

type ValuesByStep = ReadonlyMap<bigint, number>;

/** Only steps at which all series have a finite value. */
function sumByStep(series: readonly ScalarColumns[]): ValuesByStep {
  const [first, ...rest] = series.map(byStep);
  const sums = new Map<bigint, number>();
  for (const [step, value] of first ?? []) {
    const others = rest.map((values) => values.get(step) ?? Number.NaN);
    const sum = others.reduce((a, b) => a + b, value);
    if (Number.isFinite(sum)) sums.set(step, sum);
  }
  return sums;
}

function byStep({ steps, values }: ScalarColumns): Map<bigint, number> {
  const map = new Map<bigint, number>();
  steps.subarray(0, ROWS_LOOKED_AT).forEach((step, row) => {
    map.set(step, values[row] ?? Number.NaN);
  });
  return map;
}

function joined(
  left: ScalarColumns | null,
  right: ScalarColumns | ValuesByStep | null,
): (readonly [left: number, right: number])[] {
  if (left === null || right === null) return [];
  const rightByStep = "steps" in right ? byStep(right) : right;
  return [...byStep(left)].flatMap(([step, value]) => {
    const other = rightByStep.get(step) ?? Number.NaN;
    return Number.isFinite(value) && Number.isFinite(other) ? [[value, other] as const] : [];
  });
}

const FAMILIES_BY_LOGARITHM: ReadonlySet<LossFamily> = new Set<LossFamily>(["bce-ns", "bce-saturating"]);

/** With the family known, whether the discriminator's loss begins at one side's level or at both's. */
export function combinationFromOpening(family: LossFamily, series: GameSeries): SideCombination | undefined {
  const match = matchOpening(series);
  if (match?.opening.family === family) return match.opening.combination;
  const d = openingOf(series.discriminator);
  if (d === undefined) return undefined;
  const likeFamily = FAMILIES_BY_LOGARITHM.has(family) ? "bce-ns" : family;
  const candidates = OPENINGS.filter((opening) => opening.family === likeFamily).filter(
    (opening) => relativeMiss(d, opening.discriminator) <= DISCRIMINATOR_TOLERANCE,
  );
  const combinations = new Set(candidates.map(({ combination }) => combination));
  return combinations.size === 1 ? candidates[0]?.combination : undefined;
}
