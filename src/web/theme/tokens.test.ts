/** Holds the look to WCAG AA, in numbers, in both themes. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Colour, contrastRatio, parseColour } from "./colour.ts";
import { COLOUR_TOKENS, type ColourToken } from "./theme.ts";

const TEXT_RATIO = 4.5;
const GRAPHIC_RATIO = 3;

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

function colourOf(token: string, theme: "light" | "dark"): Colour {
  const pair = new RegExp(`--${token}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css);
  return parseColour(pair?.[theme === "light" ? 1 : 2] ?? `no token --${token}`);
}

const SURFACES = ["panel", "background"] as const;
const TEXT: readonly ColourToken[] = [
  "ink",
  "ink-secondary",
  "ink-tertiary",
  "bad",
  "warning",
  "good",
  "focus",
  "real",
  "fake",
  "held-out",
  "non-finite",
];
const GRAPHICS: readonly ColourToken[] = [
  "generator",
  "discriminator",
  "real",
  "fake",
  "held-out",
  "non-finite",
  "control",
];

describe.each(["light", "dark"] as const)("the %s theme", (theme) => {
  it.each(TEXT)("lets --%s be read as text: at least 4.5 to 1", (token) => {
    for (const surface of SURFACES) {
      expect(contrastRatio(colourOf(token, theme), colourOf(surface, theme))).toBeGreaterThanOrEqual(
        TEXT_RATIO,
      );
    }
  });

  it.each(GRAPHICS)("lets --%s be seen as a graphic: at least 3 to 1", (token) => {
    for (const surface of SURFACES) {
      const ratio = contrastRatio(colourOf(token, theme), colourOf(surface, theme));
      expect(ratio).toBeGreaterThanOrEqual(GRAPHIC_RATIO);
    }
  });

  it.each(["bad", "warning", "good"])("lets --%s be read on its own background", (token) => {
    const ratio = contrastRatio(colourOf(token, theme), colourOf(`${token}-background`, theme));
    expect(ratio).toBeGreaterThanOrEqual(TEXT_RATIO);
  });

  it("defines every colour that a canvas resolves", () => {
    for (const token of COLOUR_TOKENS) expect(colourOf(token, theme)).toHaveLength(3);
  });
});

describe("contrastRatio", () => {
  it("is 21 for black on white and 1 for a colour on itself", () => {
    expect(contrastRatio([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 10);
    expect(contrastRatio([12, 34, 56], [12, 34, 56])).toBe(1);
  });
});
