/** The levels and conventions of a game whose loss family is known, as far as its values tell them. */
import type { ChanceLevel, GameConventions, LossFamily } from "../model/index.ts";
import { chanceLevelOf } from "./loss-levels.ts";
import { type Explanation, explanationsOf } from "./value-hypotheses.ts";
import type { Seen } from "./value-hypothesis.ts";
import { shareBelow } from "./value-opening.ts";
import { type GameRows, LEAST_ROWS, median } from "./value-rows.ts";
import { explanationBy, sideLevel } from "./value-verdict.ts";

export interface GameScale {
  readonly chanceLevel: ChanceLevel;
  readonly conventions: Omit<GameConventions, "adversarialWeight">;
  readonly because: string;
}

/** Where nothing tells a factor, real and generated are taken as summed: the commonest form. */
export function scaleOf(family: LossFamily, rows: GameRows, explanations: readonly Explanation[]): GameScale {
  const wholeFactor = factorOfSides(rows);
  const explained =
    explanationBy(family, explanations) ??
    explanationBy(family, explanationsOf({ ...rows, generator: null }));
  if (explained === undefined) return assumedScale(family, rows, wholeFactor);
  if (!explained.isScaleClear) return OPEN_SCALE;
  const { hypothesis, weight } = explained.best;
  const { form } = hypothesis;
  const factor = hypothesis.factor * (wholeFactor ?? 1);
  const isLevelOfLogged = form.hasGeneratorLevel && !hidesTerm(explained.best, rows);
  const generatorLevel = isLevelOfLogged ? weight * form.generator(form.undecided) : null;
  return {
    chanceLevel: { generator: generatorLevel, discriminator: sideLevel(explained.best) * (wholeFactor ?? 1) },
    conventions: {
      discriminatorFactor: factor,
      generatorFactor: rows.generator === null || hidesTerm(explained.best, rows) ? null : weight,
      ...signsOf(explained.best, rows),
    },
    because: scaleInWords(factor, weight),
  };
}

const OPEN_SCALE: GameScale = {
  chanceLevel: { generator: null, discriminator: null },
  conventions: {
    discriminatorFactor: null,
    generatorFactor: null,
    discriminatorSign: null,
    realOutputs: null,
    outputs: null,
  },
  because: "its scale is open: the values fit several factors",
};

const SEEN_OF_GENERATOR: ReadonlySet<Seen> = new Set<Seen>(["generator-output", "fake-side", "both-losses"]);

/** A misfit from which on the loss lies so far above what outputs give that it must hold more. */
const WORST_OF_GENERATOR = 0.7;

/** Whether the generator's loss may sum up more than the adversarial term, and was no evidence for it. */
function hidesTerm({ checks }: Explanation, { isGeneratorSum, generator }: GameRows): boolean {
  return (
    isGeneratorSum &&
    generator !== null &&
    !checks.some(({ seen, misfit }) => SEEN_OF_GENERATOR.has(seen) && misfit <= WORST_OF_GENERATOR)
  );
}

function signsOf({ hypothesis }: Explanation, rows: GameRows) {
  const { form, isMaximised, isInverted, outputs } = hypothesis;
  const hasOutputs = rows.realOutput !== null || rows.fakeOutput !== null;
  const isSignClear = form.family !== "wasserstein" || hasOutputs || isNearlyAllBelow(rows);
  return {
    discriminatorSign: !isSignClear ? null : isMaximised ? ("maximised" as const) : ("minimised" as const),
    realOutputs: hasOutputs ? (isInverted ? ("low" as const) : ("high" as const)) : null,
    outputs: hasOutputs ? outputs : null,
  };
}

/** Without outputs, only a critic that nearly always wins shows which sign is logged. */
const NEARLY_ALL = 0.95;

function isNearlyAllBelow({ whole }: GameRows): boolean {
  return whole !== null && shareBelow(whole) >= NEARLY_ALL;
}

const SHOWN_DIGITS = 2;

function scaleInWords(factor: number, weight: number): string {
  const sides =
    factor === 1
      ? "real and generated summed"
      : factor === 1 / 2
        ? "real and generated averaged"
        : Number.isInteger(factor)
          ? `the sides of ${factor} discriminators added up`
          : `both sides times ${factor}`;
  const isOwn = weight === 1 || weight === factor;
  return isOwn ? sides : `${sides}, the generator's term times ${weight.toPrecision(SHOWN_DIGITS)}`;
}

function assumedScale(family: LossFamily, rows: GameRows, wholeFactor: number | null): GameScale {
  const isWholeKnown = wholeFactor !== null && wholeFactor !== 0;
  const factor = (isWholeKnown ? wholeFactor : 1) * rows.sideCount;
  const because = isWholeKnown
    ? `the logged sides are ${wholeFactor === 1 ? "summed" : "averaged"} in the discriminator's loss`
    : "real and generated taken as summed, the commonest form";
  return {
    chanceLevel: chanceLevelOf(family, { factor, discriminatorCount: rows.sideCount }),
    conventions: {
      discriminatorFactor: isWholeKnown ? factor : null,
      generatorFactor: null,
      discriminatorSign: null,
      realOutputs: null,
      outputs: null,
    },
    because,
  };
}

/** Rounding of float32 logs, and the batch being drawn anew. */
const IDENTITY_TOLERANCE = 0.02;

/** How the logged sides make up the logged whole: 1 where summed, ½ where averaged; null where neither is seen. */
export function factorOfSides({ whole, real, fake, count }: GameRows): number | null {
  if (whole === null || real === null || fake === null) return null;
  const ratios = Array.from({ length: count }, (_, row) => {
    const sum = (real[row] ?? Number.NaN) + (fake[row] ?? Number.NaN);
    return (whole[row] ?? Number.NaN) / sum;
  }).filter(Number.isFinite);
  if (ratios.length < LEAST_ROWS) return null;
  const ratio = median(ratios);
  return [1, 1 / 2].find((factor) => Math.abs(ratio - factor) <= IDENTITY_TOLERANCE) ?? null;
}
