/** The look in numbers, for whatever draws. */
export { type Colour, contrastRatio, mix, paint, parseColour } from "./colour.ts";
export { divergingRamp, type Ramp, rampThrough, tintRamp, viridis } from "./ramp.ts";
export {
  COLOUR_TOKENS,
  type ColourToken,
  onThemeChange,
  readTheme,
  resolveColour,
  type Theme,
} from "./theme.ts";
