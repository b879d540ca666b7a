/** Judges one game as its points arrive; the same points give the same answer, live or afterwards. */
import type { Incident } from "./incidents.ts";
import { type GameFacts, type Rule, thresholdValues } from "./rule.ts";
import { RuleCourse } from "./rule-course.ts";
import type { SignalId } from "./signals.ts";
import { type SeriesOrigin, WindowedSeries } from "./windowed-series.ts";
import type { SeriesPoints, StepUnit } from "./windows.ts";

/** What one rule has to say of a game. */
export interface RuleOutcome {
  readonly rule: Rule;
  readonly incidents: readonly Incident[];
  /** Windows judged; 0: the rule can't tell. */
  readonly judgedCount: number;
  /** Those of them that are evidence for the aspect of health that the rule vouches for. */
  readonly vouchedCount: number;
  readonly judgedThroughStep: number | null;
  readonly missing: readonly SignalId[];
  /** The tags the rule looked at, by the names of its needs. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
}

export interface JudgeOptions {
  readonly facts: GameFacts;
  readonly rules: readonly Rule[];
}

export class GameJudge {
  readonly #courses: readonly RuleCourse[];
  readonly #stepUnit: StepUnit;
  readonly #series = new Map<SignalId, WindowedSeries[]>();
  /** By signal and tag: a run may have ten thousand layers. */
  readonly #known = new Map<string, WindowedSeries>();

  constructor({ facts, rules }: JudgeOptions) {
    const { kind = "generative", stepUnit = "unknown" } = facts;
    this.#stepUnit = stepUnit;
    const fitting = rules.filter(({ games }) => games === undefined || games.includes(kind));
    this.#courses = fitting.map((rule) => new RuleCourse(rule, thresholdValues(rule.thresholds), facts));
  }

  /** Points of one tag that follow those taken before; layers of a signal in forward order of first taking. */
  take(signal: SignalId, origin: SeriesOrigin, points: SeriesPoints): void {
    const series = this.#seriesOf(signal, origin);
    const change = series.append(points);
    const firstStep = points.steps[0] ?? Number.POSITIVE_INFINITY;
    for (const course of this.#courses) {
      const isConcerned = Object.values(course.rule.needs).some((need) => need.signal === signal);
      if (isConcerned && (change === "joined" || course.isSettledAt(firstStep))) course.startOver();
    }
  }

  outcomes(): RuleOutcome[] {
    return [...this.outcomesInTurn()];
  }

  /** One rule after the other, for whoever has others to attend to in between. */
  *outcomesInTurn(): Generator<RuleOutcome> {
    for (const course of this.#courses) yield this.#outcomeOf(course);
  }

  #outcomeOf(course: RuleCourse): RuleOutcome {
    const { tracker, judgedCount, vouchedCount, judgedThroughStep, missing } = course.advance(this.#series);
    const { rule } = course;
    const tags = Object.entries(rule.needs).map(
      ([name, { signal }]) =>
        [name, (this.#series.get(signal) ?? []).map(({ origin }) => origin.tag)] as const,
    );
    const { incidents } = tracker;
    return {
      rule,
      incidents: [...incidents],
      judgedCount,
      vouchedCount,
      judgedThroughStep,
      missing,
      tags: Object.fromEntries(tags),
    };
  }

  #seriesOf(signal: SignalId, origin: SeriesOrigin): WindowedSeries {
    const name = `${signal} ${origin.tag}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const fresh = new WindowedSeries(origin, this.#stepUnit);
    const all = this.#series.get(signal) ?? [];
    all.push(fresh);
    this.#series.set(signal, all);
    this.#known.set(name, fresh);
    return fresh;
  }
}
