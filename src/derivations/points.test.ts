import { describe, expect, it } from "vitest";
import { sampleImages } from "../metrics/index.ts";
import { readPlot } from "./coloured-ink.ts";
import { deriveFromPoints } from "./points.ts";

const SIDE = 120;
const WHITE = 255;
const BLUE = [31, 119, 180] as const;
const ORANGE = [255, 127, 14] as const;
type Point = readonly [x: number, y: number];

const SILVER = [176, 176, 176] as const;

interface Drawing {
  readonly realColour?: readonly number[];
  readonly hasFrame?: boolean;
  readonly frameColour?: readonly number[];
}

/** Drawn as matplotlib does: real ones first, generated ones over them, each three pixels wide, within a black frame. */
function picture(
  real: readonly Point[],
  fake: readonly Point[],
  { realColour = BLUE, hasFrame = true, frameColour = [0, 0, 0] }: Drawing = {},
) {
  const values = new Uint8Array(SIDE * SIDE * 3).fill(WHITE);
  const draw = ([x, y]: Point, colour: readonly number[]) => {
    if (x >= 0 && x < SIDE && y >= 0 && y < SIDE) values.set(colour, (y * SIDE + x) * 3);
  };
  for (let i = 0; i < SIDE && hasFrame; i++) for (const edge of [8, SIDE - 4]) draw([i, edge], frameColour);
  for (const [points, colour] of [[real, realColour] as const, [fake, ORANGE] as const]) {
    for (const [x, y] of points) {
      for (const right of [-1, 0, 1]) for (const down of [-1, 0, 1]) draw([x + right, y + down], colour);
    }
  }
  return sampleImages({
    ...{ count: 1, width: SIDE, height: SIDE, channels: 3, values },
    range: { low: 0, high: WHITE },
  });
}

function plotOf(real: readonly Point[], fake: readonly Point[], drawing?: Drawing) {
  const plot = readPlot(picture(real, fake, drawing));
  if (plot === null) throw new Error("not read as a plot");
  return plot;
}

const MODES = Array.from({ length: 8 }, (_, mode): Point => {
  const angle = (mode * Math.PI) / 4;
  return [Math.round(60 + 40 * Math.cos(angle)), Math.round(60 + 40 * Math.sin(angle))];
});
const around = (modes: readonly Point[]) =>
  modes.flatMap(([x, y]) =>
    [-3, 0, 3].flatMap((right) => [-3, 0, 3].map((down): Point => [x + right, y + down])),
  );
const RING = around(MODES);
const UNTRAINED = around([[60, 60]]);
const first = plotOf(RING, UNTRAINED);

function pointsOf(fake: readonly Point[], before: readonly Point[] | null = null) {
  const values = deriveFromPoints({
    ...{ first, now: plotOf(RING, fake) },
    before: before === null ? null : plotOf(RING, before),
    real: null,
  });
  return Object.fromEntries(
    values.map(({ metric, estimate }) => [metric.replace("points/", ""), estimate.value]),
  );
}

describe("deriveFromPoints", () => {
  it("finds the whole ring covered, even where generated points hide the real ones", () => {
    expect(pointsOf(RING)).toEqual({ coverage: 1, precision: 1, "spread-ratio": 1, "area-ratio": 1 });
  });

  it("finds as much covered as the generator has modes", () => {
    const coverages = [1, 2, 4].map(
      (modes) => pointsOf(around(MODES.slice(0, modes))).coverage ?? Number.NaN,
    );
    expect(coverages.map((coverage) => Math.round(coverage * 8))).toEqual([1, 2, 4]);
  });

  it("finds points beside the data imprecise, and those outside the picture nowhere", () => {
    const beside = pointsOf(
      around([
        [20, 20],
        [100, 20],
        [100, 100],
      ]),
    );
    expect([beside.coverage, beside.precision]).toEqual([0, 0]);
    expect(pointsOf([])).toEqual({ coverage: 0, "area-ratio": 0 });
  });

  it("sees how many of the points lie where none were before", () => {
    const [one, other] = [around(MODES.slice(0, 1)), around(MODES.slice(4, 5))];
    expect(pointsOf(one, one).movement).toBe(0);
    expect(pointsOf(one, other).movement).toBe(1);
  });

  it("says nothing while both colours lie where they began, or real points lie elsewhere each time", () => {
    expect(pointsOf(UNTRAINED)).toEqual({});
    const elsewhere = RING.map(([x, y]): Point => [Math.round(x / 2) + 4, y]);
    const now = plotOf(elsewhere, around(MODES.slice(0, 2)));
    expect(deriveFromPoints({ first, now, before: null, real: null })).toEqual([]);
  });
});

describe("deriveFromPoints, of grey real points", () => {
  const coverageOf = (drawing: Drawing) => {
    const [then, now] = [UNTRAINED, around(MODES.slice(0, 4))].map((fake) => plotOf(RING, fake, drawing));
    if (then === undefined || now === undefined) return [];
    const values = deriveFromPoints({ first: then, now, before: null, real: null });
    return values.filter(({ metric }) => metric === "points/coverage").map(({ estimate }) => estimate.value);
  };

  it("reads them where no axes are drawn, whose letters have grey edges", () => {
    const [coverage = Number.NaN] = coverageOf({ realColour: SILVER, hasFrame: false });
    expect(Math.round(coverage * 8)).toBe(4);
    expect(coverageOf({ realColour: SILVER })).toEqual([]);
    expect(coverageOf({ realColour: SILVER, frameColour: SILVER })).toEqual([]);
  });
});

describe("deriveFromPoints, of points that are plotted apart", () => {
  const coverageOf = (fake: readonly Point[], real: Parameters<typeof picture>) => {
    const [begun, now] = [plotOf([], UNTRAINED), plotOf([], fake)];
    const values = deriveFromPoints({ first: begun, now, before: null, real: plotOf(...real) });
    return values.filter(({ metric }) => metric === "points/coverage").map(({ estimate }) => estimate.value);
  };

  it("holds them against the real ones' plot on the same axes", () => {
    expect(coverageOf(RING, [RING, []])).toEqual([1]);
    expect(coverageOf(around(MODES.slice(0, 4)), [RING, []]).map((one) => Math.round(one * 8))).toEqual([4]);
    expect(coverageOf([], [RING, []])).toEqual([0]);
  });

  it("says nothing where the axes differ", () => {
    expect(coverageOf(RING, [RING, [], { hasFrame: false }])).toEqual([]);
  });
});

describe("readPlot", () => {
  it("takes no photograph, no grey picture, no small one and no several for a plot", () => {
    const plot = picture(RING, UNTRAINED);
    const noise = { ...plot, values: plot.values.map((_, i) => (i * 7919) % 256) };
    const grey = { ...plot, channels: 1, values: plot.values.filter((_, i) => i % 3 === 0) };
    const small = { ...plot, width: 60, height: 240 };
    const several = { ...plot, count: 2 };
    expect([noise, grey, small, several].map(readPlot)).toEqual([null, null, null, null]);
  });
});
