/** What a rule sees of one signal at one moment: its latest window, and what came before. */
import type { SeriesOrigin, WindowedSeries } from "./windowed-series.ts";
import type { Window } from "./windows.ts";

/** Windows that make the baseline, and the newest ones left out of it so that an event does not hide itself. */
const BASELINE_WINDOWS = 10;
const BASELINE_LEAVES_OUT = 1;
const FEWEST_BASELINE_WINDOWS = 5;
/** Makes the median absolute deviation an estimate of a normal law's standard deviation. */
const NORMAL_CONSISTENCY = 1.4826;

/** How a signal has been of late: centre and spread that a few outliers do not move. */
export interface Baseline {
  readonly median: number;
  /** In units of a standard deviation; 0 for a series that does not move. */
  readonly spread: number;
}

export class Reading {
  readonly origin: SeriesOrigin;
  readonly #windows: readonly Window[];
  readonly #at: number;

  /** `at`: index of the latest window. */
  constructor(series: WindowedSeries, at: number) {
    this.origin = series.origin;
    this.#windows = series.windows;
    this.#at = at;
  }

  get window(): Window {
    const window = this.#windows[this.#at];
    if (window === undefined)
      throw new RangeError(`There is no window ${this.#at} of ${this.#windows.length}.`);
    return window;
  }

  /** Median of the latest window. */
  get value(): number {
    return this.window.median;
  }

  /** How many windows there are up to this one. */
  get windowCount(): number {
    return this.#at + 1;
  }

  /** The latest `count` windows, oldest first; fewer where there are fewer. */
  recent(count: number): readonly Window[] {
    return this.#windows.slice(Math.max(0, this.#at + 1 - count), this.#at + 1);
  }

  /** The first `count` windows of the series; fewer where there are fewer. */
  first(count: number): readonly Window[] {
    return this.#windows.slice(0, Math.min(count, this.#at + 1));
  }

  /** Of the trailing windows without the newest; null while there are too few. */
  baseline(): Baseline | null {
    const to = this.#at + 1 - BASELINE_LEAVES_OUT;
    const values = this.#windows
      .slice(Math.max(0, to - BASELINE_WINDOWS), Math.max(0, to))
      .map(({ median }) => median)
      .filter(Number.isFinite);
    if (values.length < FEWEST_BASELINE_WINDOWS) return null;
    const median = medianOf(values);
    const spread = NORMAL_CONSISTENCY * medianOf(values.map((value) => Math.abs(value - median)));
    return { median, spread };
  }
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
