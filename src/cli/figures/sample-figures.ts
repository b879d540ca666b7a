/** Figures of samples: one grid a step, as `image_at_epoch_0005.png` shows them, and all of them beside real ones. */

import { type GridImage, type ImageBlock, imageGrid } from "../../plots/index.ts";
import { imageType } from "../../tfevents/index.ts";
import { type Figure, type FigureSource, rowsToShow, tagWithRole } from "./figure.ts";

/** In the figure of all steps; the figure of one step has all that was logged. */
const SAMPLES_A_STEP = 16;
const COLUMNS_A_STEP = 4;
/** Leading zeros that keep files in the order of their steps. */
const STEP_DIGITS = 6;
/** Formats that every SVG renderer knows. */
const DRAWABLE: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif"]);

export async function sampleFigures(source: FigureSource): Promise<Figure[]> {
  const tag = tagWithRole(source, "image", "sample.fixed", "sample.fake");
  if (tag === null) return [];
  const { steps } = await source.store.blobs(source.run, tag);
  const figures: Figure[] = [];
  const overview: ImageBlock[] = [];
  for (const row of rowsToShow(steps, source.atSteps)) {
    const step = String(steps[row] ?? 0n);
    const images = await gridImages(source, tag, row);
    if (images.length === 0) continue;
    const columns = Math.ceil(Math.sqrt(images.length));
    const whole = { title: "", blocks: [{ caption: `step ${step}`, images, columns }], blocksPerRow: 1 };
    figures.push({ name: `samples-at-step-${step.padStart(STEP_DIGITS, "0")}`, svg: imageGrid(whole) });
    overview.push({
      caption: `step ${step}`,
      images: images.slice(0, SAMPLES_A_STEP),
      columns: COLUMNS_A_STEP,
    });
  }
  if (overview.length === 0) return [];
  const blocks = [...overview, ...(await realBlock(source))];
  return [{ name: "samples", svg: imageGrid({ title: "Samples", blocks, blocksPerRow: 3 }) }, ...figures];
}

async function realBlock(source: FigureSource): Promise<ImageBlock[]> {
  const tag = tagWithRole(source, "image", "sample.real");
  if (tag === null) return [];
  const { steps } = await source.store.blobs(source.run, tag);
  const images = await gridImages(source, tag, steps.length - 1);
  return [{ caption: "real", images: images.slice(0, SAMPLES_A_STEP), columns: COLUMNS_A_STEP }];
}

async function gridImages({ values, run }: FigureSource, tag: string, row: number): Promise<GridImage[]> {
  const { width, height, images } = await values.images(run, tag, row);
  return images.flatMap((bytes) => {
    const type = imageType(bytes);
    if (type === null || !DRAWABLE.has(type)) return [];
    return [
      {
        dataUrl: `data:${type};base64,${Buffer.from(bytes).toString("base64")}`,
        width: width || 1,
        height: height || 1,
      },
    ];
  });
}
