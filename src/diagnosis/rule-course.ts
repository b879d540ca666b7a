/** Takes one rule along one game: asks it at each new window, and starts over only when the past has changed. */
import { IncidentTracker } from "./incidents.ts";
import { Reading } from "./reading.ts";
import type { Answer, AnyReadings, GameFacts, Need, Rule } from "./rule.ts";
import type { SignalId } from "./signals.ts";
import type { WindowedSeries } from "./windowed-series.ts";
import type { Window } from "./windows.ts";

/** A run's start, in which losses and gradients of every run look odd: at least so many windows… */
export const WARM_UP_WINDOWS = 4;

interface WarmUp {
  readonly windows: number;
  /** …and this many steps after the first… */
  readonly steps: number;
  /** …unless steps are epochs or thousands of images: after so many windows every run has warmed up. */
  readonly mostWindows: number;
}

const WARM_UPS: Readonly<Record<Rule["arms"], WarmUp>> = {
  "at-once": { windows: 0, steps: 0, mostWindows: 0 },
  // Logs hold few pictures, and each shows all that the generator knows: those of untrained ones are over by then.
  "after-first-samples": { windows: 2, steps: 200, mostWindows: 5 },
  "after-warm-up": { windows: WARM_UP_WINDOWS, steps: 300, mostWindows: 12 },
};
/** A signal that has said nothing for so many of its own windows no longer speaks for the present. */
const STALE_AFTER_WINDOWS = 10;

/** The series of a signal, by its id: one, or one a layer. */
export type SeriesBySignal = ReadonlyMap<SignalId, readonly WindowedSeries[]>;

export interface CourseState {
  readonly tracker: IncidentTracker;
  /** Windows that were judged "clear", "suspected" or "confirmed". */
  readonly judgedCount: number;
  /** Those of them that are evidence for the rule's aspect of health. */
  readonly vouchedCount: number;
  /** End of the last judged window; null while there is none. */
  readonly judgedThroughStep: number | null;
  /** Signals that a window lacked; of the latest window that could not be judged. */
  readonly missing: readonly SignalId[];
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };
const NOTHING: readonly SignalId[] = [];

export class RuleCourse {
  readonly rule: Rule;
  readonly #needs: readonly (readonly [name: string, need: Need])[];
  readonly #thresholds: Readonly<Record<string, number>>;
  readonly #facts: GameFacts;
  #state: Writable<CourseState>;
  #rowsDone = 0;
  #settledThroughStep = Number.NEGATIVE_INFINITY;

  constructor(rule: Rule, thresholds: Readonly<Record<string, number>>, facts: GameFacts) {
    this.rule = rule;
    this.#needs = Object.entries(rule.needs);
    this.#thresholds = thresholds;
    this.#facts = facts;
    this.#state = this.#start();
  }

  /** Forgets what was concluded, when points arrived for steps that were judged already. */
  startOver(): void {
    this.#state = this.#start();
    this.#rowsDone = 0;
    this.#settledThroughStep = Number.NEGATIVE_INFINITY;
  }

  /** Whether a point at this step comes too late for what was concluded. */
  isSettledAt(step: number): boolean {
    return step <= this.#settledThroughStep;
  }

  /** Judges what is new. Windows that other signals have not reached are judged too, but not for good. */
  advance(all: SeriesBySignal): CourseState {
    const series = this.#seriesOfNeeds(all);
    const clock = series.find(({ of }) => of.length > 0)?.of[0];
    if (clock === undefined) return { ...this.#state, missing: this.#requiredMissing(series) };
    const arrivals = arrivalsOf(series);
    while (this.#rowsDone < clock.windows.length) {
      const window = clock.windows[this.#rowsDone];
      if (window === undefined || !hasArrived(arrivals, window.toStep)) break;
      this.#judge(this.#state, { series, clock, row: this.#rowsDone });
      this.#settledThroughStep = window.toStep;
      this.#rowsDone++;
    }
    const isBehind = this.#rowsDone < clock.windows.length;
    const tentative = { ...this.#state };
    if (isBehind) tentative.tracker = tentative.tracker.copy();
    for (let row = this.#rowsDone; row < clock.windows.length; row++) {
      this.#judge(tentative, { series, clock, row });
    }
    return tentative;
  }

  #start(): Writable<CourseState> {
    return {
      tracker: new IncidentTracker(this.rule.heldFor),
      judgedCount: 0,
      vouchedCount: 0,
      judgedThroughStep: null,
      missing: [],
    };
  }

  #seriesOfNeeds(all: SeriesBySignal): SeriesOfNeeds {
    return this.#needs.map(([name, need]) => ({ name, need, of: all.get(need.signal) ?? [] }));
  }

  #requiredMissing(series: SeriesOfNeeds): SignalId[] {
    const missing = series.filter(({ need, of }) => need.kind === "required" && of.length === 0);
    return (missing.length > 0 ? missing : series).map(({ need }) => need.signal);
  }

  #judge(state: Writable<CourseState>, { series, clock, row }: Row): void {
    const window = clock.windows[row];
    if (window === undefined || isWarmUp(clock, row, WARM_UPS[this.rule.arms])) return;
    const { answer, readings } = this.#ask(series, { window, row });
    if (typeof answer.judgement === "object") {
      state.missing = answer.judgement.missing;
      return;
    }
    state.tracker.take({ fromStep: window.fromStep, toStep: window.toStep, answer });
    state.judgedCount++;
    if (this.#vouches(readings)) state.vouchedCount++;
    state.judgedThroughStep = window.toStep;
    state.missing = NOTHING;
  }

  #vouches(readings: AnyReadings): boolean {
    const { vouchesWith } = this.rule;
    return vouchesWith === undefined || vouchesWith.some((name) => readings[name] !== null);
  }

  #ask(series: SeriesOfNeeds, moment: MomentOfClock): Asked {
    const readings: Record<string, Reading | null | readonly Reading[]> = {};
    const missing: SignalId[] = [];
    for (const { name, need, of } of series) {
      if (need.kind === "layers") {
        readings[name] = of.map((one) => readingAt(one, moment)).filter((reading) => reading !== null);
        continue;
      }
      const reading = firstReadingAt(of, moment);
      readings[name] = reading;
      if (need.kind === "required" && reading === null) missing.push(need.signal);
    }
    if (missing.length > 0) return { readings, answer: { measured: {}, judgement: { missing } } };
    return { readings, answer: this.rule.ask(readings, this.#thresholds, this.#facts) };
  }
}

function isWarmUp({ windows }: WindowedSeries, row: number, warmUp: WarmUp): boolean {
  if (row < warmUp.windows) return true;
  const steps = (windows[row]?.toStep ?? 0) - (windows[0]?.fromStep ?? 0);
  return row < warmUp.mostWindows && steps < warmUp.steps;
}

interface Asked {
  readonly readings: AnyReadings;
  readonly answer: Answer;
}

interface SeriesOfNeed {
  readonly name: string;
  readonly need: Need;
  readonly of: readonly WindowedSeries[];
}
type SeriesOfNeeds = readonly SeriesOfNeed[];

/** A window of the clock, and its place among them. */
interface MomentOfClock {
  readonly window: Window;
  readonly row: number;
}

interface Row {
  readonly series: SeriesOfNeeds;
  readonly clock: WindowedSeries;
  readonly row: number;
}

/** How far a series has come, and how far behind it still counts as being written. */
interface Arrival {
  readonly lastStep: number;
  readonly staleAfter: number;
}

function arrivalsOf(series: SeriesOfNeeds): Arrival[] {
  return series.flatMap(({ of }) =>
    of.map((one) => ({ lastStep: one.lastStep, staleAfter: staleAfter(one, 0) })),
  );
}

/** Whether no further window can end at or before this step, for series that are still being written. */
function hasArrived(arrivals: readonly Arrival[], step: number): boolean {
  return arrivals.every((one) => one.lastStep >= step || step - one.lastStep > one.staleAfter);
}

function firstReadingAt(series: readonly WindowedSeries[], moment: MomentOfClock): Reading | null {
  for (const one of series) {
    const reading = readingAt(one, moment);
    if (reading !== null) return reading;
  }
  return null;
}

function readingAt(
  series: WindowedSeries,
  { window: { fromStep, toStep }, row }: MomentOfClock,
): Reading | null {
  const at = lastEndedBy(series.windows, toStep, row);
  const window = series.windows[at];
  if (window === undefined || toStep - window.toStep > staleAfter(series, toStep - fromStep)) return null;
  return new Reading(series, at);
}

function staleAfter({ windows }: WindowedSeries, clockSteps: number): number {
  const first = windows[0];
  const last = windows.at(-1);
  const own = first === undefined || last === undefined ? 0 : (last.toStep - first.fromStep) / windows.length;
  return STALE_AFTER_WINDOWS * Math.max(own, clockSteps, 1);
}

/** Index of the last window that ends at or before the step; −1 for none. `likely`: looked at first. */
function lastEndedBy(windows: readonly Window[], step: number, likely: number): number {
  const endOf = (at: number) => windows[at]?.toStep ?? Number.POSITIVE_INFINITY;
  if (endOf(likely) <= step && endOf(likely + 1) > step) return likely;
  let low = 0;
  let high = windows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endOf(middle) <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
