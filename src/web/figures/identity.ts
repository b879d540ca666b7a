/** How a series is told apart: colour, and always a dash and a label beside it. */
import type { LineSeries } from "./props.ts";
import { colourOf, drawRule, type Surface } from "./surface.ts";

type Identity = Pick<LineSeries, "player" | "side" | "color" | "dash">;

const DASHED = [6, 3];
const DOTTED = [2, 2];

export function colourOfSeries(surface: Surface, { player, side, color }: Identity): string {
  if (color !== undefined) return color;
  if (player !== undefined) return colourOf(surface, player);
  if (side !== undefined) return colourOf(surface, side === "heldOut" ? "held-out" : side);
  return colourOf(surface, "ink-secondary");
}

/** Generator and real are solid; discriminator and generated dashed; held out dotted. */
export function dashOfSeries({ player, side, dash }: Identity): readonly number[] {
  if (dash !== undefined) return dash;
  if (side === "heldOut") return DOTTED;
  if (side === "fake") return DASHED;
  return side === undefined && player === "discriminator" ? DASHED : [];
}

export const SWATCH_WIDTH = 15;
const SWATCH_LINE_WIDTH = 2;

/** A short piece of the series' line, to stand before its label. */
export function drawSwatch(surface: Surface, identity: Identity, at: { x: number; y: number }): void {
  drawRule(
    surface,
    { from: { x: at.x, y: at.y }, to: { x: at.x + SWATCH_WIDTH, y: at.y } },
    { colour: colourOfSeries(surface, identity), width: SWATCH_LINE_WIDTH, dash: dashOfSeries(identity) },
  );
}
