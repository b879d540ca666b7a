import { describe, expect, it } from "vitest";
import { distributionPlot, imageGrid, linePlot, PAPER_COLOURS, scatterPlot } from "./index.ts";

const count = (svg: string, part: string) => svg.split(part).length - 1;
const series = (values: readonly number[], steps = values.map((_, step) => step)) => ({
  name: "loss",
  colour: "#123456",
  dash: "",
  steps: Float64Array.from(steps),
  values: Float64Array.from(values),
});
/** Vertices of the curve of that colour, as [x, y]. */
function verticesOf(svg: string, colour = "#123456"): number[][] {
  const data = new RegExp(`d="([^"]+)" fill="none" stroke="${colour}"`).exec(svg)?.[1] ?? "";
  return data
    .split(/[ML]/)
    .filter((vertex) => vertex !== "")
    .map((vertex) => vertex.split(" ").map(Number));
}

describe("linePlot", () => {
  const request = { title: "Losses", yLabel: "loss" };

  it("draws every point of a short series, and a gap where a value is not finite", () => {
    const svg = linePlot({ ...request, series: [series([1, 2, Number.NaN, 3, 4])] });
    expect(verticesOf(svg)).toHaveLength(4);
    expect(/d="(M[^"]+)" fill="none" stroke="#123456"/.exec(svg)?.[1]?.match(/M/g)).toHaveLength(2);
  });

  it("keeps the extremes of a million points", () => {
    const values = Array.from({ length: 1_000_000 }, (_, step) => Math.sin(step / 1000));
    values[123_456] = 50;
    values[765_432] = -50;
    const ys = verticesOf(linePlot({ ...request, series: [series(values)] })).map(([, y]) => y ?? 0);
    const usual = ys.toSorted((a, b) => a - b)[ys.length >> 1] ?? 0;
    expect(ys.length).toBeLessThan(5_000);
    expect(Math.min(...ys)).toBeLessThan(usual - 100);
    expect(Math.max(...ys)).toBeGreaterThan(usual + 100);
  });

  it("draws an interval as a band, and a level with its label", () => {
    const low = Float64Array.of(0, 1);
    const high = Float64Array.of(2, 3);
    const svg = linePlot({
      ...request,
      series: [{ ...series([1, 2]), low, high }],
      levels: [{ value: 1.5, label: "chance", colour: PAPER_COLOURS.faint }],
    });
    expect(count(svg, 'fill-opacity="0.18"')).toBe(1);
    expect(svg).toContain(">chance</text>");
  });

  it("leaves values that a logarithm does not have out of the range and out of the line", () => {
    const svg = linePlot({ ...request, series: [series([0, 1, 10, 100])], isLog: true });
    expect(verticesOf(svg)).toHaveLength(3);
  });

  it("is a whole figure without any points", () => {
    expect(linePlot({ ...request, series: [] })).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  });

  it("makes text of what a log says, and never markup", () => {
    const svg = linePlot({ title: '<script>"&\u0000', yLabel: "", series: [] });
    expect(svg).not.toContain("<script>");
    expect(svg).toContain("&lt;script&gt;&quot;&amp;\ufffd");
  });
});

describe("distributionPlot", () => {
  it("draws an area a side and step", () => {
    const histogram = {
      lefts: Float64Array.of(0, 1),
      rights: Float64Array.of(1, 2),
      counts: Float64Array.of(3, 1),
    };
    const sides = [
      { name: "real", colour: "#111111", histogram },
      { name: "generated", colour: "#222222", histogram },
    ];
    const rows = [0, 10].map((step) => ({ step: String(step), sides }));
    const svg = distributionPlot({ title: "Outputs", xLabel: "output", rows });
    expect(count(svg, 'fill="#222222"')).toBe(2);
    expect(svg).toContain("step 10");
  });
});

describe("imageGrid", () => {
  it("enlarges small samples by whole factors, and refers to nothing outside", () => {
    const image = { dataUrl: "data:image/png;base64,AA==", width: 28, height: 28 };
    const svg = imageGrid({
      title: "",
      blocks: [{ caption: "step 0", images: [image, image, image], columns: 2 }],
      blocksPerRow: 1,
    });
    expect(count(svg, 'width="56" height="56"')).toBe(3);
    expect(svg.replaceAll("http://www.w3.org", "")).not.toContain("http");
  });
});

describe("scatterPlot", () => {
  it("has a dot a finite point, and one unit as long across as down", () => {
    const svg = scatterPlot({
      title: "t-SNE",
      clouds: [{ name: "real", colour: "#111111", places: [0, 0, 10, 1, Number.NaN, 1] }],
    });
    const data = /d="([^"]*)" fill="#111111"/.exec(svg)?.[1] ?? "";
    expect(data.match(/M/g)).toHaveLength(2);
  });
});
