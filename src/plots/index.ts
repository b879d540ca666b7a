/** How numbers become pictures, wherever they are drawn: scales, ticks, and how a value is written. */
export {
  formatCount,
  formatInUnit,
  formatPercent,
  formatStep,
  formatStepShort,
  formatTicks,
  formatUnevenTick,
  formatValue,
} from "./number-format.ts";
export { asinhScale, linearScale, logScale, type Scale } from "./scale.ts";
export { asinhTicks, linearTicks, logTicks, niceStep, spacedTicks, stepTicks } from "./ticks.ts";
