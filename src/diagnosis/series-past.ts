/** What rules ask of all that came before, kept from window to window so that no question goes over a series twice. */
import { type Baseline, baselineOf } from "./baseline.ts";
import type { Window } from "./windows.ts";

/** A level is kept that lasts so many windows. */
const KEPT_WINDOWS = 10;

/** Of one series; windows are only ever added. */
export class SeriesPast {
  readonly #windows: readonly Window[];
  readonly #highest: number[] = [];
  readonly #lowest: number[] = [];
  readonly #kept: number[] = [];
  readonly #peaks: number[] = [];
  readonly #baselines = new Map<number, Baseline | null>();
  #begunAt = Number.POSITIVE_INFINITY;
  #soughtBegin = 0;

  constructor(windows: readonly Window[]) {
    this.#windows = windows;
  }

  /** The highest that was kept for two windows in a row before window `at`; NaN for fewer. */
  highestBefore(at: number): number {
    this.#extendTo(at);
    return this.#highest[at] ?? Number.NaN;
  }

  /** The lowest that was kept for two windows in a row before window `at`; NaN for fewer. */
  lowestBefore(at: number): number {
    this.#extendTo(at);
    return this.#lowest[at] ?? Number.NaN;
  }

  /** The highest level that all of ten windows in a row reached, up to window `at`; NaN for fewer. */
  highestKept(at: number): number {
    for (let next = this.#kept.length; next <= at; next++) {
      const lowest = this.#lowestOf(next - KEPT_WINDOWS + 1, next);
      this.#kept.push(further(this.#kept[next - 1], lowest, Math.max));
    }
    return this.#kept[at] ?? Number.NaN;
  }

  /** The highest single point up to and with window `at`; NaN while there is no finite one. */
  peakBy(at: number): number {
    for (let next = this.#peaks.length; next <= at; next++) {
      this.#peaks.push(further(this.#peaks[next - 1], this.#windows[next]?.high ?? Number.NaN, Math.max));
    }
    return this.#peaks[at] ?? Number.NaN;
  }

  /** Whether any window up to `at` held anything but 0. */
  hasBegunBy(at: number): boolean {
    for (; this.#begunAt > at && this.#soughtBegin <= at; this.#soughtBegin++) {
      const window = this.#windows[this.#soughtBegin];
      if (window !== undefined && (window.low !== 0 || window.high !== 0)) this.#begunAt = this.#soughtBegin;
    }
    return this.#begunAt <= at;
  }

  /** See `baselineOf`. */
  baselineAt(at: number): Baseline | null {
    const known = this.#baselines.get(at);
    if (known !== undefined) return known;
    const baseline = baselineOf(this.#windows, at);
    this.#baselines.set(at, baseline);
    return baseline;
  }

  #extendTo(at: number): void {
    for (let next = this.#highest.length; next <= at; next++) {
      const [last, before] = [this.#median(next - 1), this.#median(next - 2)];
      this.#highest.push(further(this.#highest[next - 1], Math.min(before, last), Math.max));
      this.#lowest.push(further(this.#lowest[next - 1], Math.max(before, last), Math.min));
    }
  }

  /** NaN where a window is missing or has no finite value. */
  #lowestOf(from: number, to: number): number {
    let lowest = Number.POSITIVE_INFINITY;
    for (let at = from; at <= to; at++) lowest = Math.min(lowest, this.#median(at));
    return lowest;
  }

  #median(at: number): number {
    return this.#windows[at]?.median ?? Number.NaN;
  }
}

function further(extreme = Number.NaN, kept: number, choose: (a: number, b: number) => number): number {
  if (Number.isNaN(extreme)) return kept;
  return Number.isNaN(kept) ? extreme : choose(extreme, kept);
}
