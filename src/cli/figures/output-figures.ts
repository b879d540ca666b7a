/** The figure of discriminator outputs on real and generated samples, at a few steps. */
import { distributionPlot, PAPER_COLOURS } from "../../plots/index.ts";
import { type Figure, type FigureSource, rowsToShow, tagWithRole } from "./figure.ts";

export async function outputFigures(source: FigureSource): Promise<Figure[]> {
  const { store, values, run, atSteps } = source;
  const sides = [
    { name: "real", tag: tagWithRole(source, "histogram", "d.out.real"), colour: PAPER_COLOURS.real },
    { name: "generated", tag: tagWithRole(source, "histogram", "d.out.fake"), colour: PAPER_COLOURS.fake },
    {
      name: "held out",
      tag: tagWithRole(source, "histogram", "d.out.heldOut"),
      colour: PAPER_COLOURS.heldOut,
    },
  ].flatMap(({ name, tag, colour }) => (tag === null ? [] : [{ name, tag, colour }]));
  const [first] = sides;
  if (first === undefined || sides.length < 2) return [];
  const { steps } = await store.blobs(run, first.tag);
  const shown = rowsToShow(steps, atSteps).map((row) => steps[row] ?? 0n);
  const rows = [];
  for (const step of shown) {
    const found = [];
    for (const { name, tag, colour } of sides) {
      const row = (await store.blobs(run, tag)).steps.lastIndexOf(step);
      if (row >= 0) found.push({ name, colour, histogram: await values.histogram(run, tag, row) });
    }
    if (found.length > 0) rows.push({ step: String(step), sides: found });
  }
  return [
    { name: "outputs", svg: distributionPlot({ title: "Discriminator outputs", xLabel: "output", rows }) },
  ];
}
