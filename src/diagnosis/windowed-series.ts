/** Follows one series: turns the points that arrive into windows, and keeps nothing else. */
import { SeriesPast } from "./series-past.ts";
import { pointsPerWindow, type SeriesPoints, type StepUnit, type Window, WindowMaker } from "./windows.ts";

/** Where a signal's numbers come from, as findings name it. */
export interface SeriesOrigin {
  readonly tag: string;
  /** "" where the signal is not layer-wise. */
  readonly layer: string;
}

/** Below this many points the length of a window is still open, see `pointsPerWindow`. */
const UNDECIDED = 0;

export class WindowedSeries {
  readonly origin: SeriesOrigin;
  readonly #unit: StepUnit;
  readonly #windows: Window[] = [];
  readonly #maker = new WindowMaker();
  #past = new SeriesPast(this.#windows);
  #tail: { steps: number[]; wallTimes: number[]; values: number[] } = {
    steps: [],
    wallTimes: [],
    values: [],
  };
  #windowPoints = UNDECIDED;
  #lastStep = Number.NEGATIVE_INFINITY;

  constructor(origin: SeriesOrigin, unit: StepUnit) {
    this.origin = origin;
    this.#unit = unit;
  }

  /** Closed windows, oldest first. Only grows, except that the first ones may be joined when their length is decided. */
  get windows(): readonly Window[] {
    return this.#windows;
  }

  get past(): SeriesPast {
    return this.#past;
  }

  /** Step of the latest point; −∞ before the first. */
  get lastStep(): number {
    return this.#lastStep;
  }

  /**
   * Takes points that follow those taken before. Returns "joined" where windows made earlier have changed,
   * so that whatever was concluded from them must be concluded anew.
   */
  append(points: SeriesPoints): "appended" | "joined" {
    const count = points.steps.length;
    this.#lastStep = points.steps[count - 1] ?? this.#lastStep;
    // Whole windows are read where they lie; only what is left of one is kept.
    if (this.#windowPoints === UNDECIDED && this.#tail.steps.length === 0) this.#decideFrom(points);
    const canReadInPlace = this.#windowPoints !== UNDECIDED && this.#tail.steps.length === 0;
    const from = canReadInPlace ? this.#closeFrom(points) : 0;
    for (let i = from; i < count; i++) {
      this.#tail.steps.push(points.steps[i] ?? Number.NaN);
      this.#tail.wallTimes.push(points.wallTimes[i] ?? Number.NaN);
      this.#tail.values.push(points.values[i] ?? Number.NaN);
    }
    return this.#windowPoints === UNDECIDED ? this.#decide() : this.#close();
  }

  /** A first batch that is long enough decides at once. */
  #decideFrom(points: SeriesPoints): void {
    const { decided, length } = pointsPerWindow(points, this.#unit);
    if (decided) this.#windowPoints = length;
  }

  /** While the length is open every point is a window, and the points are kept. */
  #decide(): "appended" | "joined" {
    const { decided, length } = pointsPerWindow(this.#tail, this.#unit);
    if (!decided) {
      for (let i = this.#windows.length; i < this.#tail.steps.length; i++) {
        this.#windows.push(this.#maker.windowOf(this.#tail, i, i + 1));
      }
      return "appended";
    }
    this.#windowPoints = length;
    const change = this.#windows.length > 0 && length > 1 ? "joined" : "appended";
    this.#windows.length = 0;
    this.#past = new SeriesPast(this.#windows);
    this.#close();
    return change;
  }

  #close(): "appended" {
    const { steps, wallTimes, values } = this.#tail;
    const from = this.#closeFrom(this.#tail);
    if (from > 0) {
      this.#tail = { steps: steps.slice(from), wallTimes: wallTimes.slice(from), values: values.slice(from) };
    }
    return "appended";
  }

  /** Makes all whole windows of the points; returns how many points they took. */
  #closeFrom(points: SeriesPoints): number {
    let from = 0;
    for (; from + this.#windowPoints <= points.steps.length; from += this.#windowPoints) {
      this.#windows.push(this.#maker.windowOf(points, from, from + this.#windowPoints));
    }
    return from;
  }
}
