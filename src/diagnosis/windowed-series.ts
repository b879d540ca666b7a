/** Follows one series: turns the points that arrive into windows, and keeps nothing else. */
import { SeriesPast } from "./series-past.ts";
import {
  pointsPerStretch,
  pointsPerWindow,
  type SeriesPoints,
  type StepUnit,
  type Window,
  WindowMaker,
} from "./windows.ts";

/** Where a signal's numbers come from, as findings name it. */
export interface SeriesOrigin {
  readonly tag: string;
  /** "" where the signal is not layer-wise. */
  readonly layer: string;
}

/** Below a few dozen points the length of a whole stretch is still open, see `pointsPerStretch`. */
const UNDECIDED = 0;

export class WindowedSeries {
  readonly origin: SeriesOrigin;
  readonly #unit: StepUnit;
  readonly #windows: Window[] = [];
  readonly #maker = new WindowMaker();
  #past = new SeriesPast(this.#windows);
  /** All points while windows may yet grow longer; then what is left of one. */
  #tail: { steps: number[]; wallTimes: number[]; values: number[] } = {
    steps: [],
    wallTimes: [],
    values: [],
  };
  /** How many points of the tail the windows hold. */
  #taken = 0;
  #stretchPoints = UNDECIDED;
  #windowPoints = 1;
  #lastStep = Number.NEGATIVE_INFINITY;

  constructor(origin: SeriesOrigin, unit: StepUnit) {
    this.origin = origin;
    this.#unit = unit;
  }

  /** Closed windows, oldest first. Only grows, until it is made anew of longer ones. */
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
    const isFirst = this.#tail.steps.length === 0 && this.#windows.length === 0;
    if (isFirst) this.#lengthen(points);
    // Whole windows are read where they lie; only what is left of one is kept.
    const canReadInPlace = this.#isFullLength && this.#tail.steps.length === 0;
    const from = canReadInPlace ? this.#closeFrom(points, 0) : 0;
    for (let i = from; i < count; i++) {
      this.#tail.steps.push(points.steps[i] ?? Number.NaN);
      this.#tail.wallTimes.push(points.wallTimes[i] ?? Number.NaN);
      this.#tail.values.push(points.values[i] ?? Number.NaN);
    }
    const change = this.#isFullLength ? "appended" : this.#lengthen(this.#tail);
    this.#taken = this.#closeFrom(this.#tail, this.#taken);
    if (this.#isFullLength && this.#taken > 0) this.#forgetTaken();
    return change;
  }

  get #isFullLength(): boolean {
    return this.#windowPoints === this.#stretchPoints;
  }

  /** Given all points so far, decides how many make a window; where that is more than before, all are made anew. */
  #lengthen(all: SeriesPoints): "appended" | "joined" {
    if (this.#stretchPoints === UNDECIDED) {
      const { decided, length } = pointsPerStretch(all, this.#unit);
      if (!decided) return "appended";
      this.#stretchPoints = length;
    }
    const length = pointsPerWindow(all.steps.length, this.#stretchPoints);
    if (length === this.#windowPoints) return "appended";
    this.#windowPoints = length;
    if (this.#windows.length === 0) return "appended";
    this.#windows.length = 0;
    this.#past = new SeriesPast(this.#windows);
    this.#taken = 0;
    return "joined";
  }

  #forgetTaken(): void {
    const { steps, wallTimes, values } = this.#tail;
    const from = this.#taken;
    this.#tail = { steps: steps.slice(from), wallTimes: wallTimes.slice(from), values: values.slice(from) };
    this.#taken = 0;
  }

  /** Makes all whole windows of the points from `from` on; returns where the next one begins. */
  #closeFrom(points: SeriesPoints, from: number): number {
    let next = from;
    for (; next + this.#windowPoints <= points.steps.length; next += this.#windowPoints) {
      this.#windows.push(this.#maker.windowOf(points, next, next + this.#windowPoints));
    }
    return next;
  }
}
