/** Draws stretches of steps: shaded behind a chart, or as lanes along the time axis. */
import type { Box, TimeScale } from "./frame.ts";
import type { Stretch } from "./props.ts";
import { clipped, colourOf, drawRule, fillBox, type Surface } from "./surface.ts";

const SHADE_ALPHA = 0.09;
const EDGE_ALPHA = 0.55;
const EDGE_DASH = [3, 3];
export const LANE_HEIGHT = 4;
const LANE_GAP = 2;
/** An incident of one step is still seen. */
const NARROWEST = 3;
/** More lanes than this say no more than the list of findings does. */
export const MOST_LANES = 4;

/** Behind the data; where it begins is marked too, for a shade alone is easily overlooked. */
export function drawStretches(surface: Surface, plot: Box, { time, stretches }: Placed): void {
  clipped(surface, plot, () => {
    for (const stretch of stretches) {
      const { left, right } = extentOf(stretch, time);
      const token = tokenOf(stretch);
      fillBox(surface, { ...plot, left, right }, colourOf(surface, token, SHADE_ALPHA));
      const line = { from: { x: left, y: plot.top }, to: { x: left, y: plot.bottom } };
      drawRule(surface, line, { colour: colourOf(surface, token, EDGE_ALPHA), dash: EDGE_DASH });
    }
  });
}

/** One below the other from the box's top; those that are over are hollow. */
export function drawLanes(surface: Surface, box: Box, { time, stretches }: Placed): void {
  clipped(surface, box, () => {
    stretches.slice(0, MOST_LANES).forEach((stretch, lane) => {
      const top = box.top + lane * (LANE_HEIGHT + LANE_GAP);
      const bar = { ...extentOf(stretch, time), top, bottom: top + LANE_HEIGHT };
      fillBox(surface, bar, colourOf(surface, tokenOf(stretch)));
      if (stretch.kind !== "past") return;
      const inner = { left: bar.left + 1, right: bar.right - 1, top: top + 1, bottom: bar.bottom - 1 };
      fillBox(surface, inner, surface.theme.colours.panel);
    });
  });
}

export function lanesHeight(count: number): number {
  const lanes = Math.min(MOST_LANES, count);
  return lanes === 0 ? 0 : lanes * (LANE_HEIGHT + LANE_GAP);
}

interface Placed {
  readonly time: TimeScale;
  readonly stretches: readonly Stretch[];
}

function extentOf({ from, to }: Stretch, time: TimeScale): Pick<Box, "left" | "right"> {
  const left = time.at(from);
  return { left, right: Math.max(left + NARROWEST, time.at(to)) };
}

function tokenOf({ kind }: Stretch): "bad" | "warning" | "control" {
  return kind === "past" ? "control" : kind;
}
