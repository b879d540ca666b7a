/** Points that do not move freely: what keeps the layouts of several training steps alike. */

export interface Constraints {
  /** So many points, from the first on, stay where they are. */
  readonly fixedCount: number;
  /** After each iteration every other point goes back its own share in [0, 1] of the way to its target. */
  readonly shares: Float64Array;
  /** x, y by turns. */
  readonly targets: Float64Array;
}

/** The proximal step of the penalty on displacement: stable for any share. Changes `positions`. */
export function returnToTargets(positions: Float64Array, { fixedCount, shares, targets }: Constraints): void {
  for (let at = 2 * fixedCount; at < positions.length; at++) {
    // `as number`: within the bounds of typed arrays by construction.
    const share = shares[at >> 1] as number;
    positions[at] = (1 - share) * (positions[at] as number) + share * (targets[at] as number);
  }
}
