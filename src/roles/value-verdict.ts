/** Says which of the explanations of a game's values to believe, or that several would do. */
import type { LossFamily } from "../model/index.ts";
import { CONFIDENCE } from "./rule.ts";
import { type Explanation, explanationsOf } from "./value-hypotheses.ts";
import { blocksOf, doSidesAddUp, firstRows, type GameRows } from "./value-rows.ts";
import { explainInWords } from "./value-words.ts";

/** A misfit from which on a form explains nothing: true forms of trained games stay below. */
const WORST_MISFIT = 0.85;
/** The same where nothing but first values speaks: near by chance. Right answers of fixtures/roles/values begin to be lost from 0.45 down. */
const WORST_OPENING = 0.6;
/** …and a first epoch's mean the more easily: cross-entropy's lay within this, other forms' beyond. */
const WORST_OPENING_OF_EPOCHS = 0.35;
/** How much worse the next family must fit for one to be believed. */
const LEAD_OF_FAMILY = 0.08;
/** How much worse another factor must fit for a level to be drawn. */
const LEAD_OF_LEVEL = 0.08;
/** Ways rarer than this by which a game may have got the same values do not count against a level. */
const MOST_RARER = 0.31;
/** Levels nearer to each other than this share are one. */
const SAME_LEVEL = 0.15;

export interface ValueVerdict {
  readonly family: LossFamily;
  readonly confidence: number;
  readonly because: string;
}

export interface ReadValues {
  readonly explanations: readonly Explanation[];
  readonly verdict: ValueVerdict | null;
  /** Where there is no verdict, what stands in the way. */
  readonly doubt: string;
  /** What they were read from, where that is not all that is logged. */
  readonly rows?: GameRows;
}

/** Rows of a block; blocks are tried where rows fit nothing, if there are enough for several. */
const BLOCK = 8;
const LEAST_BLOCKS = 5;

/** The share of the rows, one of so many, that is tried by itself; fewer rows than these tell little. */
const EARLY = 3;
const LEAST_EARLY = 8;

export function readValues(rows: GameRows): ReadValues {
  const read = readRows(rows);
  if (read.verdict !== null) return read;
  // A discriminator that was trained before begins where no form does.
  const later = rows.seesOpening && isNothingLike(read) ? [{ ...rows, seesOpening: false }] : [];
  const isLong = rows.fakeOutput !== null && rows.count >= BLOCK * LEAST_BLOCKS;
  // Terms that are summed into the generator's loss hide what its adversarial one says.
  const alone = rows.isGeneratorSum ? [{ ...rows, generator: null, seesOpening: false }] : [];
  // What fits while the game is a game may go wild where it breaks.
  const early =
    isNothingLike(read) && rows.count >= LEAST_EARLY * EARLY
      ? [firstRows(rows, Math.floor(rows.count / EARLY))]
      : [];
  const others = [...later, ...(isLong ? [blocksOf(rows, BLOCK)] : []), ...alone, ...early];
  return others.map(readRows).find(({ verdict }) => verdict !== null) ?? criticWithMore(rows) ?? read;
}

/** A critic's loss that holds an unlogged penalty is no difference of outputs; that it goes below zero tells enough. */
function criticWithMore(rows: GameRows): ReadValues | undefined {
  if (rows.fakeOutput === null && rows.realOutput === null) return undefined;
  const alone = { ...rows, realOutput: null, fakeOutput: null, seesOpening: false };
  const read = readRows(alone);
  return read.verdict?.family === "wasserstein" ? { ...read, rows: alone } : undefined;
}

function isNothingLike({ explanations: [best] }: ReadValues): boolean {
  return best !== undefined && best.misfit > WORST_MISFIT;
}

function readRows(given: GameRows): ReadValues {
  // Sides that do not make up the whole are something else, whatever they are called.
  const rows = doSidesAddUp(given) ? given : { ...given, real: null, fake: null };
  const explanations = explanationsOf(rows);
  const [best] = explanations;
  if (best === undefined) return { explanations, verdict: null, doubt: "no loss has values yet" };
  if (!isTold(best)) return { explanations, verdict: null, doubt: "two losses in mid-training fit several" };
  if (best.misfit > WORST_MISFIT) {
    return { explanations, verdict: null, doubt: "the values fit no known way to write the losses" };
  }
  if (isByOpeningAlone(best) && best.misfit > worstOpening(rows)) {
    return { explanations, verdict: null, doubt: "the first values are not near to where any form begins" };
  }
  if (isLoneOpening(best, rows)) {
    return { explanations, verdict: null, doubt: "one loss alone begins where several forms may" };
  }
  if (!fitsMostRows(best)) {
    return { explanations, verdict: null, doubt: `${best.hypothesis.form.id} fits too few of the steps` };
  }
  const { family } = best.hypothesis.form;
  const next = explanations.find(({ hypothesis }) => hypothesis.form.family !== family);
  if (next !== undefined && next.misfit - best.misfit < LEAD_OF_FAMILY) {
    const doubt = `${best.hypothesis.form.id} and ${next.hypothesis.form.id} both fit the values`;
    return { explanations, verdict: null, doubt };
  }
  return {
    explanations,
    verdict: {
      family,
      confidence: hasTwin(best, rows) ? CONFIDENCE.guess : confidenceOf(best),
      because: explainInWords(best, rows) + (hasTwin(best, rows) ? TWIN : ""),
    },
    doubt: "",
  };
}

const TWIN = " (or its relativistic form, which has the same levels: outputs would tell)";

/** These and their relativistic forms differ only in outputs, so their levels are the same, too. */
function hasTwin({ hypothesis: { form, factor } }: Explanation, rows: GameRows): boolean {
  if (rows.fakeOutput !== null || rows.real !== null) return false;
  return form.hasRelativisticTwin || (form.family === "bce-ns" && factor === 1 / 2);
}

/** Two losses alone, without their first values, fit more than one form; a critic's negative loss only its own. */
function isTold({ checks, hypothesis, isAtChance }: Explanation): boolean {
  if (isAtChance) return true;
  return checks.some(
    ({ seen }) => seen !== "both-losses" && (seen !== "sign" || hypothesis.form.family === "wasserstein"),
  );
}

function isByOpeningAlone({ checks }: Explanation): boolean {
  return checks.every(({ seen }) => seen === "opening" || seen === "sign" || seen === "both-losses");
}

/** Fresh outputs lie beside what least squares call undecided, so that one loss of theirs may begin anywhere. */
function isLoneOpening(best: Explanation, { generator, real }: GameRows): boolean {
  return (
    isByOpeningAlone(best) && generator === null && real === null && best.hypothesis.form.undecided !== 0
  );
}

function worstOpening({ countsEpochs }: GameRows): number {
  return countsEpochs ? WORST_OPENING_OF_EPOCHS : WORST_OPENING;
}

/** Share of the steps in which the generator's loss must go with the sides where no outputs are logged. */
const MOST_STEPS = 0.6;

function fitsMostRows({ checks, hypothesis }: Explanation): boolean {
  const isCritic = hypothesis.form.family === "wasserstein";
  if (isCritic || checks.some(({ seen }) => seen === "outputs")) return true;
  return checks.every(({ seen, fitting, count }) => seen !== "fake-side" || fitting >= MOST_STEPS * count);
}

/** Identities with outputs tell more than a relation of losses, and that more than first values. */
function confidenceOf({ checks, misfit }: Explanation): number {
  const seen = new Set(checks.map((check) => check.seen));
  const isRelated = seen.has("outputs") || seen.has("fake-side");
  if (seen.has("outputs") && misfit < WORST_MISFIT / 2) return CONFIDENCE.clear;
  if (isRelated) return CONFIDENCE.likely;
  return CONFIDENCE.presumable;
}

/** The best explanation by a family, and whether its scale is beyond doubt. */
export function explanationBy(
  family: LossFamily,
  explanations: readonly Explanation[],
): { readonly best: Explanation; readonly isScaleClear: boolean } | undefined {
  const ofFamily = explanations.filter(({ hypothesis }) => hypothesis.form.family === family);
  const [best] = ofFamily;
  if (best === undefined || best.misfit > WORST_MISFIT) return undefined;
  const unlike = ofFamily
    .filter((one) => !haveSameLevels(one, best) && one.rarity <= best.rarity + MOST_RARER)
    .map((one) => one.misfit - one.rarity);
  return { best, isScaleClear: Math.min(...unlike) - (best.misfit - best.rarity) >= LEAD_OF_LEVEL };
}

function haveSameLevels(a: Explanation, b: Explanation): boolean {
  const [levelA, levelB] = [sideLevel(a), sideLevel(b)];
  return Math.abs(levelA - levelB) <= SAME_LEVEL * Math.max(Math.abs(levelA), Math.abs(levelB));
}

/** Both sides of the discriminator's loss, as logged, at chance. */
export function sideLevel({ hypothesis: { form, factor } }: Explanation): number {
  return factor * (form.real(form.undecided) + form.fake(form.undecided));
}
