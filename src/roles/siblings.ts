/** Answers what a name leaves open from the other tags of the same run, and from values where there are some. */
import type { Role, ScalarColumns } from "../model/index.ts";
import type { Parsed } from "./parse-tag.ts";
import { CONFIDENCE, type Question } from "./rule.ts";

/** What the tags of one run, taken together, say. */
export interface RunFacts {
  readonly hasNamedAdversarial: boolean;
  /** Named for the generator or not. */
  readonly hasAdversarialTerm: boolean;
  readonly hasGeneratorTotal: boolean;
  readonly hasAuxiliaryTerms: boolean;
  readonly hasDiscriminatorLoss: boolean;
  readonly hasPlayersLoss: boolean;
  readonly hasAccuracyOnReal: boolean;
  readonly hasRobustness: boolean;
  readonly hasReinforcement: boolean;
  /** Something that only a game of two has: a generator, its samples, sides, a penalty. */
  readonly hasSecondPlayer: boolean;
  readonly hasClassTask: boolean;
  readonly hasR2: boolean;
  readonly bareNetworks: ReadonlySet<string>;
}

export interface Answer {
  readonly role: Role;
  readonly confidence: number;
  readonly because: string;
}

export function factsOf(tags: readonly Parsed[]): RunFacts {
  const some = (holds: (parsed: Parsed) => boolean) => tags.some(holds);
  const hasRole = (...roles: readonly Role[]) => some(({ role }) => roles.includes(role));
  const hasWord = (concept: "robustness" | "reinforcement" | "classTask") =>
    some(({ reading }) => reading.concepts.has(concept));
  const bare = tags.filter(({ question }) => question === "bare-network");
  return {
    hasNamedAdversarial: some(({ role, question }) => role === "g.loss.adv" && question === undefined),
    hasAdversarialTerm: some(
      ({ role, question }) => role === "g.loss.adv" && question !== "main-generator-loss",
    ),
    hasGeneratorTotal: hasRole("g.loss.total") || some((parsed) => isUnownedTotal(parsed)),
    hasAuxiliaryTerms: hasRole("g.loss.aux"),
    hasDiscriminatorLoss: hasRole("d.loss", "d.loss.total", "d.loss.real", "d.loss.fake"),
    hasPlayersLoss: hasRole("g.loss.adv", "g.loss.main", "g.loss.total", "d.loss"),
    hasAccuracyOnReal: hasRole("d.acc.real"),
    hasRobustness: hasWord("robustness"),
    hasSecondPlayer: some(isOfTwoPlayers),
    hasReinforcement: hasWord("reinforcement"),
    hasClassTask: hasWord("classTask"),
    hasR2: hasRole("r2"),
    bareNetworks: new Set(bare.map(({ reading }) => reading.network)),
  };
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

/** Called only where values decide. */
type Series = () => ScalarColumns | null;

/** The answer to an open question, or undefined where the siblings do not settle it. */
export function answer(parsed: Parsed, facts: RunFacts, series: Series): Answer | undefined {
  const { question } = parsed;
  return question === undefined ? undefined : ANSWERS[question](facts, parsed, series);
}

type Answering = (facts: RunFacts, parsed: Parsed, series: Series) => Answer | undefined;

const ANSWERS: Readonly<Record<Question, Answering>> = {
  "main-generator-loss": (facts, parsed) => {
    if (facts.hasNamedAdversarial) {
      return presume("g.loss.total", "the run logs the adversarial term apart, so this is the sum");
    }
    if (facts.hasReinforcement) return presume("other", "beside rewards a generator's loss is its policy's");
    if (facts.hasAuxiliaryTerms && facts.hasGeneratorTotal) {
      return presume("g.loss.adv", "the run logs the total apart, so this is the adversarial term");
    }
    if (facts.hasAuxiliaryTerms) {
      return presume("g.loss.main", "the run logs other generator terms, which may be summed into this");
    }
    const confidence = Math.max(parsed.confidence, CONFIDENCE.likely);
    return { role: "g.loss.adv", confidence, because: "no other generator term is logged" };
  },
  "discriminator-on-side": (facts, { reading }, series) => {
    const { side } = reading;
    if (side !== "real" && side !== "fake") return undefined;
    if (hasNegative(series))
      return presume(`d.out.${side}`, "its values go below zero, which a loss rarely does");
    if (facts.hasDiscriminatorLoss) {
      return presume(`d.out.${side}`, "the discriminator's loss is logged apart, so this is its output");
    }
    if (facts.hasAdversarialTerm) {
      return presume(`d.loss.${side}`, "no other discriminator loss is logged beside the generator's");
    }
    return undefined;
  },
  "bare-network": ({ bareNetworks, hasAdversarialTerm }, { reading }) => {
    if (reading.network === "discriminator" && hasAdversarialTerm) {
      return presume("d.loss", "the generator's adversarial term stands beside it");
    }
    if (!bareNetworks.has("generator") || !bareNetworks.has("discriminator")) return undefined;
    const role = reading.network === "generator" ? "g.loss.adv" : "d.loss";
    return presume(role, "both players are logged under their bare names, as losses usually are");
  },
  "accuracy-of-generator": ({ hasAccuracyOnReal }, { reading }) => {
    const isShort = reading.words.some(({ text }) => text === "gen" || text === "g");
    if (!hasAccuracyOnReal || !isShort) return undefined;
    return presume("d.acc.fake", "an accuracy on real samples stands beside it");
  },
  "loss-on-side": ({ hasPlayersLoss, hasClassTask }, { reading }) => {
    if (!hasPlayersLoss || hasClassTask || (reading.side !== "real" && reading.side !== "fake"))
      return undefined;
    return presume(`d.loss.${reading.side}`, "a player's loss is logged beside it");
  },
  "adversarial-term": ({ hasRobustness }) =>
    hasRobustness ? presume("other", "the run logs adversarial examples, which is another game") : undefined,
  "unowned-loss": ({ hasDiscriminatorLoss }) =>
    hasDiscriminatorLoss
      ? {
          role: "g.loss.total",
          confidence: CONFIDENCE.guess,
          because: "only the discriminator's loss has a name",
        }
      : undefined,
  "output-or-margin": ({ hasR2 }, { role }) => {
    if (!hasR2) return undefined;
    const because =
      "with a penalty on generated samples too, the family is relativistic and logs margins here";
    return presume(role === "d.out.real" ? "d.margin" : "other", because);
  },
  "critic-of-what": ({ hasReinforcement, hasSecondPlayer }, { reading }) => {
    if (!reading.words.some(({ text }) => text === "critic" || text === "critics")) return undefined;
    if (hasReinforcement) return presume("other", "beside rewards or an actor a critic is a value function");
    if (hasSecondPlayer) return undefined;
    return presume("other", "with no trace of a generator a critic is more often a value function");
  },
};

function presume(role: Role, because: string): Answer {
  return { role, confidence: CONFIDENCE.presumable, because };
}

/** A loss of hinge, BCE or LSGAN form is never negative; the first values are enough to see an output's spread. */
const VALUES_LOOKED_AT = 2000;

function hasNegative(series: Series): boolean {
  return (
    series()
      ?.values.subarray(0, VALUES_LOOKED_AT)
      .some((value) => value < 0) ?? false
  );
}
