/** Gives each compared run a colour and, beyond them, a dash: by its name, so that both stay from visit to visit. */

export interface RunIdentity {
  readonly color: string;
  readonly dash: readonly number[];
}

const HUE_COUNT = 12;
const FULL_CIRCLE = 360;
/** Blue first: apart for every kind of colour blindness from its neighbour in order, which is opposite. */
const FIRST_HUE = 250;
/** Two lightnesses that keep 3:1 on both themes' panels, and tell hues apart that look alike to some eyes. */
const LIGHTNESSES = [0.5, 0.63] as const;
const CHROMA = 0.14;
const DASHES: readonly (readonly number[])[] = [[], [7, 3], [2, 2], [8, 3, 2, 3]];
const COLOUR_COUNT = HUE_COUNT * LIGHTNESSES.length;
const IDENTITY_COUNT = COLOUR_COUNT * DASHES.length;

/**
 * A run takes the place that its name hashes to, the next free colour if another of `runs` has that one.
 * Identities repeat only beyond 96 runs.
 */
export function identitiesOf(runs: readonly string[]): ReadonlyMap<string, RunIdentity> {
  const taken = new Set<number>();
  const identities = new Map<string, RunIdentity>();
  for (const run of [...new Set(runs)].sort()) {
    const place = freePlace(hashOf(run), taken);
    taken.add(place);
    identities.set(run, identityAt(place));
  }
  return identities;
}

/** All colours with one dash are given out before the next dash is begun. */
function freePlace(hash: number, taken: ReadonlySet<number>): number {
  if (taken.size >= IDENTITY_COUNT) return hash % IDENTITY_COUNT;
  const firstOfDash = Math.floor(taken.size / COLOUR_COUNT) * COLOUR_COUNT;
  let colour = hash % COLOUR_COUNT;
  while (taken.has(firstOfDash + colour)) colour = (colour + 1) % COLOUR_COUNT;
  return firstOfDash + colour;
}

function identityAt(place: number): RunIdentity {
  const colour = place % COLOUR_COUNT;
  const hue = (FIRST_HUE + ((colour % HUE_COUNT) * FULL_CIRCLE) / HUE_COUNT) % FULL_CIRCLE;
  const lightness = LIGHTNESSES[Math.floor(colour / HUE_COUNT)] ?? LIGHTNESSES[0];
  const dash = DASHES[Math.floor(place / COLOUR_COUNT)] ?? [];
  return { color: `oklch(${lightness} ${CHROMA} ${hue})`, dash };
}

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

function hashOf(name: string): number {
  let hash = FNV_OFFSET;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), FNV_PRIME);
  return mixed(hash);
}

/** MurmurHash3's finaliser: names that differ in their last digit would otherwise get neighbouring hues. */
function mixed(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
