/** Figures of real against generated samples on a plane: logged features where there are any, else pixels. */
import { pixelMatrix, type SampleMatrix } from "../../metrics/index.ts";
import { PAPER_COLOURS, scatterPlot } from "../../plots/index.ts";
import { PROJECTION_METHODS, type ProjectionMethod, project } from "../../projections/index.ts";
import { decodedImages } from "../../watch/index.ts";
import { type Figure, type FigureSource, rowsToShow, tagWithRole } from "./figure.ts";

const SEED = 1;
/** t-SNE and UMAP ask for five; fewer than this show nothing. */
const FEWEST_SAMPLES = 8;
const NAMES: Readonly<Record<ProjectionMethod, string>> = { pca: "PCA", "t-sne": "t-SNE", umap: "UMAP" };

export async function projectionFigures(source: FigureSource): Promise<Figure[]> {
  const sides = (await featureSides(source)) ?? (await pixelSides(source));
  if (sides === null || sides.real.featureCount !== sides.fake.featureCount) return [];
  const { real, fake } = sides;
  if (Math.min(real.sampleCount, fake.sampleCount) < FEWEST_SAMPLES) return [];
  const figures: Figure[] = [];
  for (const method of PROJECTION_METHODS) {
    const isCancelled = () => source.signal.aborted;
    const projection = project({ method, matrix: stacked(real, fake), seed: SEED }, { isCancelled });
    if (projection === null) break;
    const split = 2 * real.sampleCount;
    const clouds = [
      { name: "real", colour: PAPER_COLOURS.real, places: projection.positions.subarray(0, split) },
      { name: "generated", colour: PAPER_COLOURS.fake, places: projection.positions.subarray(split) },
    ];
    const title = `${NAMES[method]} of ${sides.what}, step ${sides.step}`;
    figures.push({ name: `projection-${method}`, svg: scatterPlot({ title, clouds }) });
  }
  return figures;
}

interface Sides {
  readonly real: SampleMatrix;
  readonly fake: SampleMatrix;
  readonly what: string;
  readonly step: bigint;
}

async function featureSides(source: FigureSource): Promise<Sides | null> {
  const { values, run } = source;
  const matrix = async (tag: string, row: number) => matrixOf(await values.tensor(run, tag, row));
  return sidesOf(source, {
    fake: tagWithRole(source, "tensor", "features.fake"),
    real: tagWithRole(source, "tensor", "features.real"),
    what: "features",
    matrix,
  });
}

async function pixelSides(source: FigureSource): Promise<Sides | null> {
  const { values, run } = source;
  const matrix = async (tag: string, row: number) => {
    const { images } = await values.images(run, tag, row);
    return pixelMatrix(decodedImages(images));
  };
  const fake = tagWithRole(source, "image", "sample.fake", "sample.fixed");
  return sidesOf(source, { fake, real: tagWithRole(source, "image", "sample.real"), what: "pixels", matrix });
}

interface Asked {
  readonly fake: string | null;
  readonly real: string | null;
  readonly what: string;
  readonly matrix: (tag: string, row: number) => Promise<SampleMatrix>;
}

/** At the last of the steps to show, with the latest real samples. */
async function sidesOf(
  { store, run, atSteps }: FigureSource,
  { fake, real, what, matrix }: Asked,
): Promise<Sides | null> {
  if (fake === null || real === null) return null;
  const { steps } = await store.blobs(run, fake);
  const row = rowsToShow(steps, atSteps).at(-1);
  const realRow = (await store.blobs(run, real)).steps.length - 1;
  if (row === undefined || realRow < 0) return null;
  return { real: await matrix(real, realRow), fake: await matrix(fake, row), what, step: steps[row] ?? 0n };
}

function matrixOf({
  shape,
  values,
}: {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}): SampleMatrix {
  const sampleCount = shape[0] ?? 0;
  return { sampleCount, featureCount: sampleCount === 0 ? 0 : values.length / sampleCount, values };
}

function stacked(real: SampleMatrix, fake: SampleMatrix): SampleMatrix {
  const values = new Float64Array(real.values.length + fake.values.length);
  values.set(real.values);
  values.set(fake.values, real.values.length);
  return { sampleCount: real.sampleCount + fake.sampleCount, featureCount: real.featureCount, values };
}
