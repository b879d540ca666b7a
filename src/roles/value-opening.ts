/** Holds a form against where the losses begin, and against the signs that they take. */
import { type Check, checkOf, type Hypothesis, levelOf, type Tried } from "./value-hypothesis.ts";
import { type GameRows, LEAST_ROWS } from "./value-rows.ts";

/** Least-squares losses are never negative: a few rows below, to be safe from rounding, end a form. */
const NEGATIVE = -1e-4;

export function checkSign(tried: Tried, { form, isMaximised, outputs }: Hypothesis): Check | undefined {
  const { rows, loss } = tried;
  const { generator, realOutput, fakeOutput } = rows;
  if (form.family === "wasserstein") {
    // Outputs tell more: the loss is their difference or it isn't.
    if (loss === null || (realOutput !== null && fakeOutput !== null)) return undefined;
    return checkSignOfCritic(loss, isMaximised);
  }
  const isBelow = (value: number) => value < NEGATIVE;
  const below = loss?.filter(isBelow).length ?? 0;
  const mayBeNegative = form.generator(UNSURE) < 0 || form.generator(-UNSURE) < 0;
  const wrongOfGenerator = mayBeNegative ? 0 : (generator?.filter(isBelow).length ?? 0);
  const wrongSaturating =
    form.family === "bce-saturating" ? (generator?.filter((value) => value > 0).length ?? 0) : 0;
  const wrongZeros = form.family.startsWith("bce") && outputs === "logits" ? zerosWhileUnsure(tried) : 0;
  const wrong = Math.max(below, wrongOfGenerator, wrongSaturating, wrongZeros);
  if (wrong >= LEAST_ROWS) return { seen: "sign", misfit: IMPOSSIBLE, count: wrong, fitting: 0 };
  const isSquare = !form.hasGeneratorLevel && generator !== null && staysJustAbove(generator);
  return isSquare ? { seen: "sign", misfit: NEVER_BELOW, count: generator.length, fitting: 0 } : undefined;
}

/** From here on float32 rounds a cross-entropy to zero. */
const SURE_OUTPUT = 15;

/** Steps whose loss is nothing at all, as a hinge's is, though no cross-entropy would be. */
function zerosWhileUnsure({ rows: { realOutput, fakeOutput }, loss }: Tried): number {
  if (realOutput === null || fakeOutput === null || loss === null) return 0;
  const isUnsure = (output = Number.NaN) => Math.abs(output) < SURE_OUTPUT;
  return loss.filter((value, row) => value === 0 && isUnsure(realOutput[row]) && isUnsure(fakeOutput[row]))
    .length;
}

/** A mean output near zero takes both signs from batch to batch; what stays just above is a square. */
function staysJustAbove(generator: Float64Array): boolean {
  const near = generator.filter((value) => Math.abs(value) < NEAR_ZERO);
  return near.length >= MANY_ROWS && near.every((value) => value > NEGATIVE);
}

const NEAR_ZERO = 0.1;
const MANY_ROWS = 15;
const NEVER_BELOW = 0.5;

/** Any loss but a critic's is above zero; which sign is meant only a nearly constant one says. */
function checkSignOfCritic(loss: Float64Array, isMaximised: boolean): Check {
  const finite = [...loss].filter(Number.isFinite);
  const below = finite.filter((value) => value < NEGATIVE).length;
  const share = shareBelow(loss);
  const isMeant = isMaximised ? share <= 1 - CONSTANT_SIGN : share > 1 - CONSTANT_SIGN;
  const misfit = (below >= LEAST_ROWS ? 0 : UNTOLD) + (isMeant ? 0 : OTHER_SIGN);
  return { seen: "sign", misfit, count: finite.length, fitting: below };
}

/** Of a critic's losses, how many are negative, as a minimised one mostly is. */
export function shareBelow(loss: Float64Array): number {
  const finite = [...loss].filter(Number.isFinite);
  return finite.filter((value) => value < 0).length / Math.max(1, finite.length);
}

/** Share of rows from which on a sign is constant. */
const CONSTANT_SIGN = 0.9;
/** What a positive loss of a critic leaves to be explained by something else. */
const UNTOLD = 1;
const OTHER_SIGN = 0.3;
/** An output on either side of every form's targets shows whether its generator's loss can be negative. */
const UNSURE = 3;
const IMPOSSIBLE = 10;

/** Outputs of fresh networks: logits drift this far before the first step, alike on both sides. */
const FRESH_STEPS = 10;
const FRESH_OUTPUTS = Array.from(
  { length: 2 * FRESH_STEPS + 1 },
  (_, place) => place / FRESH_STEPS / 2 - 1 / 2,
);
const FRESH_OUTPUT = 0.6;
/** A batch, and outputs that differ on real and generated samples even at first. */
const TOLERANCE_OF_DISCRIMINATOR = 0.13;
const TOLERANCE_OF_SIDE = 0.25;
const TOLERANCE_OF_GENERATOR = 0.25;

export function checkOpening(tried: Tried, hypothesis: Hypothesis, weight: number): Check | undefined {
  const { rows, loss } = tried;
  const first = loss?.[0] ?? Number.NaN;
  if (!rows.seesOpening || !Number.isFinite(first) || hasLearned(rows)) return undefined;
  const { form, factor } = hypothesis;
  const level = form.family === "wasserstein" ? factor : levelOf(tried, hypothesis);
  // What a penalty adds hides where a critic opens.
  const isHidden = form.family === "wasserstein" && rows.penalty !== null;
  const misfits = FRESH_OUTPUTS.map((fresh) => {
    const output = form.isPaired ? 0 : fresh;
    const [real, fake] = [factor * form.real(output), factor * form.fake(output)];
    const size = weight * Math.max(FRESH_OUTPUT, Math.abs(form.generator(0)));
    const misses = [
      isHidden ? 0 : missOf(first, real + fake, TOLERANCE_OF_DISCRIMINATOR * level),
      missOf(rows.real?.[0], real, TOLERANCE_OF_SIDE * level),
      missOf(rows.fake?.[0], fake, TOLERANCE_OF_SIDE * level),
      missOf(
        rows.generator?.find(Number.isFinite),
        weight * form.generator(output),
        TOLERANCE_OF_GENERATOR * size,
      ),
    ];
    return Math.max(...misses) / 2 + Math.abs(fresh) / FRESH_OUTPUT / 2;
  });
  const most = rows.namedOutputs === undefined ? Number.POSITIVE_INFINITY : MOST_BESIDE_OUTPUTS;
  return checkOf("opening", [Math.min(most, ...misfits)]);
}

/** Outputs whose names say what they are tell what a guess at fresh ones would deny. */
const MOST_BESIDE_OUTPUTS = 0.8;

/** No fresh network tells the sides so far apart. */
const LEARNED_MARGIN = 1;

/** The first row that is logged may be that of a discriminator that learned in a few steps. */
function hasLearned({ realOutput, fakeOutput, countsEpochs }: GameRows): boolean {
  if (countsEpochs && fakeOutput !== null) return true;
  const margin = (realOutput?.[0] ?? Number.NaN) - (fakeOutput?.[0] ?? Number.NaN);
  return Math.abs(margin) > LEARNED_MARGIN;
}

/** In tolerances; 0 for what is not logged. */
function missOf(value: number | undefined, expected: number, tolerance: number): number {
  const miss = Math.abs((value ?? Number.NaN) - expected) / tolerance;
  return Number.isFinite(miss) ? miss : 0;
}
