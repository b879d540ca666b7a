/** What scatter plots of real beside generated points tell: how much of the data the generator's points lie near. */
import { seededRandom } from "../metrics/index.ts";
import { haveSameAxes, type Ink, inkOf, mainHue, type Plot, twoHues } from "./coloured-ink.ts";
import { type DerivedValue, numberAlone, plainValue } from "./derived-value.ts";
import { drawnFrom, nearInk, shareWithin, spreadOfInk, united } from "./ink-geometry.ts";

export interface PointsAtStep {
  /** The earliest plot of the tag, which an untrained generator drew. */
  readonly first: Plot;
  readonly now: Plot;
  /** Null at the first. */
  readonly before: Plot | null;
  /** Real points in a plot of their own; null where there is none. */
  readonly real: Plot | null;
}

/** Real points are drawn where they were at first… */
const REAL_STAYS_AT_LEAST = 0.95;
/** …more surely than generated ones, by so much of their ink… */
const STAYS_MORE_BY = 0.05;
/** …with no more ink than so many times as much, and what is missing of it covered by the others'. */
const MOST_GROWTH_OF_INK = 2;
const COVERED_UP_AT_LEAST = 0.8;
/** Cells of ink: of less no place can be told. */
const LEAST_REAL_INK = 16;
const LEAST_INK_TO_SPREAD = 64;
const SEED = 1;

/** Nothing where a plot is of another size or colours, or where it can't be told which colour is the data's. */
export function deriveFromPoints({ first, now, before, real: apart }: PointsAtStep): DerivedValue[] {
  const sides = (apart === null ? null : sidesApart(apart, now)) ?? sidesOf(first, now);
  if (sides === null) return [];
  const { real, fake, fakeHue } = sides;
  const nearReal = nearInk(real);
  const nearFake = nearInk(fake);
  const coverage = shareWithin(real, nearFake);
  const counts = { realCount: real.count, fakeCount: fake.count };
  // As much ink as was drawn, spread over the data by chance.
  const spread = drawnFrom(real, Math.max(LEAST_INK_TO_SPREAD, fake.count), seededRandom(SEED));
  const attainable = shareWithin(real, nearInk(spread));
  return [
    {
      metric: "points/coverage",
      estimate: { value: coverage / attainable, chance: 1, interval: null, ...counts },
    },
    plainValue("points/area-ratio", nearFake.count / nearReal.count, counts),
    ...(fake.count === 0
      ? []
      : [
          plainValue("points/precision", shareWithin(fake, nearReal), counts),
          plainValue("points/spread-ratio", spreadOfInk(fake) / spreadOfInk(real), counts),
        ]),
    ...movementOf(fake, before, fakeHue),
  ];
}

interface Sides {
  readonly real: Ink;
  readonly fake: Ink;
  readonly fakeHue: number;
}

/** Of points that are plotted apart, on the same axes. A plot without any colour has none of its points in sight. */
function sidesApart(apart: Plot, now: Plot): Sides | null {
  const realHue = mainHue(apart);
  if (realHue === null || !haveSameAxes(apart, now)) return null;
  const fakeHue = mainHue(now) ?? (now.hues.some((hue) => hue >= 0) ? null : realHue);
  const real = inkOf(apart, realHue);
  if (fakeHue === null || real.count < LEAST_REAL_INK) return null;
  return { real, fake: inkOf(now, fakeHue), fakeHue };
}

interface InkOfHue {
  readonly hue: number;
  readonly then: Ink;
  readonly today: Ink;
  /** The share of today's ink that lies where the first was. */
  readonly stays: number;
}

/** The data's points stay; the generator's leave where they began. */
function sidesOf(first: Plot, now: Plot): Sides | null {
  if (first.width !== now.width || first.height !== now.height) return null;
  const [one, other] = (twoHues([first, now]) ?? []).map((hue) => inkOfHue(hue, first, now));
  if (one === undefined || other === undefined) return null;
  const all = nearInk(united(one.today, other.today));
  const candidates = [one, other].filter((ink) => mayBeReal(ink, all));
  const [real, second] = candidates.toSorted((a, b) => b.stays - a.stays);
  if (real === undefined || real.stays - (second?.stays ?? 0) < STAYS_MORE_BY) return null;
  const fake = real === one ? other : one;
  return { real: united(real.then, real.today), fake: fake.today, fakeHue: fake.hue };
}

function inkOfHue(hue: number, first: Plot, now: Plot): InkOfHue {
  const [then, today] = [inkOf(first, hue), inkOf(now, hue)];
  return { hue, then, today, stays: today.count === 0 ? 1 : shareWithin(today, nearInk(then)) };
}

/** Whether nothing of it has come elsewhere, and what is missing of it is covered by other ink. */
function mayBeReal({ then, today, stays }: InkOfHue, all: Ink): boolean {
  if (then.count < LEAST_REAL_INK || today.count > MOST_GROWTH_OF_INK * then.count) return false;
  return stays >= REAL_STAYS_AT_LEAST && shareWithin(then, all) >= COVERED_UP_AT_LEAST;
}

function movementOf(fake: Ink, before: Plot | null, hue: number): DerivedValue[] {
  if (before === null || fake.count === 0) return [];
  const then = inkOf(before, hue);
  if (then.count === 0 || then.columns !== fake.columns || then.rows !== fake.rows) return [];
  return [numberAlone("points/movement", 1 - shareWithin(fake, nearInk(then)))];
}
