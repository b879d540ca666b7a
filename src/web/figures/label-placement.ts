/** Keeps labels beside the things they name without letting them overlap. */

interface PlacementBounds {
  readonly height: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Centres for labels that want to stand at `wanted`: at least `height` apart, inside the bounds, in the
 * same order, moved as little as pooling neighbours allows. Labels that cannot fit overflow at the bottom.
 */
export function placeLabels(wanted: readonly number[], { height, top, bottom }: PlacementBounds): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const pools: Pool[] = [];
  for (const index of order) {
    pools.push({ members: [index], centre: wanted[index] ?? 0 });
    for (let last = pools.length - 1; last > 0; last--) {
      const below = pools[last];
      const above = pools[last - 1];
      if (below === undefined || above === undefined || !overlaps(above, below, height)) break;
      pools.splice(last - 1, 2, joined(above, below));
    }
  }
  return spreadPools(pools, { height, top, bottom });
}

interface Pool {
  readonly members: readonly number[];
  readonly centre: number;
}

function overlaps(above: Pool, below: Pool, height: number): boolean {
  const reach = ((above.members.length + below.members.length) / 2) * height;
  return below.centre - above.centre < reach;
}

function joined(above: Pool, below: Pool): Pool {
  const total = above.members.length + below.members.length;
  return {
    members: [...above.members, ...below.members],
    centre: (above.centre * above.members.length + below.centre * below.members.length) / total,
  };
}

function spreadPools(pools: readonly Pool[], { height, top, bottom }: PlacementBounds): number[] {
  const placed: { index: number; centre: number }[] = [];
  for (const { members, centre } of pools) {
    const first = centre - ((members.length - 1) / 2) * height;
    members.forEach((index, k) => {
      placed.push({ index, centre: first + k * height });
    });
  }
  pushInside(placed, { height, top, bottom });
  const centres: number[] = [];
  for (const { index, centre } of placed) centres[index] = centre;
  return centres;
}

function pushInside(placed: { centre: number }[], { height, top, bottom }: PlacementBounds): void {
  let limit = bottom - height / 2;
  for (const label of [...placed].reverse()) {
    label.centre = Math.min(label.centre, limit);
    limit = label.centre - height;
  }
  let floor = top + height / 2;
  for (const label of placed) {
    label.centre = Math.max(label.centre, floor);
    floor = label.centre + height;
  }
}
