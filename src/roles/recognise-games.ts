/** Finds the games a run plays, and for each its loss family and the losses of an undecided discriminator. */
import type { Game, LossFamily, Role, RoleOfTag } from "../model/index.ts";
import { gameKindOf } from "./game-kind.ts";
import { chanceLevelOf, type SideCombination } from "./loss-levels.ts";
import {
  combinationFromOpening,
  combinationFromProbabilities,
  combinationFromSides,
  type GameSeries,
  isGeneratorLossMinusOutput,
  isNegativeLoss,
  matchOpening,
} from "./loss-values.ts";
import { familyNamedInSetting, familyNamedInTag } from "./loss-words.ts";
import { type OpponentTags, opponentsOf } from "./opponents.ts";
import type { SeriesLookup } from "./recognise-roles.ts";
import { CONFIDENCE } from "./rule.ts";

/** What is known besides the tags, e.g. from logged hyper-parameters. */
export interface GameHints {
  /** As the hyper-parameter spells it: `bce`, `hinge`, `lsgan`, `wgan-gp` … */
  readonly lossFamily?: string;
  /** What the user says it is, against all else. */
  readonly correctedFamily?: LossFamily | undefined;
}

interface Evidence {
  readonly family: LossFamily;
  readonly confidence: number;
  readonly because: string;
}

/**
 * The games of one run, from the roles of its tags: one, or one a discriminator where several are logged
 * apart; none where no tag belongs to a game. Levels are null where nothing establishes them.
 */
export function recogniseGames(
  roles: readonly RoleOfTag[],
  series?: SeriesLookup,
  hints: GameHints = {},
): Game[] {
  return opponentsOf(roles).map((opponents) => gameOf(opponents, seriesOf(opponents.tags, series), hints));
}

function seriesOf(tags: readonly RoleOfTag[], lookUp: SeriesLookup | undefined): GameSeries {
  const valuesOf = ({ run, tag }: RoleOfTag) => lookUp?.(run, tag) ?? null;
  const first = (...roles: readonly Role[]) => {
    const candidates = roles.flatMap((role) => tags.filter((tag) => tag.role === role));
    return candidates.map(valuesOf).find((values) => values !== null) ?? null;
  };
  const all = (role: Role) => {
    const values = subDiscriminatorTags(tags.filter((tag) => tag.role === role)).map(valuesOf);
    return values.filter((columns) => columns !== null);
  };
  return {
    discriminator: first("d.loss", "d.loss.total"),
    generator: first("g.loss.adv", "g.loss.main"),
    realSides: all("d.loss.real"),
    fakeSides: all("d.loss.fake"),
    realOutput: first("d.out.real"),
    fakeOutput: first("d.out.fake"),
  };
}

/** `loss/d_r/0` … `loss/d_r/5` are parts of one whole; other doubles are copies, of which the first serves. */
function subDiscriminatorTags(tags: readonly RoleOfTag[]): readonly RoleOfTag[] {
  const areNumbered = tags.every(({ tag }) => tag.length > 0 && "0123456789".includes(tag.slice(-1)));
  return areNumbered ? tags : tags.slice(0, 1);
}

function gameOf({ name, tags }: OpponentTags, series: GameSeries, hints: GameHints): Game {
  const found = [
    ...evidenceOfHints(hints),
    ...evidenceOfNames(tags),
    ...evidenceOfValues(series),
    ...evidenceOfSiblings(tags),
  ];
  const kind = gameKindOf(tags);
  const best =
    correctionOf(hints) ?? saturatingIfSeen(found.toSorted((a, b) => b.confidence - a.confidence)[0], found);
  if (best === undefined) return unknownGame({ name, kind }, series);
  const { combination, because } = combinationOf(best.family, series);
  const discriminatorCount = Math.max(1, series.realSides.length);
  const isCorrected = hints.correctedFamily !== undefined;
  const dissent = isCorrected
    ? undefined
    : found.find(({ family }) => family !== best.family && !areBothBce(family, best.family));
  const doubt = dissent === undefined ? "" : ` Against it: ${dissent.because}.`;
  return {
    name,
    kind,
    lossFamily: best.family,
    chanceLevel: chanceLevelOf(best.family, { combination, discriminatorCount }),
    confidence: dissent === undefined ? best.confidence : best.confidence * AGAINST_DISSENT,
    reason: `${best.because}; ${because}.${doubt}`,
  };
}

function areBothBce(a: LossFamily, b: LossFamily): boolean {
  return a.startsWith("bce") && b.startsWith("bce");
}

/** What is left of a confidence when another sign points elsewhere. */
const AGAINST_DISSENT = 0.75;

/** “bce” names both forms of the generator's loss; only its sign tells which. */
function saturatingIfSeen(best: Evidence | undefined, found: readonly Evidence[]): Evidence | undefined {
  const seen = found.find(({ family }) => family === "bce-saturating");
  return best?.family === "bce-ns" && seen !== undefined ? seen : best;
}

function unknownGame({ name, kind }: Pick<Game, "name" | "kind">, { discriminator }: GameSeries): Game {
  const seen =
    discriminator === null
      ? "no tag names the loss family and no discriminator loss was read"
      : "no tag names the loss family and the first values fit none";
  return {
    name,
    kind,
    lossFamily: "unknown",
    chanceLevel: chanceLevelOf("unknown", { combination: "summed", discriminatorCount: 1 }),
    confidence: 0,
    reason: `Cannot tell: ${seen}. A hyper-parameter named “loss”, the discriminator's outputs, or both losses from step 0 would.`,
  };
}

function correctionOf({ correctedFamily }: GameHints): Evidence | undefined {
  if (correctedFamily === undefined) return undefined;
  return { family: correctedFamily, confidence: CONFIDENCE.certain, because: "as corrected by the user" };
}

function evidenceOfHints({ lossFamily }: GameHints): Evidence[] {
  const family = lossFamily === undefined ? undefined : familyNamedInSetting(lossFamily);
  if (family === undefined) return [];
  return [{ family, confidence: CONFIDENCE.clear, because: `the hyper-parameter says “${lossFamily}”` }];
}

function evidenceOfNames(tags: readonly RoleOfTag[]): Evidence[] {
  for (const { tag, role } of tags) {
    const family = isLossOfGame(role) ? familyNamedInTag(tag) : undefined;
    if (family !== undefined) {
      return [{ family, confidence: CONFIDENCE.likely, because: `the tag “${tag}” names the family` }];
    }
  }
  return [];
}

function isLossOfGame(role: Role): boolean {
  return role.startsWith("d.loss") || role === "g.loss.adv" || role === "g.loss.main" || role === "wdist";
}

function evidenceOfSiblings(tags: readonly RoleOfTag[]): Evidence[] {
  const has = (role: Role) => tags.some((tag) => tag.role === role);
  if (has("d.margin") && has("r2")) {
    const because = "margins and a penalty on generated samples are logged, as relativistic pairing does";
    return [{ family: "relativistic", confidence: CONFIDENCE.presumable, because }];
  }
  if (has("wdist")) {
    const because = "a Wasserstein estimate is logged";
    return [{ family: "wasserstein", confidence: CONFIDENCE.presumable, because }];
  }
  if (has("gp") && !has("r1")) {
    const because = "a gradient penalty is logged, as WGAN-GP does (other families sometimes do too)";
    return [{ family: "wasserstein", confidence: CONFIDENCE.guess, because }];
  }
  return [];
}

function evidenceOfValues(series: GameSeries): Evidence[] {
  if (isNegativeLoss(series.discriminator)) {
    const because = "the discriminator's loss goes below zero, which only a critic's does";
    return [{ family: "wasserstein", confidence: CONFIDENCE.presumable, because }];
  }
  if (isGeneratorLossMinusOutput(series) && series.discriminator !== null) {
    const because =
      "the generator's loss is minus the discriminator's mean output while the discriminator's stays above zero";
    return [{ family: "hinge", confidence: CONFIDENCE.presumable, because }];
  }
  if (combinationFromProbabilities(series) !== undefined) {
    const family = isNegativeLoss(series.generator) ? "bce-saturating" : "bce-ns";
    const because = "the discriminator's loss follows the logarithms of its logged probabilities";
    return [{ family, confidence: CONFIDENCE.likely, because }];
  }
  const match = matchOpening(series);
  if (match === undefined) return [];
  const levels = `L_D ≈ ${match.discriminator.toPrecision(3)} and L_G ≈ ${match.generator.toPrecision(3)}`;
  const because = `training opens at ${levels}, as ${match.opening.family} does while logits are near zero`;
  return [{ family: match.opening.family, confidence: CONFIDENCE.presumable, because }];
}

interface FoundCombination {
  readonly combination: SideCombination;
  readonly because: string;
}

function combinationOf(family: LossFamily, series: GameSeries): FoundCombination {
  const fromSides = combinationFromSides(series);
  if (fromSides !== undefined) {
    return {
      combination: fromSides,
      because: `the logged sides are ${fromSides} in the discriminator's loss`,
    };
  }
  const fromProbabilities = family.startsWith("bce") ? combinationFromProbabilities(series) : undefined;
  if (fromProbabilities !== undefined) {
    return { combination: fromProbabilities, because: `the two logarithms are ${fromProbabilities} in it` };
  }
  const fromOpening = combinationFromOpening(family, series);
  if (fromOpening !== undefined) {
    return { combination: fromOpening, because: `its first values show real and generated ${fromOpening}` };
  }
  return { combination: "summed", because: "real and generated taken as summed, the commonest form" };
}
