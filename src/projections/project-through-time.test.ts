import { describe, expect, it } from "vitest";
import { type SampleMatrix, seededNormal } from "../metrics/index.ts";
import { project } from "./project.ts";
import { projectThroughTime, TimelineInProgress } from "./project-through-time.ts";
import { stacked } from "./stacking.ts";
import { clusters } from "./testing/clusters.ts";
import { smoothThroughTime } from "./time-coupling.ts";
import type { Timeline, TimelineRequest } from "./timeline.ts";

const real = clusters(60).matrix;
const GENERATED = 30;

/** From noise towards the clusters; the first ten are at their goal from the second step on. */
function generatedAt(progress: number): SampleMatrix {
  const goal = clusters(GENERATED, { seed: 2 }).matrix.values;
  const normal = seededNormal(3);
  const values = goal.map((value, at) => {
    const share = at < 10 * 6 && progress > 0 ? 1 : progress;
    return share * value + (1 - share) * 3 * normal();
  });
  return { sampleCount: GENERATED, featureCount: 6, values };
}

const generated = [0, 1 / 3, 2 / 3, 1].map((progress, place) => ({
  step: 100 * place,
  matrix: generatedAt(progress),
}));
const base = { real, generated, seed: 1 };
const REQUESTS: readonly TimelineRequest[] = [
  { ...base, method: "pca" },
  { ...base, method: "t-sne", parameters: { iterations: 500, exaggeratedIterations: 150, perplexity: 10 } },
  { ...base, method: "umap", parameters: { epochs: 200 } },
];

function timelineOf(request: TimelineRequest): Timeline {
  const timeline = projectThroughTime(request);
  if (timeline === null) throw new Error("Nobody cancelled this projection.");
  return timeline;
}

describe.each(REQUESTS)("$method through time", (request) => {
  const timeline = timelineOf(request);

  it("has one place for each real sample, and one a step for each generated one", () => {
    expect(timeline.realPositions).toHaveLength(120);
    expect(timeline.steps.map(({ step, positions }) => [step, positions.length])).toEqual([
      [0, 60],
      [100, 60],
      [200, 60],
      [300, 60],
    ]);
  });

  it("leaves samples that do not change where they are, to a hundredth of the radius", () => {
    const radius = Math.sqrt(timeline.realPositions.reduce((sum, place) => sum + place * place, 0) / 60);
    for (const place of [2, 3]) {
      const [before, after] = [timeline.steps[place - 1]?.positions, timeline.steps[place]?.positions];
      for (let at = 0; at < 20; at++) {
        expect(Math.abs((after?.[at] ?? Number.NaN) - (before?.[at] ?? Number.NaN))).toBeLessThan(
          radius / 100,
        );
      }
    }
  });

  it("is about as trustworthy at each step as a layout of that step alone", () => {
    for (const [place, { trustworthiness }] of timeline.steps.entries()) {
      const matrix = stacked([real, generated[place]?.matrix ?? real]);
      const alone = project({ ...request, matrix });
      expect(trustworthiness.value).toBeGreaterThan((alone?.quality.trustworthiness.value ?? 1) - 0.05);
    }
  });

  it("says how far generated samples moved, and that the first step has none before it", () => {
    expect(timeline.steps[0]?.movedRadii).toBeNull();
    expect(timeline.steps[1]?.movedRadii).toBeGreaterThan(0.05);
  });

  it("gives the same for the same seed, and leaves its input alone", () => {
    const before = real.values.slice();
    expect(timelineOf(request)).toEqual(timeline);
    expect(real.values).toEqual(before);
  });
});

describe("a timeline step by step", () => {
  it("shows all steps while points move, and ends with null when cancelled", () => {
    const request: TimelineRequest = {
      ...base,
      method: "t-sne",
      parameters: { iterations: 5, perplexity: 10 },
    };
    const running = new TimelineInProgress(request);
    expect(running.layout()).toBeNull();
    while (running.step() === null) {
      if (running.progress.phase !== "optimising") continue;
      const layout = running.layout();
      expect([layout?.realPositions.length, layout?.generatedPositions.length]).toEqual([120, 4]);
    }
    expect(projectThroughTime(request, { isCancelled: () => true })).toBeNull();
  });
});

describe("what a timeline refuses", () => {
  it("is a step with another number of samples", () => {
    const odd = [...generated, { step: 400, matrix: clusters(7).matrix }];
    expect(() => projectThroughTime({ ...base, method: "pca", generated: odd })).toThrow(
      "Step 400 has 7 generated samples of 6 features; the first step has 30, and real samples have 6 features.",
    );
  });

  it("is a timeline without steps", () => {
    expect(() => projectThroughTime({ ...base, method: "pca", generated: [] })).toThrow(
      "There is no step with generated samples.",
    );
  });
});

describe("smoothThroughTime", () => {
  it("has the closed form (y₀ (1 + pull) + y₁ pull) / (1 + 2 pull) for two steps", () => {
    const blocks = [Float64Array.from([0, 3]), Float64Array.from([6, 3])];
    smoothThroughTime(blocks, [Float64Array.from([2])]);
    expect(blocks.map((block) => [...block])).toEqual([
      [expect.closeTo(2.4, 12), expect.closeTo(3, 12)],
      [expect.closeTo(3.6, 12), expect.closeTo(3, 12)],
    ]);
  });

  it("leaves places alone where nothing pulls, and keeps the mean of each point's places", () => {
    const blocks = [Float64Array.from([1, 2]), Float64Array.from([5, 0]), Float64Array.from([0, 1])];
    smoothThroughTime(blocks, [Float64Array.from([0]), Float64Array.from([0])]);
    expect(blocks.map((block) => [...block])).toEqual([
      [1, 2],
      [5, 0],
      [0, 1],
    ]);
    smoothThroughTime(blocks, [Float64Array.from([3]), Float64Array.from([0.5])]);
    expect(blocks.reduce((sum, block) => sum + (block[0] ?? 0), 0)).toBeCloseTo(6, 12);
  });
});
