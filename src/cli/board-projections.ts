/** Hands the server what lays samples out, in the server's words. */
import type { ProjectionDone, Projections } from "../server/index.ts";
import type { StoreReader, ValueReader } from "../store/index.ts";
import { createRunProjection, Projector, type RunProjection } from "../watch/index.ts";

export interface BoardProjections extends Projections {
  close(): Promise<void>;
}

export function openProjections(store: StoreReader, values: ValueReader): BoardProjections {
  const projector = new Projector();
  const runs = createRunProjection({ store, values, projector });
  return {
    identityOf: (ask) => runs.identityOf(ask),
    async project(ask, { onProgress, signal }) {
      const done = await runs.project(ask, {
        signal,
        onProgress: (progress, layout) =>
          onProgress({
            ...progress,
            layout:
              layout?.kind === "timeline"
                ? {
                    realPositions: layout.realPositions,
                    generatedPositions: inOneColumn(layout.generatedPositions),
                    stepCount: layout.generatedPositions.length,
                  }
                : null,
          }),
      });
      return done === null ? null : inWireWords(done);
    },
    close: () => projector.close(),
  };
}

function inWireWords(done: RunProjection): ProjectionDone {
  const { timeline, realEntries, realIndexes, generatedEntries, ...facts } = done;
  const { parameters, seed, realPositions, steps, reduction, explained } = timeline;
  const numbers = Object.entries(parameters).filter(([, value]) => typeof value === "number");
  return {
    facts: {
      ...facts,
      ...{ seed, reduction, explained },
      method: parameters.method,
      parameters: Object.fromEntries(numbers),
      realCount: realPositions.length / 2,
      generatedCount: (steps[0]?.positions.length ?? 0) / 2,
      steps: steps.map(({ step, trustworthiness, movedRadii }, at) => ({
        ...{ step, movedRadii },
        entry: generatedEntries[at] ?? 0,
        trustworthiness: trustworthiness.value,
        judgedCount: trustworthiness.judgedCount,
        neighbourCount: trustworthiness.neighbourCount,
      })),
    },
    columns: {
      ...{ realPositions, realEntries, realIndexes },
      generatedPositions: inOneColumn(steps.map(({ positions }) => positions)),
    },
  };
}

function inOneColumn(blocks: readonly Float64Array[]): Float64Array {
  const column = new Float64Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    column.set(block, at);
    at += block.length;
  }
  return column;
}
