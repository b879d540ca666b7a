/** Tries every way to write the losses on what is logged and keeps the one that explains it, if only one does. */
import type { LossFamily } from "../model/index.ts";
import { standsAtChance } from "./value-chance.ts";
import { checksOf } from "./value-checks.ts";
import { LOSS_FORMS, type LossForm } from "./value-forms.ts";
import { type Check, type Hypothesis, outputsAt, type Tried, triedOf } from "./value-hypothesis.ts";
import { type GameRows, LEAST_ROWS, median, thinned } from "./value-rows.ts";

/** A hypothesis with what speaks for and against it. */
export interface Explanation {
  readonly hypothesis: Hypothesis;
  /** What the generator's term is multiplied by. */
  readonly weight: number;
  readonly checks: readonly Check[];
  /** 0: fits all; from 1 on it does not. `rarity` included. */
  readonly misfit: number;
  readonly rarity: number;
  /** Whether both losses stand where the form has them while the discriminator knows nothing. */
  readonly isAtChance: boolean;
}

/** Rows on which all hypotheses are tried, and how many of the best are then tried on all. */
const FEW_ROWS = 16;
const BEST = 24;

/** Best first; empty where nothing is logged that a form could be held against. */
export function explanationsOf(rows: GameRows): Explanation[] {
  const few = triedOf(thinned(rows, FEW_ROWS));
  const likely = explained(few, hypothesesOf(few)).slice(0, BEST);
  const hypotheses = [...new Set(likely.map(({ hypothesis }) => hypothesis))];
  return explained(triedOf(rows), hypotheses);
}

function explained(tried: Tried, hypotheses: readonly Hypothesis[]): Explanation[] {
  return hypotheses
    .flatMap((hypothesis) => weightsOf(tried, hypothesis).map((weight) => explain(tried, hypothesis, weight)))
    .filter(({ checks }) => checks.length > 0)
    .sort((a, b) => a.misfit - b.misfit);
}

/** Sub-discriminators whose losses are added up without a word: at most as many as public code has. */
const MOST_DISCRIMINATORS = 10;
const FACTORS: readonly number[] = [
  1,
  1 / 2,
  ...Array.from({ length: MOST_DISCRIMINATORS - 1 }, (_, index) => index + 2),
];

function hypothesesOf(tried: Tried): Hypothesis[] {
  const { realOutput, fakeOutput, sideCount } = tried.rows;
  const factors = sideCount > 1 ? [sideCount, sideCount / 2] : FACTORS;
  const orientations = realOutput === null && fakeOutput === null ? [false] : [false, true];
  return LOSS_FORMS.flatMap((form) =>
    (form.isPaired ? factors.filter((factor) => factor <= sideCount) : factors).flatMap((factor) =>
      orientations.flatMap((isInverted) =>
        kindsOf(tried, form).flatMap((kind) =>
          signsOf(form).map((isMaximised) => ({ form, factor, isInverted, isMaximised, outputs: kind })),
        ),
      ),
    ),
  );
}

/** Squares of probabilities are taken of them as they are. */
function kindsOf({ rows: { realOutput, fakeOutput, namedOutputs } }: Tried, form: LossForm) {
  if (namedOutputs === "logits" || !areProbabilities([realOutput, fakeOutput])) return ["logits"] as const;
  const mustBe = namedOutputs === "probabilities" && form.family !== "lsgan";
  return mustBe ? (["probabilities"] as const) : (["logits", "probabilities"] as const);
}

function signsOf(form: LossForm): readonly boolean[] {
  return form.family === "wasserstein" ? [false, true] : [false];
}

function areProbabilities(columns: readonly (Float64Array | null)[]): boolean {
  const logged = columns.filter((column) => column !== null);
  return logged.length > 0 && logged.every((column) => column.every((value) => !(value < 0 || value > 1)));
}

/** What inverted outputs, several discriminators and a weight must make up for by fitting better. */
const RARITY = {
  inverted: 0.15,
  halfOfSeveral: 0.15,
  several: 0.15,
  severalLogistic: 0.1,
  eachMore: 0.03,
  weighted: 0.2,
  maximised: 0.1,
  pairedSum: 0.25,
  halvedSides: 0.1,
} as const;

function explain(tried: Tried, hypothesis: Hypothesis, weight: number): Explanation {
  const isExactOfDiscriminator = isDiscriminatorExact(tried, hypothesis);
  const checks = checksOf(tried, hypothesis, weight).map((check) =>
    isExactOfDiscriminator && check.seen !== "outputs" ? loosened(check) : check,
  );
  const { form, factor, isInverted, isMaximised } = hypothesis;
  const rarity =
    form.rarity +
    (isInverted ? RARITY.inverted : 0) +
    (isMaximised ? RARITY.maximised : 0) +
    (factor > 1 && tried.rows.sideCount === 1 ? RARITY.several + RARITY.eachMore * factor : 0) +
    (factor > 1 && form.family.startsWith("bce") ? RARITY.severalLogistic : 0) +
    (factor < tried.rows.sideCount && factor > 1 / 2 ? RARITY.halfOfSeveral : 0) +
    (factor === 1 / 2 && tried.rows.real !== null ? RARITY.halvedSides : 0) +
    (form.isPaired && factor === 1 && tried.rows.real === null ? RARITY.pairedSum : 0) +
    (weight === 1 || weight === factor ? 0 : RARITY.weighted);
  const misfits = checks.map(({ misfit }) => misfit);
  const mean = misfits.reduce((sum, misfit) => sum + misfit, 0) / Math.max(1, misfits.length);
  const isAtChance = standsAtChance(tried, hypothesis, weight);
  const exact =
    (isExactOfDiscriminator ? EXACT_BONUS : 0) +
    (isExact(tried, hypothesis, weight) ? EXACT_BONUS : 0) +
    (form.isPaired && areSidesPaired(tried) ? PAIRED_BONUS : 0) +
    (isAtChance ? CHANCE_BONUS : 0);
  const misfit = (Math.max(...misfits) + mean) / 2 + rarity - exact;
  return { hypothesis, weight, checks, misfit, rarity, isAtChance };
}

/** Adversarial terms are weighted down, by much; what is nearer to 1 is noise. */
const LARGEST_WEIGHT = 0.5;
/** Some weigh them up, by no more than this. */
const HEAVIEST = 100;

/** None, the half that papers write before squares, and the one that the values suggest. */
function weightsOf(tried: Tried, hypothesis: Hypothesis): readonly number[] {
  const { generator, fakeOutput, seesOpening, isGeneratorSum } = tried.rows;
  const { form, factor } = hypothesis;
  const plain = Math.max(factor, 1);
  if (generator === null) return [plain];
  const ratios: number[] = [];
  if (fakeOutput !== null) {
    for (let row = 0; row < tried.rows.count; row++) {
      const expected = form.generator(outputsAt(tried, hypothesis, row).fake);
      if (Math.abs(expected) > SMALLEST_LOSS) ratios.push((generator[row] ?? Number.NaN) / expected);
    }
  } else if (seesOpening && form.generator(0) !== 0) {
    ratios.push((generator.find(Number.isFinite) ?? Number.NaN) / form.generator(0));
  }
  const share = median(ratios) / plain;
  const isHeavy = fakeOutput === null && !isGeneratorSum && share >= 1 / LARGEST_WEIGHT && share <= HEAVIEST;
  const isWeighted = (share > 0 && share <= LARGEST_WEIGHT) || isHeavy;
  return [plain, ...(form.isHalved ? [plain / 2] : []), ...(isWeighted ? [share * plain] : [])];
}

/** What an identity is worth that holds row by row: batch means only bound most losses. */
const EXACT_BONUS = 0.25;
/** Share of the generator's loss within which it is the mean output, and of rows in which it must be. */
const EXACT = 0.02;
const MOST_ROWS = 0.9;
/** What does not vary proves no identity. */
const LEAST_RANGE = 0.1;

/** Where the discriminator's loss is that of its outputs row by row, its opening and its opponent's step matter less. */
function loosened(check: Check): Check {
  return check.seen === "sign" ? check : { ...check, misfit: Math.min(check.misfit, MOST_BESIDE_IDENTITY) };
}

/** The generator's loss is often taken after the discriminator's step, at other outputs than the logged ones. */
const MOST_BESIDE_IDENTITY = 0.5;

/** In the others a batch lies on both sides of the hinge. */
const MANY_ROWS = 0.7;

const PIECEWISE_LINEAR: ReadonlySet<LossFamily> = new Set<LossFamily>(["hinge", "wasserstein"]);

/** Only hinge and Wasserstein losses are those of the mean output, while samples lie on one side of the hinge. */
function isDiscriminatorExact(tried: Tried, hypothesis: Hypothesis): boolean {
  const { rows, loss } = tried;
  const { form, factor, outputs, isMaximised } = hypothesis;
  if (!PIECEWISE_LINEAR.has(form.family) || outputs === "probabilities") return false;
  if (loss === null || rows.realOutput === null || rows.fakeOutput === null) return false;
  const pairs = [...loss].map((value, row) => {
    const { real, fake } = outputsAt(tried, hypothesis, row);
    return { value: isMaximised ? -value : value, expected: factor * (form.real(real) + form.fake(fake)) };
  });
  return areIdentical(pairs, MANY_ROWS);
}

interface Pair {
  readonly value: number;
  readonly expected: number;
}

/** In so many of the rows that are finite and not near zero, where many a form is. */
function areIdentical(all: readonly Pair[], share: number): boolean {
  const finite = all.filter(({ value, expected }) => Number.isFinite(value) && Number.isFinite(expected));
  const values = finite.map(({ value }) => value);
  const range = Math.max(...values) - Math.min(...values);
  const telling = finite.filter(
    ({ value, expected }) => Math.max(Math.abs(value), Math.abs(expected)) > LEAST_SHARE * range,
  );
  const holding = telling.filter(({ value, expected }) => Math.abs(value - expected) <= EXACT * range);
  return range >= LEAST_RANGE && holding.length >= Math.max(LEAST_ROWS, share * telling.length);
}

/** Of the range of a loss: smaller values are called near zero. */
const LEAST_SHARE = 0.1;

function isExact(tried: Tried, hypothesis: Hypothesis, weight: number): boolean {
  const { generator, fakeOutput } = tried.rows;
  const { form } = hypothesis;
  if (generator === null || fakeOutput === null) return false;
  return areIdentical(
    [...generator].map((value, row) => {
      return { value, expected: weight * form.generator(outputsAt(tried, hypothesis, row).fake) };
    }),
    MOST_ROWS,
  );
}

/** No other form makes the sides equal but by chance. */
const PAIRED_BONUS = 0.4;
/** Share of what the sides vary by within which they are one and the same. */
const SAME_SIDES = 0.1;

/** A paired discriminator errs as much on either side, row by row; others only on the whole. */
function areSidesPaired({ rows: { real, fake } }: Tried): boolean {
  if (real === null || fake === null) return false;
  const usual = median(real);
  const spread = median(real.map((value) => Math.abs(value - usual)));
  return median(real.map((value, row) => Math.abs(value - (fake[row] ?? Number.NaN)))) <= SAME_SIDES * spread;
}

/** What it is worth that both losses stand where a form has them while the discriminator knows nothing. */
const CHANCE_BONUS = 0.4;

/** Below it a ratio of losses is a ratio of noise. */
const SMALLEST_LOSS = 0.05;
