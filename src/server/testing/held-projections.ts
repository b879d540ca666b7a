/** Projections for tests: each goes on until it is told to, and what was asked and ended is written down. */
import type { ProjectionRequest } from "../../api/index.ts";
import type { ProjectionDone, Projections } from "../projections.ts";

const DONE: ProjectionDone = {
  facts: {
    method: "pca",
    parameters: {},
    seed: 0,
    samplesAre: "features",
    realCount: 1,
    realTotal: 1,
    generatedCount: 1,
    generatedTotal: 1,
    steps: [{ step: 5, entry: 0, trustworthiness: 1, judgedCount: 2, neighbourCount: 1, movedRadii: null }],
    stepTotal: 1,
    featureCount: 3,
    pooling: 1,
    reduction: null,
    explained: [0.5, 0.25],
    realCells: null,
    generatedCells: null,
    realTags: [],
    generatedTags: [],
  },
  columns: {
    realPositions: Float64Array.of(0, 1),
    generatedPositions: Float64Array.of(2, 3),
    realEntries: Uint32Array.of(0),
    realIndexes: Uint32Array.of(0),
  },
};

export class HeldProjections implements Projections {
  readonly asked: ProjectionRequest[] = [];
  readonly ended: ProjectionRequest[] = [];
  readonly #goOn: (() => void)[] = [];

  async identityOf(ask: ProjectionRequest): Promise<string> {
    return JSON.stringify(ask);
  }

  project(
    ask: ProjectionRequest,
    { onProgress, signal }: Parameters<Projections["project"]>[1],
  ): Promise<ProjectionDone | null> {
    this.asked.push(ask);
    return new Promise((resolve) => {
      onProgress({ phase: "optimising", done: 1, total: 2, layout: null });
      this.#goOn.push(() => resolve(DONE));
      signal.addEventListener("abort", () => {
        this.ended.push(ask);
        resolve(null);
      });
    });
  }

  finish(): void {
    for (const goOn of this.#goOn.splice(0)) goOn();
  }
}
