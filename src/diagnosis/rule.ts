/** The form of a rule: what it needs, what it measures, and when that is a symptom. */
import type { GameKind } from "../model/index.ts";
import type { Reading } from "./reading.ts";
import type { SignalId } from "./signals.ts";
import type { Threshold, Thresholds, ThresholdValues } from "./threshold.ts";
import type { StepUnit } from "./windows.ts";

/** The thirty failure modes by the numbers of the project's survey. */
export type FailureMode = `F${number}`;

/** What there must be evidence for before a run is healthy: that samples are varied, who is ahead, how large numbers grow. */
export type Aspect = "coverage" | "balance" | "numbers";

/** 1: information … 5: the run is dead. */
export type Severity = 1 | 2 | 3 | 4 | 5;

export type Need =
  | { readonly kind: "required" | "optional"; readonly signal: SignalId }
  | { readonly kind: "layers"; readonly signal: SignalId };
export type Needs = Readonly<Record<string, Need>>;

/** What to try. */
export interface Remedy {
  readonly do: string;
  readonly cite?: string;
  /** Said in its place of a run that was never safe, where nothing can be gone back to; null: left out. */
  readonly whereNeverSafe?: string | null;
}

export const required = <S extends SignalId>(signal: S) => ({ kind: "required", signal }) as const;
export const optional = <S extends SignalId>(signal: S) => ({ kind: "optional", signal }) as const;
/** All layers of a layer-wise signal, in forward order; empty where none is logged. */
export const layers = <S extends SignalId>(signal: S) => ({ kind: "layers", signal }) as const;

export type ReadingsOf<N extends Needs> = {
  readonly [Name in keyof N]: N[Name]["kind"] extends "required"
    ? Reading
    : N[Name]["kind"] extends "layers"
      ? readonly Reading[]
      : Reading | null;
};

/** Facts about the game that no series holds. */
export interface GameFacts {
  /** "generative" where it is not given. */
  readonly kind?: GameKind;
  /** "unknown" where it is not given. */
  readonly stepUnit?: StepUnit;
  readonly lossFamily: string;
  /** The loss of a discriminator that knows nothing; null where the family has no such level. */
  readonly chanceLevel: { readonly generator: number | null; readonly discriminator: number | null };
}

/**
 * What the numbers at one moment say. `confirmed`: the symptom is seen in data that can't look like this in
 * health. `missing`: the signals without which nothing can be said.
 */
export type Judgement = "clear" | "suspected" | "confirmed" | { readonly missing: readonly SignalId[] };

/** How a measured number is shown as evidence: which need it was measured on, in what words, against what. */
export interface Shown<N extends Needs, T extends Thresholds> {
  readonly on: keyof N & string;
  readonly statistic: string;
  readonly against?: keyof T & string;
}

export interface RuleDefinition<N extends Needs, T extends Thresholds, M extends string> {
  readonly id: string;
  readonly mode: FailureMode;
  /** At most eight words. */
  readonly headline: string;
  readonly severity: Severity;
  /** "trial" until it has named failures rightly, and found them, on labelled runs of data it had not seen. */
  readonly maturity: "trial" | "measured";
  /** The first need that a run has sets the pace: the rule is asked at each of its windows. */
  readonly needs: N;
  readonly thresholds: T;
  /** After so many symptomatic windows of the last `heldFor.of` the symptom is an incident. */
  readonly heldFor: { readonly windows: number; readonly of: number };
  /** "at-once" for what is wrong at any time; else the first windows, in which every run looks odd, are not judged: fewer of samples than of losses. */
  readonly arms: "at-once" | "after-first-samples" | "after-warm-up";
  /** The kinds of game in which this is a symptom; all where it is not given. */
  readonly games?: readonly GameKind[];
  /** What a clear judgement of this rule is evidence for; a run is only healthy with evidence for every aspect. */
  readonly vouchesFor?: Aspect;
  /** The needs of which one must be there for that; all judgements vouch where it is not given. */
  readonly vouchesWith?: readonly (keyof N & string)[];
  /** It reads what some kinds of data are logged as, such as points in a plane: not waited for where samples are judged anyhow. */
  readonly isForSomeData?: true;
  /** Rules whose finding over the same steps is a consequence of this one. */
  readonly explains?: readonly string[];
  /** What it finds is a fact of the set-up, seen once and true from then on: it explains what comes later, too. */
  readonly isOfSetUp?: true;
  readonly source: { readonly cite: string; readonly claim: string };
  readonly why: string;
  readonly remedies: readonly Remedy[];
  readonly shows: { readonly [Name in M]: Shown<N, T> };
  /** Series on which the rule fires, one value a probe, one list a layer: the example that its page draws. */
  readonly example: { readonly [Name in keyof N]?: ExampleSeries };
  /** Values of the example, and of tests, that make a probe's fifty steps; 1 where it is not given. */
  readonly valuesAProbe?: number;
  measure(readings: ReadingsOf<N>, t: ThresholdValues<T>, facts: GameFacts): { readonly [Name in M]: number };
  judge(
    measured: { readonly [Name in M]: number },
    t: ThresholdValues<T>,
    readings: ReadingsOf<N>,
  ): Judgement;
}

export type ExampleSeries = readonly number[] | readonly (readonly number[])[];

/** Readings by the names of a rule's needs, as the engine builds them from `needs`. */
export type AnyReadings = Readonly<Record<string, Reading | null | readonly Reading[]>>;

/** A rule as the engine sees it: any needs, any thresholds. */
export interface Rule
  extends Omit<RuleDefinition<Needs, Thresholds, string>, "measure" | "judge" | "shows" | "example"> {
  readonly example: Readonly<Record<string, ExampleSeries | undefined>>;
  readonly shows: Readonly<
    Record<string, { readonly on: string; readonly statistic: string; readonly against?: string }>
  >;
  ask(readings: AnyReadings, t: Readonly<Record<string, number>>, facts: GameFacts): Answer;
}

export interface Answer {
  readonly measured: Readonly<Record<string, number>>;
  readonly judgement: Judgement;
}

export function defineRule<const N extends Needs, const T extends Thresholds, M extends string>(
  definition: RuleDefinition<N, T, M>,
): Rule {
  const { measure, judge, ...rest } = definition;
  return {
    ...rest,
    ask(readings, t, facts) {
      // The engine builds readings from `needs` and numbers from `thresholds`: the very names of N and T.
      const own = readings as ReadingsOf<N>;
      const numbers = t as ThresholdValues<T>;
      const measured = measure(own, numbers, facts);
      return { measured, judgement: judge(measured, numbers, own) };
    },
  };
}

export function thresholdValues(thresholds: Readonly<Record<string, Threshold>>): Record<string, number> {
  return Object.fromEntries(Object.entries(thresholds).map(([name, { value }]) => [name, value]));
}
