/** What a rule sees of one signal at one moment: its latest window, and what came before. */
import { type Baseline, finiteMedians, medianOf } from "./baseline.ts";
import type { SeriesPast } from "./series-past.ts";
import type { SeriesOrigin, WindowedSeries } from "./windowed-series.ts";
import type { Window } from "./windows.ts";

export class Reading {
  readonly origin: SeriesOrigin;
  readonly #windows: readonly Window[];
  readonly #past: SeriesPast;
  readonly #at: number;

  /** `at`: index of the latest window. */
  constructor(series: WindowedSeries, at: number) {
    this.origin = series.origin;
    this.#windows = series.windows;
    this.#past = series.past;
    this.#at = at;
  }

  get window(): Window {
    return this.windowBefore(0);
  }

  /** The window that lies so many back; 0 is the latest. */
  windowBefore(count: number): Window {
    const window = this.#windows[this.#at - count];
    if (window === undefined)
      throw new RangeError(`There is no window ${this.#at - count} of ${this.#windows.length}.`);
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

  /** Median of the first `count` windows; fewer where there are fewer. */
  medianOfFirst(count: number): number {
    return medianOf(finiteMedians(this.#windows, 0, Math.min(count, this.#at + 1)));
  }

  /** Median of `count` windows of which the oldest lies `back` windows back. */
  medianOfWindows(back: number, count: number): number {
    const from = this.#at - back;
    return medianOf(finiteMedians(this.#windows, from, from + count));
  }

  /** Of the trailing windows without the newest; null while there are too few. */
  baseline(): Baseline | null {
    return this.#past.baselineAt(this.#at);
  }

  /** The highest value before this window, save for one lone window; NaN for fewer than two. */
  highestBefore(): number {
    return this.#past.highestBefore(this.#at);
  }

  /** The highest single point so far; NaN while there is no finite one. */
  peak(): number {
    return this.#past.peakBy(this.#at);
  }

  /** The lowest value before this window, save for one lone window; NaN for fewer than two. */
  lowestBefore(): number {
    return this.#past.lowestBefore(this.#at);
  }

  /** The highest level that was kept for ten windows in a row, up to this one; NaN for fewer. */
  highestKept(): number {
    return this.#past.highestKept(this.#at);
  }

  /** Whether there is a window in which it was anything but 0: what has not begun is logged as 0. */
  get hasBegun(): boolean {
    return this.#past.hasBegunBy(this.#at);
  }
}
