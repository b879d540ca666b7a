/** Takes one rule along one game: asks it at each new window, and starts over only when the past has changed. */
import { IncidentTracker } from "./incidents.ts";
import { Reading } from "./reading.ts";
import type { Answer, GameFacts, Need, Rule } from "./rule.ts";
import type { SignalId } from "./signals.ts";
import type { WindowedSeries } from "./windowed-series.ts";
import type { Window } from "./windows.ts";

/** Windows at a run's start in which losses and gradients of every run look odd: about 300 steps. */
export const WARM_UP_WINDOWS = 6;
/** Probes that stand closer at the start do not end the warm-up sooner than this many steps after the first… */
const WARM_UP_STEPS = 300;
/** …unless steps are epochs or thousands of images: after so many windows every run has warmed up. */
const LONGEST_WARM_UP_WINDOWS = 12;
/** A signal that has said nothing for so many of its own windows no longer speaks for the present. */
const STALE_AFTER_WINDOWS = 10;

/** The series of a signal, by its id: one, or one a layer. */
export type SeriesBySignal = ReadonlyMap<SignalId, readonly WindowedSeries[]>;

export interface CourseState {
  readonly tracker: IncidentTracker;
  /** Windows that were judged "clear", "suspected" or "confirmed". */
  readonly judgedCount: number;
  /** End of the last judged window; null while there is none. */
  readonly judgedThroughStep: number | null;
  /** Signals that a window lacked; of the latest window that could not be judged. */
  readonly missing: readonly SignalId[];
}

export class RuleCourse {
  readonly rule: Rule;
  readonly #needs: readonly (readonly [name: string, need: Need])[];
  readonly #thresholds: Readonly<Record<string, number>>;
  readonly #facts: GameFacts;
  #state: CourseState;
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
      this.#state = this.#judge(this.#state, { series, clock, row: this.#rowsDone });
      this.#settledThroughStep = window.toStep;
      this.#rowsDone++;
    }
    let tentative = this.#state;
    if (this.#rowsDone < clock.windows.length)
      tentative = { ...tentative, tracker: tentative.tracker.copy() };
    for (let row = this.#rowsDone; row < clock.windows.length; row++) {
      tentative = this.#judge(tentative, { series, clock, row });
    }
    return tentative;
  }

  #start(): CourseState {
    return {
      tracker: new IncidentTracker(this.rule.heldFor),
      judgedCount: 0,
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

  #judge(state: CourseState, { series, clock, row }: Row): CourseState {
    const window = clock.windows[row];
    if (window === undefined || (this.rule.arms === "after-warm-up" && isWarmUp(clock, row))) return state;
    const answer = this.#ask(series, window);
    if (typeof answer.judgement === "object") return { ...state, missing: answer.judgement.missing };
    state.tracker.take({ fromStep: window.fromStep, toStep: window.toStep, answer });
    return { ...state, judgedCount: state.judgedCount + 1, judgedThroughStep: window.toStep, missing: [] };
  }

  #ask(series: SeriesOfNeeds, window: Window): Answer {
    const readings: Record<string, Reading | null | readonly Reading[]> = {};
    const missing: SignalId[] = [];
    for (const { name, need, of } of series) {
      if (need.kind === "layers") {
        readings[name] = of.map((one) => readingAt(one, window)).filter((reading) => reading !== null);
        continue;
      }
      const reading = firstReadingAt(of, window);
      readings[name] = reading;
      if (need.kind === "required" && reading === null) missing.push(need.signal);
    }
    if (missing.length > 0) return { measured: {}, judgement: { missing } };
    return this.rule.ask(readings, this.#thresholds, this.#facts);
  }
}

function isWarmUp({ windows }: WindowedSeries, row: number): boolean {
  if (row < WARM_UP_WINDOWS) return true;
  const steps = (windows[row]?.toStep ?? 0) - (windows[0]?.fromStep ?? 0);
  return row < LONGEST_WARM_UP_WINDOWS && steps < WARM_UP_STEPS;
}

interface SeriesOfNeed {
  readonly name: string;
  readonly need: Need;
  readonly of: readonly WindowedSeries[];
}
type SeriesOfNeeds = readonly SeriesOfNeed[];

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

function firstReadingAt(series: readonly WindowedSeries[], window: Window): Reading | null {
  for (const one of series) {
    const reading = readingAt(one, window);
    if (reading !== null) return reading;
  }
  return null;
}

function readingAt(series: WindowedSeries, { fromStep, toStep }: Window): Reading | null {
  const at = lastEndedBy(series.windows, toStep);
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

/** Index of the last window that ends at or before the step; −1 for none. */
function lastEndedBy(windows: readonly Window[], step: number): number {
  let low = 0;
  let high = windows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((windows[middle]?.toStep ?? Number.POSITIVE_INFINITY) <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
