/** Colours as numbers: contrast by WCAG's definition, and mixing for ramps that follow the theme. */

/** sRGB, 0–255 each. */
export type Colour = readonly [red: number, green: number, blue: number];

const CHANNEL_MAX = 255;

/** Relative luminance, 0–1 (WCAG 2.2, "relative luminance"). */
export function luminanceOf([red, green, blue]: Colour): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const share = channel / CHANNEL_MAX;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** 1 (equal) to 21 (black on white). WCAG AA asks 4.5 for text, 3 for graphics. */
export function contrastRatio(one: Colour, other: Colour): number {
  const luminances = [luminanceOf(one), luminanceOf(other)];
  return (Math.max(...luminances) + 0.05) / (Math.min(...luminances) + 0.05);
}

/** `share` 0 is `from`, 1 is `to`; mixed in sRGB, as `color-mix(in srgb, …)` does. */
export function mix(from: Colour, to: Colour, share: number): Colour {
  const between = (i: 0 | 1 | 2) => Math.round(from[i] + (to[i] - from[i]) * share);
  return [between(0), between(1), between(2)];
}

/** For a canvas's `fillStyle`. */
export function paint([red, green, blue]: Colour, alpha = 1): string {
  return `rgba(${red},${green},${blue},${alpha})`;
}

/** Reads `#rrggbb` and the `rgb(r, g, b)` that browsers compute. Throws `RangeError` on anything else. */
export function parseColour(text: string): Colour {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim());
  if (hex !== null) return [byte(hex[1]), byte(hex[2]), byte(hex[3])];
  const computed = /^rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(text.trim());
  if (computed === null) throw new RangeError(`"${text}" is neither #rrggbb nor rgb(r, g, b)`);
  return [Number(computed[1]), Number(computed[2]), Number(computed[3])];
}

function byte(digits: string | undefined): number {
  return Number.parseInt(digits ?? "0", 16);
}
