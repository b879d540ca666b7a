/** A projection as the figure draws it, whether it is done or on its way. */
import type { PlacesOnTheWay, ProjectionNews } from "../data/projection-stream.ts";

export type ProjectionDone = Extract<ProjectionNews, { kind: "done" }>;

export interface DrawablePlaces {
  readonly realPositions: Float64Array;
  readonly generatedPositions: readonly Float64Array[];
  /** Where the steps stand on the axis, increasing. */
  readonly places: Float64Array;
}

interface OnTheWay {
  readonly kind: "progress";
  readonly places: PlacesOnTheWay | null;
}

/** On the way only the last step is drawn, at `last`: which steps there are is told at the end. */
export function drawablePlaces(
  shown: ProjectionDone | OnTheWay,
  placeOf: (entry: number) => number | null,
  last: number,
): DrawablePlaces | null {
  if (shown.kind === "progress") {
    if (shown.places === null) return null;
    const { realPositions, generatedPositions, stepCount } = shown.places;
    const newest = blocksOf(generatedPositions, stepCount).at(-1);
    const blocks = newest === undefined ? [] : [newest];
    return { realPositions, generatedPositions: blocks, places: Float64Array.of(last) };
  }
  const { facts, columns } = shown;
  return {
    realPositions: columns.realPositions,
    generatedPositions: blocksOf(columns.generatedPositions, facts.steps.length),
    places: Float64Array.from(facts.steps, ({ step, entry }) => placeOf(entry) ?? step),
  };
}

function blocksOf(positions: Float64Array, count: number): Float64Array[] {
  const length = count === 0 ? 0 : positions.length / count;
  return Array.from({ length: count }, (_, at) => positions.subarray(at * length, (at + 1) * length));
}
