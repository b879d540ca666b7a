/** In words: what is derived of histograms of generated values. `*` stands for the tag they are read from. */
import { type DerivedMetric, metric } from "./derived-metric.ts";

export const OF_VALUES: Readonly<Record<string, DerivedMetric>> = {
  "values/spread/*": metric(
    "Spread of generated values",
    "",
    "standard deviation of the histogram, mass spread evenly in each bin",
  ),
  "values/movement/*": metric(
    "Movement of generated values",
    "share",
    "W / (W + s): wassersteinDistance from the histogram one moment earlier, and the spread; 0 where nothing has moved, ½ where all has by as much as it is wide",
  ),
  "values/spread-ratio/*": metric(
    "Spread of generated values",
    "ratio to real",
    "standard deviation of the generated histogram over that of the data's",
  ),
  "values/distance/*": metric(
    "Distance of generated values",
    "spreads of the data",
    "wassersteinDistance of both histograms over the standard deviation of the data's",
  ),
  "values/occupancy/*": metric(
    "Occupied quantiles of the data's values",
    "share",
    "the share of 16 bins of equal real mass that hold generated values at more than a quarter of the data's rate",
  ),
};
