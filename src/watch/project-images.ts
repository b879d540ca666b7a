/** Logged pictures as the samples of a projection through time: decoded, taken apart, and made small where large. */
import { decode as decodePng } from "fast-png";
import {
  BYTE_RANGE,
  findMosaic,
  type MosaicLayout,
  type SampleImages,
  type SampleMatrix,
  sampleImages,
} from "../metrics/index.ts";
import { ExplainedError } from "../model/index.ts";
import type { Method, TimelineRequest } from "../projections/index.ts";
import { decodedImages } from "./derive/decoded-images.ts";

export type EncodedTimelineRequest = Method & {
  readonly seed: number;
  /** Entry by entry, each with its images as they were logged. */
  readonly real: readonly (readonly Uint8Array[])[];
  /** By ascending step. */
  readonly generated: readonly { readonly step: number; readonly images: readonly Uint8Array[] }[];
  readonly mostReal: number;
  readonly mostGenerated: number;
};

export interface PictureFacts {
  /** Samples of each entry of the real ones that take part. */
  readonly realCounts: readonly number[];
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
  const { real, generated, mostReal, mostGenerated, ...method } = request;
  const first = decoded(real[0] ?? [], "real");
  const pooling = Math.max(1, Math.ceil(Math.max(first.width, first.height) / MOST_SIDE_PIXELS));
  const matrices = generated.map(({ step, images }) => {
    const samples = pooled(decoded(images, `generated at step ${step}`), pooling);
    return { step, samples };
  });
  const generatedTotal = Math.min(...matrices.map(({ samples }) => samples.sampleCount));
  const counts: number[] = [];
  const reals: SampleMatrix[] = [];
  let room = mostReal;
  for (const images of real) {
    const samples = firstRows(pooled(decoded(images, "real"), pooling), room);
    room -= samples.sampleCount;
    counts.push(samples.sampleCount);
    reals.push(samples);
  }
  const shown = Math.min(generatedTotal, mostGenerated);
  return {
    request: {
      ...method,
      real: joined(reals),
      generated: matrices.map(({ step, samples }) => ({ step, matrix: firstRows(samples, shown) })),
    },
    facts: {
      realCounts: counts,
      realMosaic: mosaicOf(real[0] ?? []),
      generatedMosaic: mosaicOf(generated[0]?.images ?? []),
      generatedTotal,
      featureCount: reals[0]?.featureCount ?? 0,
      pooling,
    },
  };
}

function decoded(images: readonly Uint8Array[], which: string): SampleImages {
  try {
    return decodedImages(images);
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

/** null where an entry holds its samples one by one. */
function mosaicOf(images: readonly Uint8Array[]): MosaicLayout | null {
  const [only, ...others] = images;
  if (only === undefined || others.length > 0) return null;
  const { width, height, channels, data } = decodePng(only);
  const values = Float32Array.from(data);
  const finding = findMosaic(
    sampleImages({ count: 1, width, height, channels, values, range: BYTE_RANGE }),
    0,
  );
  return finding.kind === "mosaic" ? finding.layout : null;
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

function joined(matrices: readonly SampleMatrix[]): SampleMatrix {
  const featureCount = matrices[0]?.featureCount ?? 0;
  const alike = matrices.filter((matrix) => matrix.featureCount === featureCount);
  const sampleCount = alike.reduce((sum, matrix) => sum + matrix.sampleCount, 0);
  const values = new Float32Array(sampleCount * featureCount);
  let at = 0;
  for (const matrix of alike) {
    values.set(matrix.values, at);
    at += matrix.values.length;
  }
  return { sampleCount, featureCount, values };
}
