/** In words: what is derived of scatter plots that show real beside generated points. */
import { type DerivedMetric, metric } from "./derived-metric.ts";

export const OF_POINTS: Readonly<Record<string, DerivedMetric>> = {
  "points/coverage": metric(
    "Data near generated points",
    "share of the attainable",
    "shareWithin: plotted ink of the data within 3.5 % of the plot from generated ink, over what as much ink spread over the data by chance comes near",
  ),
  "points/precision": metric(
    "Generated points near the data",
    "share",
    "shareWithin: generated ink within 3.5 % of the plot from the data's",
  ),
  "points/spread-ratio": metric(
    "Spread of generated points",
    "ratio to real",
    "spreadOfInk: root mean square distance of the ink from its middle, generated over the data's",
  ),
  "points/area-ratio": metric(
    "Area of generated points",
    "ratio to real",
    "nearInk: the area within 3.5 % of the plot from generated ink over that of the data's",
  ),
  "points/movement": metric(
    "Generated points where none were before",
    "share",
    "generated ink farther than 3.5 % of the plot from that of the plot before; 0 where nothing has moved",
  ),
};
