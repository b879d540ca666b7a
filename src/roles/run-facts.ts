/** What the tags of one run, taken together, say: the facts that settle what single names leave open. */
import type { Role } from "../model/index.ts";
import type { Parsed } from "./parse-tag.ts";
import type { Question } from "./rule.ts";
import type { Concept } from "./vocabulary.ts";

export interface RunFacts {
  readonly hasNamedAdversarial: boolean;
  /** Named for the generator or not. */
  readonly hasAdversarialTerm: boolean;
  readonly hasGeneratorLoss: boolean;
  readonly hasGeneratorTotal: boolean;
  /** Other terms that a generator's loss may sum up: named ones, class tasks, and losses nobody can read. */
  readonly hasAuxiliaryTerms: boolean;
  readonly hasDiscriminatorLoss: boolean;
  /** Beside a discriminator by that name a critic is something else. */
  readonly hasLossOfNoCritic: boolean;
  /** Under a bare name, as in `D/total` beside `D/real`: then the sides are its parts. */
  readonly hasBareDiscriminatorTotal: boolean;
  readonly hasPlayersLoss: boolean;
  readonly hasNamedOutputs: boolean;
  readonly hasOutputOnReal: boolean;
  readonly hasOutputOnFake: boolean;
  readonly hasReconstruction: boolean;
  readonly hasNamedSideLosses: boolean;
  /** A Wasserstein estimate or a gradient penalty. */
  readonly hasWasserstein: boolean;
  readonly hasWassersteinEstimate: boolean;
  readonly hasDomains: boolean;
  readonly hasDiscriminatorAccuracy: boolean;
  readonly hasAccuracyOnReal: boolean;
  readonly hasAccuracyOnFake: boolean;
  readonly hasClassAccuracy: boolean;
  readonly hasDiscriminatorRate: boolean;
  readonly unownedRateCount: number;
  readonly hasDiscriminatorGradient: boolean;
  readonly unownedGradientCount: number;
  readonly hasRobustness: boolean;
  readonly hasReinforcement: boolean;
  /** A tag of a generator, features matched, or samples. */
  readonly hasTraceOfGenerator: boolean;
  /** Something that only a game of two has: a generator, its samples, sides, a penalty. */
  readonly hasSecondPlayer: boolean;
  readonly hasClassTask: boolean;
  readonly hasR2: boolean;
  readonly bareNetworks: ReadonlySet<string>;
  /** Players of which a norm is logged that does not say of what. */
  readonly playersOfNorms: ReadonlySet<string>;
}

type Some = (holds: (parsed: Parsed) => boolean) => boolean;

export function factsOf(tags: readonly Parsed[]): RunFacts {
  const some: Some = (holds) => tags.some(holds);
  const count: (holds: (parsed: Parsed) => boolean) => number = (holds) => tags.filter(holds).length;
  const hasRole = (...roles: readonly Role[]) => some(({ role }) => roles.includes(role));
  const hasWord = (concept: Concept) => some(({ reading }) => reading.concepts.has(concept));
  const playersOf = (asked: Question) =>
    new Set(tags.filter(({ question }) => question === asked).map(({ reading }) => reading.network));
  return {
    ...lossFacts(some),
    hasNamedOutputs: some(({ role, question }) => role.startsWith("d.out.") && question === undefined),
    hasOutputOnReal: hasRole("d.out.real"),
    hasOutputOnFake: hasRole("d.out.fake"),
    hasReconstruction: some(isReconstruction),
    hasNamedSideLosses: hasRole("d.loss.real", "d.loss.fake"),
    hasWasserstein: hasRole("wdist", "gp"),
    hasWassersteinEstimate: hasRole("wdist"),
    hasDomains: hasWord("domain"),
    hasDiscriminatorAccuracy: hasRole("d.acc", "d.acc.real", "d.acc.fake"),
    hasAccuracyOnReal: hasRole("d.acc.real"),
    hasAccuracyOnFake: hasRole("d.acc.fake"),
    hasClassAccuracy: some(
      ({ reading }) => reading.concepts.has("accuracy") && reading.concepts.has("classTask"),
    ),
    hasDiscriminatorRate: hasRole("lr.d"),
    unownedRateCount: count(({ question }) => question === "rate-of-whom"),
    hasDiscriminatorGradient: hasRole("grad.d"),
    unownedGradientCount: count(isUnownedGradient),
    hasRobustness: hasWord("robustness"),
    hasTraceOfGenerator: some(isTraceOfGenerator),
    hasSecondPlayer: some(isOfTwoPlayers),
    hasReinforcement: hasWord("reinforcement"),
    hasClassTask: hasWord("classTask"),
    hasR2: hasRole("r2"),
    bareNetworks: playersOf("bare-network"),
    playersOfNorms: playersOf("norm-of-what"),
  };
}

function isReconstruction({ reading }: Parsed): boolean {
  return reading.words.some(
    ({ text, concept }) => concept === "term" && (text.startsWith("rec") || text === "nll"),
  );
}

function isUnownedGradient({ question }: Parsed): boolean {
  return question === "gradient-of-whom";
}

function lossFacts(some: Some) {
  const hasRole = (...roles: readonly Role[]) => some(({ role }) => roles.includes(role));
  return {
    hasNamedAdversarial: some(
      ({ role, question }) =>
        role === "g.loss.adv" && (question === undefined || question === "adversarial-term"),
    ),
    hasAdversarialTerm: some(
      ({ role, question }) => role === "g.loss.adv" && question !== "main-generator-loss",
    ),
    hasGeneratorLoss:
      hasRole("g.loss.main", "g.loss.total") || some(({ question }) => question === "main-generator-loss"),
    hasGeneratorTotal: hasRole("g.loss.total") || some(isUnownedTotal),
    hasAuxiliaryTerms: hasRole("g.loss.aux") || some(isUnreadLoss),
    hasDiscriminatorLoss: hasRole("d.loss", "d.loss.total", "d.loss.real", "d.loss.fake"),
    hasLossOfNoCritic: some(
      ({ role, reading }) =>
        role === "d.loss" && !reading.words.some(({ text }) => text.startsWith("critic")),
    ),
    hasBareDiscriminatorTotal: some(isBareDiscriminatorTotal),
    hasPlayersLoss: hasRole("g.loss.adv", "g.loss.main", "g.loss.total", "d.loss"),
  };
}

/** A loss of no player: a class task's, or one whose words nobody knows. */
function isUnreadLoss({ reading: { concepts, network, unknownWordCount } }: Parsed): boolean {
  if (!concepts.has("loss") || concepts.has("domain")) return false;
  return network !== "discriminator" && (concepts.has("classTask") || unknownWordCount > 0);
}

function isBareDiscriminatorTotal({ role, reading }: Parsed): boolean {
  return role === "d.loss" && reading.concepts.has("total") && !reading.concepts.has("loss");
}

function isTraceOfGenerator({ role, reading }: Parsed): boolean {
  return (
    reading.network === "generator" || role.startsWith("sample.") || reading.concepts.has("featureMatching")
  );
}

const ROLES_OF_TWO_PLAYERS: ReadonlySet<Role> = new Set<Role>(["gp", "gp.norm", "r1", "wdist", "d.margin"]);

function isOfTwoPlayers({ role, reading }: Parsed): boolean {
  if (reading.network === "generator" || ROLES_OF_TWO_PLAYERS.has(role)) return true;
  return (
    role.startsWith("g.") || role.startsWith("sample.") || role.endsWith(".real") || role.endsWith(".fake")
  );
}

function isUnownedTotal({ question, reading }: Parsed): boolean {
  return question === "unowned-loss" && reading.concepts.has("total");
}
