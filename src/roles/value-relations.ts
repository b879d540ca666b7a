/** Holds a form against how losses and outputs hang together, at any time of a training. */
import { type Check, checkOf, type Hypothesis, levelOf, outputsAt, type Tried } from "./value-hypothesis.ts";
import { type GameRows, LEAST_ROWS } from "./value-rows.ts";

/** Shares of a generator's loss by which a batch drawn anew may move it. */
const TOLERANCE_OF_GENERATOR = 0.25;

/** A loss below what Jensen's inequality allows counts more than one above. */
const BELOW_BOUND = 3;
/** Share of the loss by which outputs that vary within a batch raise it above that of their mean. */
const ABOVE_BOUND = 0.4;
/** Widely spread outputs raise a loss without end, so what lies above the bound only makes a form less likely. */
const MOST_ABOVE = 1;
/** Of the chance level: what is added to a loss near zero before shares of it are taken. */
const FLOOR = 0.15;

/** Of a loss against the least that Jensen's inequality allows; `level` is the loss at chance. */
function misfitOfGap(value: number, least: number, level: number): number {
  const share = (value - least) / (Math.max(Math.abs(value), Math.abs(least)) + FLOOR * level);
  return share < 0 ? (-share * BELOW_BOUND) / ABOVE_BOUND : MOST_ABOVE * (1 - Math.exp(-share / ABOVE_BOUND));
}

export function checkOutputs(tried: Tried, hypothesis: Hypothesis): Check | undefined {
  const { loss, rows } = tried;
  const { form, factor, isMaximised } = hypothesis;
  if (loss === null || rows.realOutput === null || rows.fakeOutput === null) return undefined;
  const level = levelOf(tried, hypothesis);
  const isExact = form.family === "wasserstein" && rows.penalty === null;
  const misfits = overRows(rows, (row) => {
    const { real, fake } = outputsAt(tried, hypothesis, row);
    const least = factor * (form.real(real) + form.fake(fake));
    const value = (isMaximised ? -1 : 1) * (loss[row] ?? Number.NaN);
    return isExact
      ? misfitOfGap(value, value + Math.abs(value - least), level)
      : misfitOfGap(value, least, level);
  });
  return misfits.length < LEAST_ROWS ? undefined : checkOf("outputs", misfits);
}

/** One number a row, of those at which all is logged. */
function overRows({ count }: GameRows, misfitAt: (row: number) => number): number[] {
  const misfits: number[] = [];
  for (let row = 0; row < count; row++) {
    const misfit = misfitAt(row);
    if (Number.isFinite(misfit)) misfits.push(misfit);
  }
  return misfits;
}

export function checkGeneratorOutput(
  tried: Tried,
  hypothesis: Hypothesis,
  weight: number,
): Check | undefined {
  const { generator, fakeOutput, realOutput } = tried.rows;
  const { form } = hypothesis;
  if (generator === null || fakeOutput === null || (form.isPaired && realOutput === null)) return undefined;
  const misfits = overRows(tried.rows, (row) => {
    const expected = weight * form.generator(outputsAt(tried, hypothesis, row).fake);
    const value = generator[row] ?? Number.NaN;
    const bend = form.family === "bce-saturating" ? -1 : 1;
    if (form.hasGeneratorLevel) return misfitOfGap(bend * value, bend * expected, weight);
    const size = Math.abs(value) + Math.abs(expected) + FLOOR * weight;
    return Math.abs(value - expected) / size / TOLERANCE_OF_GENERATOR;
  });
  return misfits.length < LEAST_ROWS ? undefined : checkOf("generator-output", misfits);
}

/** With targets of both losses known, one fake output explains both; Jensen bounds one by the other. */
export function checkFakeSide(tried: Tried, hypothesis: Hypothesis, weight: number): Check | undefined {
  const { form, factor } = hypothesis;
  const { rows } = tried;
  const { fake, generator } = rows;
  if (fake === null || generator === null) return undefined;
  const isCritic = form.family === "wasserstein";
  const level = levelOf(tried, hypothesis);
  const misfits = overRows(rows, (row) => {
    const output = form.outputOfGenerator((generator[row] ?? Number.NaN) / weight);
    const [value, least] = [fake[row] ?? Number.NaN, factor * form.fake(output)];
    return misfitOfGap(isCritic ? least - Math.abs(value - least) : value, least, level);
  });
  return misfits.length < LEAST_ROWS ? undefined : checkOf("fake-side", misfits);
}

/** Natural logarithms by which real and generated outputs may lie unequally far from undecided. */
const ONE_SIDED = 1.2;

/** What is left of a misfit where a discriminator that is surer of one side explains it. */
const BETWEEN = 0.4;

/** The two losses alone: about what a discriminator would have that is as sure of real samples as of generated ones. */
export function checkBothLosses(tried: Tried, hypothesis: Hypothesis, weight: number): Check | undefined {
  const { rows, loss } = tried;
  const { form, factor } = hypothesis;
  const { generator } = rows;
  if (loss === null || generator === null || rows.fakeOutput !== null || form.family === "wasserstein") {
    return undefined;
  }
  const floor = FLOOR * levelOf(tried, hypothesis);
  const misfits = overRows(rows, (row) => {
    const output = form.outputOfGenerator((generator[row] ?? Number.NaN) / weight);
    const least = factor * form.fake(output);
    const value = loss[row] ?? Number.NaN;
    const from = (expected: number) =>
      Math.abs(Math.log((Math.max(0, value) + floor) / (expected + floor))) / ONE_SIDED;
    const fromEven = from(least + factor * form.real(form.mirror(output)));
    if (form.isPaired) return fromEven;
    if (value < least - floor) return fromEven * BELOW_BOUND;
    // Outputs on real samples lie between those on generated ones, as at first, and their mirror image.
    const fromEqual = from(least + factor * form.real(output));
    const isBetween = value >= least && value <= least + factor * form.real(output);
    return isBetween ? Math.min(fromEven, fromEqual, fromEven * BETWEEN) : Math.min(fromEven, fromEqual);
  });
  return misfits.length < LEAST_ROWS ? undefined : checkOf("both-losses", misfits);
}
