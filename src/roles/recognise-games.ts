/** Finds the games a run plays, and for each its loss family and the losses of an undecided discriminator. */
import type { Game, GameConventions, LossFamily, Role, RoleOfTag } from "../model/index.ts";
import { gameKindOf } from "./game-kind.ts";
import { chanceLevelOf } from "./loss-levels.ts";
import { familyNamedInSetting, familyNamedInTag } from "./loss-words.ts";
import { type OpponentTags, opponentsOf } from "./opponents.ts";
import { read as readName } from "./reading.ts";
import type { SeriesLookup } from "./recognise-roles.ts";
import { CONFIDENCE } from "./rule.ts";
import { rowsOf } from "./value-rows.ts";
import { scaleOf } from "./value-scale.ts";
import { type SeriesOfGame, seriesOfGame } from "./value-series.ts";
import { type ReadValues, readValues } from "./value-verdict.ts";
import { adversarialWeightOf } from "./value-weight.ts";

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
  return opponentsOf(roles).map((opponents) =>
    gameOf(opponents, seriesOfGame(opponents.tags, series), hints),
  );
}

function gameOf({ name, tags }: OpponentTags, series: SeriesOfGame, hints: GameHints): Game {
  const rows = rowsOf(series);
  const read = readValues(rows);
  const found = [
    ...evidenceOfHints(hints),
    ...evidenceOfNames(tags),
    ...(read.verdict === null ? [] : [read.verdict]),
    ...evidenceOfSiblings(tags),
  ];
  const kind = gameKindOf(tags);
  const best =
    correctionOf(hints) ?? saturatingIfSeen(found.toSorted((a, b) => b.confidence - a.confidence)[0], found);
  const adversarialWeight = adversarialWeightOf(series.terms);
  if (best === undefined) return unknownGame({ name, kind }, read, adversarialWeight);
  const { chanceLevel, conventions, because } = scaleOf(best.family, read.rows ?? rows, read.explanations);
  const isCorrected = hints.correctedFamily !== undefined;
  const dissent = isCorrected
    ? undefined
    : found.find(({ family }) => family !== best.family && !areBothBce(family, best.family));
  const doubt = dissent === undefined ? "" : ` Against it: ${dissent.because}.`;
  return {
    name,
    kind,
    lossFamily: best.family,
    chanceLevel,
    conventions: { ...conventions, adversarialWeight },
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

const NO_CONVENTIONS: GameConventions = {
  discriminatorFactor: null,
  generatorFactor: null,
  adversarialWeight: null,
  discriminatorSign: null,
  realOutputs: null,
  outputs: null,
};

function unknownGame(
  { name, kind }: Pick<Game, "name" | "kind">,
  { doubt }: ReadValues,
  adversarialWeight: number | null,
): Game {
  return {
    name,
    kind,
    lossFamily: "unknown",
    chanceLevel: chanceLevelOf("unknown", { factor: 1, discriminatorCount: 1 }),
    conventions: { ...NO_CONVENTIONS, adversarialWeight },
    confidence: 0,
    reason: `Cannot tell: no tag names the loss family, and ${doubt}. A hyper-parameter named “loss”, the discriminator's outputs, or both losses from step 0 would.`,
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

/** Who minds the word keeps it for a Wasserstein discriminator. */
function isOfCritic({ tag }: RoleOfTag): boolean {
  return readName(tag).words.some(({ text }) => text === "critic" || text === "critics");
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
  // A penalty alone says little: hinges and cross-entropies carry one, too.
  if (has("gp") && !has("r1") && tags.some(isOfCritic)) {
    const because = "a critic and a gradient penalty are logged, as WGAN-GP does";
    return [{ family: "wasserstein", confidence: CONFIDENCE.guess, because }];
  }
  return [];
}
