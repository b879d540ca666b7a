/** How numbers become pictures, wherever they are drawn: scales, ticks, and how a value is written. */

export { type DistributionRow, distributionPlot } from "./distribution-plot.ts";
export { type GridImage, type ImageBlock, imageGrid } from "./image-grid.ts";
export { type LinePlotRequest, linePlot, type PlottedLevel, type PlottedSeries } from "./line-plot.ts";
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
export { PAPER_COLOURS, type PaperColour } from "./paper-look.ts";
export { asinhScale, linearScale, logScale, type Scale } from "./scale.ts";
export { type PointCloud, scatterPlot } from "./scatter-plot.ts";
export { asinhTicks, linearTicks, logTicks, spacedTicks, stepTicks } from "./ticks.ts";
