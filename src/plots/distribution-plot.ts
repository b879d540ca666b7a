/** Static densities of discriminator outputs at chosen steps: real and generated over one axis, a row a step. */
import type { Histogram } from "../model/index.ts";
import { LABEL_SIZE, PAPER_SIZE, TICK_SIZE } from "./paper-look.ts";
import { planPlot, plotText } from "./plot-frame.ts";
import type { Scale } from "./scale.ts";
import { coordinate, element, svgDocument } from "./svg.ts";

export interface DistributionRow {
  readonly step: string;
  readonly sides: readonly {
    readonly name: string;
    readonly colour: string;
    readonly histogram: Histogram;
  }[];
}

const ROW_HEIGHT = 74;
const FILL_OPACITY = 0.35;
const ROW_FILL = 0.92;
const FURNITURE_HEIGHT = 84;
/** Bins beyond these shares of the mass are left out, so that a few outliers do not flatten the rest. */
const TAIL = 0.002;

/** An SVG document; each row is scaled to its own highest density. */
export function distributionPlot({
  title,
  xLabel,
  rows,
}: {
  readonly title: string;
  readonly xLabel: string;
  readonly rows: readonly DistributionRow[];
}): string {
  const size = { width: PAPER_SIZE.width, height: FURNITURE_HEIGHT + rows.length * ROW_HEIGHT };
  const first = rows[0]?.sides ?? [];
  const plan = planPlot({
    size,
    title,
    xAxis: { domain: rangeOf(rows), label: xLabel },
    yAxis: { domain: [0, Math.max(1, rows.length)], label: "" },
    legend: first.map(({ name, colour }) => ({ name, colour, dash: "" })),
  });
  const height = (plan.frame.bottom - plan.frame.top) / Math.max(1, rows.length);
  const marks = rows.flatMap(({ step, sides }, index) => {
    const floor = plan.frame.top + (index + 1) * height;
    const peak = Math.max(...sides.flatMap(({ histogram }) => densities(histogram)));
    const label = plotText(`step ${step}`, {
      x: plan.frame.left + LABEL_SIZE / 2,
      y: floor - height + LABEL_SIZE + 2,
      size: TICK_SIZE,
    });
    return [
      ...sides.map((side) => area(side, { x: plan.x, floor, height: (height * ROW_FILL) / peak })),
      label,
    ];
  });
  const base = withoutValueAxis(plan.furniture);
  return svgDocument(size, title, [...base, ...marks]);
}

/** Densities of different rows share no value axis. */
function withoutValueAxis(furniture: readonly string[]): string[] {
  return furniture.filter((mark) => !mark.includes('text-anchor="end"'));
}

function densities({ lefts, rights, counts }: Histogram): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0) || 1;
  return Array.from(counts, (count, bin) => {
    const width = (rights[bin] ?? 0) - (lefts[bin] ?? 0);
    return width > 0 ? count / total / width : 0;
  });
}

function area(
  { histogram, colour }: DistributionRow["sides"][number],
  { x, floor, height }: { x: Scale; floor: number; height: number },
): string {
  let outline = "";
  densities(histogram).forEach((density, bin) => {
    const [from, to] = [histogram.lefts[bin] ?? 0, histogram.rights[bin] ?? 0].map((edge) =>
      clampedTo(x, edge),
    );
    const top = floor - density * height;
    outline += `L${coordinate(from ?? 0)} ${coordinate(top)}L${coordinate(to ?? 0)} ${coordinate(top)}`;
  });
  const [start, end] = [histogram.lefts[0] ?? 0, histogram.rights.at(-1) ?? 0].map((edge) =>
    coordinate(clampedTo(x, edge)),
  );
  const data = `M${start} ${coordinate(floor)}${outline}L${end} ${coordinate(floor)}Z`;
  return element("path", {
    d: data,
    fill: colour,
    "fill-opacity": FILL_OPACITY,
    stroke: colour,
    "stroke-width": 1,
  });
}

function clampedTo(x: Scale, value: number): number {
  const [low, high] = x.domain;
  return x.at(Math.min(high, Math.max(low, value)));
}

/** Where all but the tails of every histogram lie. */
function rangeOf(rows: readonly DistributionRow[]): readonly [number, number] {
  const ends = rows.flatMap(({ sides }) => sides.flatMap(({ histogram }) => bulkOf(histogram)));
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return high > low ? [low, high] : [-1, 1];
}

function bulkOf({ lefts, rights, counts }: Histogram): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let below = 0;
  const ends: number[] = [];
  counts.forEach((count, bin) => {
    const isIn = below + count > TAIL * total && below < (1 - TAIL) * total;
    below += count;
    if (count > 0 && isIn) ends.push(lefts[bin] ?? 0, rights[bin] ?? 0);
  });
  return ends;
}
