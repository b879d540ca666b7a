/** Balls around samples that reach to their k-th neighbour: a set's manifold, and who lies inside whose. */
import { type Progress, partOf } from "../progress.ts";
import type { SampleMatrix } from "../sample-matrix.ts";
import { neighboursWithin, squaredRadii } from "./nearest-neighbours.ts";
import { centredTogether, visitSquaredDistances } from "./pairwise.ts";

export interface MembershipRequest {
  readonly real: SampleMatrix;
  readonly fake: SampleMatrix;
  /** Which neighbour a ball reaches to; the sample itself does not count. */
  readonly neighbours: number;
  /** Whether the surface belongs to the ball. */
  readonly surface: "inside" | "outside";
  readonly onProgress: Progress;
}

export interface Membership {
  /** [fakeCount]: in how many balls of real samples each generated one lies. */
  readonly realBallsAroundFake: Uint32Array;
  /** [realCount]: 1 where a generated sample lies in the ball of a real one. */
  readonly isRealBallHit: Uint8Array;
  /** [realCount]: 1 where a real sample lies in the ball of some generated one. */
  readonly isRealInFakeBall: Uint8Array;
}

const RADII_SHARE = 0.5;

export function membershipOf(request: MembershipRequest, fakeBalls: "needed" | "skip"): Membership {
  const { neighbours: count, surface, onProgress } = request;
  const { first: real, second: fake } = centredTogether(request.real, request.fake);
  const quarter = RADII_SHARE / 2;
  const radiiOf = (samples: SampleMatrix, part: Progress) =>
    squaredRadii(neighboursWithin(samples, { count, onProgress: part }));
  const realRadii = radiiOf(real, partOf(onProgress, 0, quarter));
  // A ball that holds nothing: no distance is below 0.
  const fakeRadii =
    fakeBalls === "needed"
      ? radiiOf(fake, partOf(onProgress, quarter, RADII_SHARE))
      : new Float64Array(fake.sampleCount).fill(Number.NEGATIVE_INFINITY);
  const found = {
    realBallsAroundFake: new Uint32Array(fake.sampleCount),
    isRealBallHit: new Uint8Array(real.sampleCount),
    isRealInFakeBall: new Uint8Array(real.sampleCount),
  };
  const isSurfaceInside = surface === "inside";
  const across = { rows: real, columns: fake, onProgress: partOf(onProgress, RADII_SHARE, 1) };
  visitSquaredDistances(across, (block) => {
    for (let row = block.rows.first; row < block.rows.end; row++) {
      const radius = realRadii[row] ?? Number.NaN;
      const from = (row - block.rows.first) * block.stride - block.columns.first;
      for (let column = block.columns.first; column < block.columns.end; column++) {
        // `as number`: within bounds by construction, in a loop over all pairs.
        const distance = block.values[from + column] as number;
        const fakeRadius = fakeRadii[column] as number;
        if (distance < radius || (isSurfaceInside && distance === radius)) {
          found.realBallsAroundFake[column] = (found.realBallsAroundFake[column] ?? 0) + 1;
          found.isRealBallHit[row] = 1;
        }
        if (distance < fakeRadius || (isSurfaceInside && distance === fakeRadius)) {
          found.isRealInFakeBall[row] = 1;
        }
      }
    }
  });
  return found;
}

/** The share of the numbers that are not 0. */
export function shareSet(flags: ArrayLike<number>): number {
  let set = 0;
  for (let at = 0; at < flags.length; at++) if (flags[at] !== 0) set++;
  return set / flags.length;
}
