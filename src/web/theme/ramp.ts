/** Colour ramps for heat maps: sequential, diverging, and from the panel into one hue. */
import { type Colour, mix } from "./colour.ts";

/** Maps a share of 0–1 to a colour; shares outside are taken as the nearer end. */
export type Ramp = (share: number) => Colour;

/** Nine samples of viridis (Smith & van der Walt 2015, CC0): perceptually even, readable without hue. */
const VIRIDIS: readonly Colour[] = [
  [68, 1, 84],
  [71, 45, 123],
  [59, 82, 139],
  [44, 114, 142],
  [33, 145, 140],
  [40, 174, 128],
  [94, 201, 98],
  [173, 220, 48],
  [253, 231, 37],
];

export const viridis: Ramp = rampThrough(VIRIDIS);

/** Colours evenly spaced over 0–1, mixed in between. */
export function rampThrough(stops: readonly Colour[]): Ramp {
  return (share) => {
    const place = clamped(share) * (stops.length - 1);
    const index = Math.min(Math.floor(place), stops.length - 2);
    const from = stops[index] ?? stops[0];
    const to = stops[index + 1] ?? from;
    if (from === undefined || to === undefined) throw new RangeError("a ramp needs at least one colour");
    return mix(from, to, place - index);
  };
}

/** 0 is `low` at full strength, ½ the neutral colour (no deviation), 1 is `high`. */
export function divergingRamp(low: Colour, neutral: Colour, high: Colour): Ramp {
  return rampThrough([low, neutral, high]);
}

/** How far the top of `tintRamp` goes from the hue towards the ink: keeps spikes apart from mere plenty. */
const DEEPENING = 0.45;
/** Share of the ramp at which the pure hue is reached. */
const HUE_AT = 0.7;

/** From the panel (nothing there) through the hue to a deeper shade of it. */
export function tintRamp(panel: Colour, hue: Colour, ink: Colour): Ramp {
  const deep = mix(hue, ink, DEEPENING);
  return (share) => {
    const at = clamped(share);
    return at < HUE_AT ? mix(panel, hue, at / HUE_AT) : mix(hue, deep, (at - HUE_AT) / (1 - HUE_AT));
  };
}

function clamped(share: number): number {
  return Math.min(1, Math.max(0, share));
}
