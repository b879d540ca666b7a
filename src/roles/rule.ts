/** The form of a rule of the grammar: which reading it matches, which role it gives, and in whose words. */
import type { Role } from "../model/index.ts";
import type { NetworkReading, Reading, SideReading } from "./reading.ts";
import type { Concept } from "./vocabulary.ts";

/** Confidences are steps of a scale rather than measured probabilities; the survey test keeps them honest. */
export const CONFIDENCE = {
  /** An exact name whose writer is known. */
  certain: 1,
  /** Network, quantity and side are all named. */
  clear: 0.95,
  /** One of them follows from convention. */
  likely: 0.85,
  /** Two readings are possible and one is far more common, or the tags beside it speak for it. */
  presumable: 0.7,
  /** Barely better than not saying; below this a role is not given. */
  guess: 0.55,
  /** No role given: the reason names the candidates. */
  open: 0.2,
} as const;

/** What a name alone cannot settle; the other tags of the run, or the values, answer (`siblings.ts`). */
export type Question =
  | "main-generator-loss"
  | "discriminator-on-side"
  | "bare-network"
  | "bare-side"
  | "generator-on-fake"
  | "fooling-term"
  | "regulariser"
  | "second-generator"
  | "lettered-loss"
  | "total-of-what"
  | "loss-of-outputs"
  | "validation-or-value"
  | "accuracy-of-generator"
  | "loss-on-side"
  | "adversarial-term"
  | "unowned-loss"
  | "critic-of-what"
  | "rate-of-whom"
  | "gradient-of-whom"
  | "accuracy-on-side"
  | "domain-side"
  | "critic-on-side"
  | "output-of-which-side"
  | "autoencoder-loss"
  | "decoder-loss"
  | "loss-of-both-players"
  | "accuracy-of-what"
  | "output-or-margin"
  | "norm-of-what";

export interface Rule {
  readonly network?: readonly NetworkReading[];
  readonly side?: readonly SideReading[];
  /** Concepts that must all be there, … */
  readonly all?: readonly Concept[];
  /** … one of which must be there, … */
  readonly any?: readonly Concept[];
  /** … and none of which may be. */
  readonly none?: readonly Concept[];
  /** Nothing else may be in the tag but these and bookkeeping. */
  readonly only?: readonly Concept[];
  /** Every word must be known: an unknown one would change the meaning here. */
  readonly isFullyRead?: true;
  readonly gives: Role;
  readonly confidence: number;
  readonly because: string;
  readonly question?: Question;
}

export function matches(rule: Rule, reading: Reading): boolean {
  const { concepts, network, side } = reading;
  // What most rules fail on comes first: ten thousand tags meet seventy rules each.
  if (rule.all !== undefined) for (const concept of rule.all) if (!concepts.has(concept)) return false;
  if (rule.network !== undefined && !rule.network.includes(network)) return false;
  if (rule.side !== undefined && !rule.side.includes(side)) return false;
  if (rule.any !== undefined && !rule.any.some((concept) => concepts.has(concept))) return false;
  if (rule.none?.some((concept) => concepts.has(concept))) return false;
  if (rule.isFullyRead && reading.unknownWordCount > 0) return false;
  const { only } = rule;
  return only === undefined || [...concepts].every((concept) => only.includes(concept));
}
