/** UMAP's pull and push at a distance in the plane, mostly looked up: powers are what a descent would spend its time on. */
import type { PlaneCurve } from "./plane-curve.ts";

/** Keeps the push between near points finite, as in umap-learn. */
const LEAST_SQUARED_DISTANCE = 1e-3;
/** Nearer, both forces bend too much for straight lines between entries. */
const LOOK_UP_FROM = 0.25;
/** Layouts are some 20 wide; farther points are computed. */
const LOOK_UP_TO = 64;
/** Between entries the relative error stays below 1e-3, far less than what one random sample adds. */
const ENTRIES_A_UNIT = 256;

/** What to multiply (y_i − y_j) by, given its squared length. */
export class PlaneForces {
  readonly #curve: PlaneCurve;
  readonly #pulls: Float64Array;
  readonly #pushes: Float64Array;

  constructor(curve: PlaneCurve) {
    this.#curve = curve;
    const squaredAt = (entry: number) => (entry / ENTRIES_A_UNIT) ** 2;
    const length = LOOK_UP_TO * ENTRIES_A_UNIT + 2;
    this.#pulls = Float64Array.from({ length }, (_, entry) => exactPull(curve, squaredAt(entry)));
    this.#pushes = Float64Array.from({ length }, (_, entry) => exactPush(curve, squaredAt(entry)));
  }

  /** −2ab s^(b−1) / (1 + a s^b), with s > 0 the squared distance. */
  pull(squared: number): number {
    const distance = Math.sqrt(squared);
    if (distance < LOOK_UP_FROM || distance >= LOOK_UP_TO) return exactPull(this.#curve, squared);
    return between(this.#pulls, distance * ENTRIES_A_UNIT);
  }

  /** 2b / ((0.001 + s)(1 + a s^b)) */
  push(squared: number): number {
    const distance = Math.sqrt(squared);
    if (distance < LOOK_UP_FROM || distance >= LOOK_UP_TO) return exactPush(this.#curve, squared);
    return between(this.#pushes, distance * ENTRIES_A_UNIT);
  }
}

function between(entries: Float64Array, at: number): number {
  const entry = Math.floor(at);
  // `as number`: the caller keeps `at` below the last entry.
  const low = entries[entry] as number;
  return low + (at - entry) * ((entries[entry + 1] as number) - low);
}

export function exactPull({ a, b }: PlaneCurve, squared: number): number {
  const power = squared ** b;
  return (-2 * a * b * power) / (squared * (1 + a * power));
}

export function exactPush({ a, b }: PlaneCurve, squared: number): number {
  return (2 * b) / ((LEAST_SQUARED_DISTANCE + squared) * (1 + a * squared ** b));
}
