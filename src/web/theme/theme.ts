/** The theme as a canvas needs it: the tokens of `tokens.css` resolved for one element. */
import { type Colour, parseColour } from "./colour.ts";

/** Every colour token, by its name in `tokens.css`. */
export const COLOUR_TOKENS = [
  "background",
  "panel",
  "ink",
  "ink-secondary",
  "ink-tertiary",
  "rule",
  "grid",
  "control",
  "focus",
  "generator",
  "discriminator",
  "real",
  "fake",
  "held-out",
  "bad",
  "warning",
  "good",
  "non-finite",
] as const;
export type ColourToken = (typeof COLOUR_TOKENS)[number];

export interface Theme {
  readonly colours: Readonly<Record<ColourToken, Colour>>;
  readonly fontFamily: string;
}

/**
 * Resolves the tokens where `element` stands. A probe's `color` is read because a custom property's
 * computed value is its text, `light-dark(…)` and all.
 */
export function readTheme(element: HTMLElement): Theme {
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  const style = getComputedStyle(probe);
  const colours: Partial<Record<ColourToken, Colour>> = {};
  for (const token of COLOUR_TOKENS) {
    probe.style.color = `var(--${token})`;
    colours[token] = parseColour(style.color);
  }
  const fontFamily = style.getPropertyValue("--font").trim() || "sans-serif";
  probe.remove();
  // Every token has been set by the loop above.
  return { colours: colours as Record<ColourToken, Colour>, fontFamily };
}

/** Calls back when the page's theme changes, by attribute or by the system; returns how to stop. */
export function onThemeChange(listener: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  system.addEventListener("change", listener);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", listener);
  };
}
