/** A static projection of real and generated features onto a plane. */
import { PAPER_COLOURS, PAPER_SIZE } from "./paper-look.ts";
import { planPlot } from "./plot-frame.ts";
import { coordinate, element, svgDocument } from "./svg.ts";

export interface PointCloud {
  readonly name: string;
  readonly colour: string;
  /** [x0, y0, x1, y1, …] */
  readonly places: ArrayLike<number>;
}

const POINT_RADIUS = 1.7;
const POINT_OPACITY = 0.65;
const HEADROOM = 0.04;

/** An SVG document; one unit is as long across as down. */
export function scatterPlot({
  title,
  clouds,
}: {
  readonly title: string;
  readonly clouds: readonly PointCloud[];
}): string {
  const size = { width: PAPER_SIZE.height + 40, height: PAPER_SIZE.height + 40 };
  const domains = squareDomains(clouds);
  const plan = planPlot({
    size,
    title,
    xAxis: { domain: domains.x, label: "" },
    yAxis: { domain: domains.y, label: "" },
    legend: clouds.map(({ name, colour }) => ({ name, colour, dash: "" })),
  });
  const marks = clouds.map(({ colour, places }) => {
    let data = "";
    for (let at = 0; at + 1 < places.length; at += 2) {
      const [px, py] = [plan.x.at(places[at] ?? Number.NaN), plan.y.at(places[at + 1] ?? Number.NaN)];
      if (Number.isFinite(px) && Number.isFinite(py)) data += dot(px, py);
    }
    return element("path", { d: data, fill: colour, "fill-opacity": POINT_OPACITY });
  });
  const ground = element("rect", { ...size, fill: PAPER_COLOURS.ground });
  return svgDocument(size, title, [ground, ...plan.furniture, ...marks]);
}

function dot(x: number, y: number): string {
  const r = coordinate(POINT_RADIUS);
  return `M${coordinate(x - POINT_RADIUS)} ${coordinate(y)}a${r} ${r} 0 1 0 ${coordinate(2 * POINT_RADIUS)} 0a${r} ${r} 0 1 0 ${coordinate(-2 * POINT_RADIUS)} 0Z`;
}

function squareDomains(clouds: readonly PointCloud[]): Record<"x" | "y", readonly [number, number]> {
  const ends = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const [x, y] = [[...ends], [...ends]];
  for (const { places } of clouds) {
    for (let at = 0; at < places.length; at++) {
      const value = places[at] ?? Number.NaN;
      const axis = at % 2 === 0 ? x : y;
      if (!Number.isFinite(value)) continue;
      axis[0] = Math.min(axis[0] ?? value, value);
      axis[1] = Math.max(axis[1] ?? value, value);
    }
  }
  const span = Math.max((x[1] ?? 1) - (x[0] ?? 0), (y[1] ?? 1) - (y[0] ?? 0)) * (1 + 2 * HEADROOM);
  const around = ([low = 0, high = 1]: number[]): readonly [number, number] => {
    const middle = Number.isFinite(low + high) ? (low + high) / 2 : 0;
    const half = span > 0 && Number.isFinite(span) ? span / 2 : 1;
    return [middle - half, middle + half];
  };
  return { x: around(x), y: around(y) };
}
