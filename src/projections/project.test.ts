import { describe, expect, it } from "vitest";
import { rowsOf, seededRandom, shuffledOrder } from "../metrics/index.ts";
import { ProjectionInProgress, project } from "./project.ts";
import type { Method, Projection, ProjectionRequest } from "./projection.ts";
import { agreement, clusters } from "./testing/clusters.ts";

const { matrix, labels } = clusters(150);
const METHODS: readonly Method[] = [
  { method: "pca" },
  { method: "t-sne", parameters: { iterations: 300, exaggeratedIterations: 100, perplexity: 15 } },
  { method: "umap", parameters: { epochs: 100 } },
];

function projected(request: ProjectionRequest): Projection {
  const projection = project(request);
  if (projection === null) throw new Error("Nobody cancelled this projection.");
  return projection;
}

describe.each(METHODS)("$method", (method) => {
  const request = { ...method, matrix, seed: 4 };
  const first = projected(request);

  it("keeps clusters apart that are well apart", () => {
    expect(agreement(first.positions, labels)).toBe(1);
    expect(first.quality.trustworthiness.value).toBeGreaterThan(method.method === "pca" ? 0.8 : 0.9);
  });

  it("gives the same layout for the same seed", () => {
    expect(projected(request)).toEqual(first);
  });

  it("gives each sample its place in whatever order the samples come", () => {
    const order = shuffledOrder(matrix.sampleCount, seededRandom(8));
    const shuffled = projected({ ...request, matrix: rowsOf(matrix, order) });
    for (const [place, row] of order.entries()) {
      expect([...shuffled.positions.subarray(2 * place, 2 * place + 2)]).toEqual([
        ...first.positions.subarray(2 * row, 2 * row + 2),
      ]);
    }
    expect(shuffled.quality.divergence).toBe(first.quality.divergence);
  });

  it("leaves its input alone", () => {
    const before = matrix.values.slice();
    projected(request);
    expect(matrix.values).toEqual(before);
  });

  it("gives duplicates of a collapsed generator finite places", () => {
    const values = Float32Array.from({ length: 120 }, (_, at) => (at < 90 ? 1 : at));
    const { positions } = projected({
      ...method,
      matrix: { sampleCount: 40, featureCount: 3, values },
      seed: 1,
      parameters: {},
    });
    expect(positions.every(Number.isFinite)).toBe(true);
  });
});

describe("a projection step by step", () => {
  const request: ProjectionRequest = { method: "t-sne", matrix, seed: 4, parameters: { iterations: 60 } };

  it("shows places before it is done, and ends where the whole does", () => {
    const running = new ProjectionInProgress(request);
    let done = running.step();
    const shown: (Float64Array | null)[] = [];
    while (done === null) {
      if (running.progress.phase === "optimising") shown.push(running.layout());
      done = running.step();
    }
    expect(shown).toHaveLength(60);
    expect(shown[0]).not.toEqual(shown[59]);
    expect(done.positions).toEqual(shown[59]);
    expect(done).toEqual(projected(request));
  });

  it("tells its progress phase by phase", () => {
    const phases = new Set<string>();
    project(request, { onProgress: ({ phase }) => phases.add(phase) });
    expect([...phases]).toEqual(["reducing", "finding-neighbours", "calibrating", "optimising", "judging"]);
  });

  it("ends with null at the first piece after a cancellation", () => {
    let pieces = 0;
    const onProgress = () => {
      pieces += 1;
    };
    expect(project(request, { onProgress, isCancelled: () => pieces === 5 })).toBeNull();
    expect(pieces).toBe(5);
  });
});

describe("what is said of a result", () => {
  it("names the reduction of wide features", () => {
    const wide = clusters(30, { featureCount: 80 }).matrix;
    const { reduction } = projected({
      method: "umap",
      matrix: wide,
      seed: 1,
      parameters: { mostFeatures: 10 },
    });
    expect(reduction).toMatchObject({ fromFeatures: 80, toComponents: 10 });
    expect(reduction?.explained).toBeGreaterThan(0.5);
    expect(reduction?.explained).toBeLessThan(1);
  });

  it("lowers the usual perplexity to what few samples allow, and says so", () => {
    const few = clusters(10).matrix;
    const { parameters } = projected({
      method: "t-sne",
      matrix: few,
      seed: 1,
      parameters: { iterations: 10 },
    });
    expect(parameters).toMatchObject({ method: "t-sne", perplexity: 3, iterations: 10, theta: 0.5 });
  });
});

describe("what is refused", () => {
  it("is a feature that is not finite, by its place", () => {
    const values = Float64Array.from(matrix.values, (value, at) => (at === 20 ? Number.NaN : value));
    expect(() => project({ method: "pca", matrix: { ...matrix, values }, seed: 1 })).toThrow(
      "Feature 2 of sample 3 is NaN.",
    );
  });

  it("is a layout of too few samples", () => {
    expect(() => project({ method: "umap", matrix: clusters(4).matrix, seed: 1 })).toThrow(
      "A projection by umap needs 5 samples of one feature at least, and 4 of 6 were given.",
    );
  });

  it("is a perplexity that so few samples cannot have", () => {
    const few = clusters(10).matrix;
    expect(() => project({ method: "t-sne", matrix: few, seed: 1, parameters: { perplexity: 30 } })).toThrow(
      "The perplexity is 30; for these samples it goes from 1 to 3.",
    );
  });
});
