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
  readonly fakeOutput: ScalarColumns | null;
}

/** Rows looked at: identities hold from the first row, and the opening is over long before. */
const ROWS_LOOKED_AT = 200;

/** The first rows of a run, before either player has learned. */
const OPENING_ROWS = 3;
/** A series that begins later was resumed or sampled too sparsely for its opening to be seen. */
const LATEST_OPENING_STEP = 200;
/** Batch noise and a few steps of learning; the closest two levels (ln 2 and ½) lie 28 % apart. */
const OPENING_TOLERANCE = 0.13;
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
    .filter(({ miss }) => miss <= OPENING_TOLERANCE)
    .sort((a, b) => a.miss - b.miss);
  const best = ranked[0];
  return best === undefined ? undefined : { opening: best.opening, discriminator: d, generator: g };
}

function missOf(opening: Opening, d: number, g: number): number {
  const missOfDiscriminator = Math.abs(d - opening.discriminator) / opening.discriminator;
  if (opening.generator === "near zero") {
    return Math.abs(g) <= NEAR_ZERO ? missOfDiscriminator : Number.POSITIVE_INFINITY;
  }
  return Math.max(missOfDiscriminator, Math.abs(g - opening.generator) / Math.abs(opening.generator));
}

/** Median of the first finite rows; undefined where the series begins too late. */
function openingOf(series: ScalarColumns | null): number | undefined {
  const firstStep = series?.steps[0];
  if (series === null || firstStep === undefined || firstStep > LATEST_OPENING_STEP) return undefined;
  return median([...series.values.subarray(0, OPENING_ROWS)].filter(Number.isFinite));
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
    (opening) => Math.abs(d - opening.discriminator) / opening.discriminator <= OPENING_TOLERANCE,
  );
  const combinations = new Set(candidates.map(({ combination }) => combination));
  return combinations.size === 1 ? candidates[0]?.combination : undefined;
}
