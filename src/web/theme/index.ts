/** The look in numbers, for whatever draws. */
export { type Colour, paint } from "./colour.ts";
export { divergingRamp, type Ramp, tintRamp, viridis } from "./ramp.ts";
export { type ColourToken, onThemeChange, readTheme, type Theme } from "./theme.ts";
