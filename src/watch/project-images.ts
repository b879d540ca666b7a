/** Logged pictures as the samples of a projection through time: decoded, taken apart, and made small where large. */
import type { MosaicHints, MosaicLayout, SampleImages, SampleMatrix } from "../metrics/index.ts";
import { ExplainedError } from "../model/index.ts";
import type { Method, TimelineRequest } from "../projections/index.ts";
import { chosenRows, rowsOf } from "./chosen-rows.ts";
import { decodedWhole, layoutOf, saysGrid, takenApart } from "./derive/decoded-images.ts";

export type EncodedTimelineRequest = Method & {
  readonly seed: number;
  /** Entry by entry, each with its images as they were logged. */
  readonly real: readonly (readonly Uint8Array[])[];
  /** By ascending step. */
  readonly generated: readonly { readonly step: number; readonly images: readonly Uint8Array[] }[];
  /** Names may say that a picture is a grid of samples. */
  readonly tags: { readonly real: string; readonly generated: string };
  readonly mostReal: number;
  readonly mostGenerated: number;
};

export interface PictureFacts {
  /** Samples of each entry of the real ones that could take part. */
  readonly realCounts: readonly number[];
  /** Those that do, counted through all entries, increasing. */
  readonly realRows: Uint32Array;
  readonly realMosaic: MosaicLayout | null;
  readonly generatedMosaic: MosaicLayout | null;
  /** Samples a step, of which the first are laid out. */
  readonly generatedTotal: number;
  readonly featureCount: number;
  /** Pixels along a side whose mean is one feature. */
  readonly pooling: number;
}

/** Neighbourhoods among pictures do not need more pixels than this along a side. */
const MOST_SIDE_PIXELS = 64;

/** Throws an `ExplainedError` where a picture cannot be decoded, or sizes differ. */
export function decodedTimeline(request: EncodedTimelineRequest): {
  readonly request: TimelineRequest;
  readonly facts: PictureFacts;
} {
  const { real, generated, tags, mostReal, mostGenerated, ...method } = request;
  const first = samplesIn(real[0] ?? [], { which: "real", isGrid: saysGrid(tags.real) });
  const { width, height, count } = first.samples;
  const pooling = Math.max(1, Math.ceil(Math.max(width, height) / MOST_SIDE_PIXELS));
  const reals = real.map((images) => {
    const { samples } = samplesIn(images, { which: "real", isGrid: saysGrid(tags.real) });
    return pooled(samples, pooling);
  });
  // As where metrics are derived: the size of a single real sample tells the cells of a grid of generated ones.
  const ofGenerated = { isGrid: saysGrid(tags.generated), ...(count > 1 && { cell: { width, height } }) };
  const steps = generated.map(({ step, images }) => {
    const { samples, layout } = samplesIn(images, { which: `generated at step ${step}`, ...ofGenerated });
    return { step, layout, samples: pooled(samples, pooling) };
  });
  const featureCount = reals[0]?.featureCount ?? 0;
  const alike = reals.filter((matrix) => matrix.featureCount === featureCount);
  const realTotal = alike.reduce((sum, { sampleCount }) => sum + sampleCount, 0);
  const realRows = chosenRows(realTotal, mostReal, method.seed);
  const generatedTotal = Math.min(...steps.map(({ samples }) => samples.sampleCount));
  const shown = Math.min(generatedTotal, mostGenerated);
  return {
    request: {
      ...method,
      real: rowsOf(alike, realRows),
      generated: steps.map(({ step, samples }) => ({ step, matrix: firstRows(samples, shown) })),
    },
    facts: {
      realCounts: reals.map((matrix) => (alike.includes(matrix) ? matrix.sampleCount : 0)),
      realRows,
      realMosaic: first.layout,
      generatedMosaic: steps[0]?.layout ?? null,
      ...{ generatedTotal, featureCount, pooling },
    },
  };
}

interface WhichSamples extends MosaicHints {
  readonly which: string;
}

function samplesIn(
  images: readonly Uint8Array[],
  { which, ...hints }: WhichSamples,
): { readonly samples: SampleImages; readonly layout: MosaicLayout | null } {
  try {
    const whole = decodedWhole(images);
    const layout = layoutOf(whole, hints);
    return { samples: takenApart(whole, layout), layout };
  } catch (error) {
    throw new ExplainedError({
      code: "PROJECTION_PICTURES",
      what: `The samples that are ${which} can't be laid out: ${error instanceof Error ? error.message : String(error)}`,
      why: "Pixels are compared with one another, so every sample must be a PNG of the same size.",
      fix: "Log samples as PNG (the default of TensorFlow, PyTorch and tensorboardX), of one size on both sides.",
      cause: error,
    });
  }
}

/** Every block of `pooling` × `pooling` pixels as its mean; what is left over at the edges joins no block. */
function pooled({ count, width, height, channels, values }: SampleImages, pooling: number): SampleMatrix {
  if (pooling === 1) {
    return { sampleCount: count, featureCount: width * height * channels, values: Float32Array.from(values) };
  }
  const [across, down] = [Math.floor(width / pooling), Math.floor(height / pooling)];
  const featureCount = across * down * channels;
  const means = new Float32Array(count * featureCount);
  for (let sample = 0; sample < count; sample++) {
    for (let y = 0; y < down * pooling; y++) {
      for (let x = 0; x < across * pooling; x++) {
        const to =
          sample * featureCount + (Math.floor(y / pooling) * across + Math.floor(x / pooling)) * channels;
        const from = ((sample * height + y) * width + x) * channels;
        for (let channel = 0; channel < channels; channel++) {
          means[to + channel] = (means[to + channel] ?? 0) + (values[from + channel] ?? 0) / pooling ** 2;
        }
      }
    }
  }
  return { sampleCount: count, featureCount, values: means };
}

export function firstRows({ sampleCount, featureCount, values }: SampleMatrix, most: number): SampleMatrix {
  const count = Math.min(sampleCount, most);
  return { sampleCount: count, featureCount, values: values.subarray(0, count * featureCount) };
}
