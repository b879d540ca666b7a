/** Logged tensors read as features, one row a sample, once for all that needs them: real ones serve many moments. */
import { type MeasuredFeatures, measuredFeatures } from "../../derivations/index.ts";
import { type EncodedSamples, loggedFeatures } from "../../encoders/index.ts";
import { type SampleMatrix, sampleMatrix } from "../../metrics/index.ts";
import { decodeTensor } from "../../tfevents/index.ts";
import type { ValuePlace } from "./derive-messages.ts";
import { LatelyUsed } from "./lately-used.ts";

const MATRIX_DIMENSIONS = 2;
/** Real, held-out, generated and earlier ones of 2,000 samples × 2,048 features in single precision. */
const KEPT_BYTES = 64 * 1024 * 1024;
/** Pairs of the first 400 samples in order of distance, and medians of sets drawn again: at most. */
const BYTES_OF_MEASURES = 2 * 1024 * 1024;

export interface LoggedFeatureSide extends EncodedSamples {
  readonly measured: MeasuredFeatures;
}

export class LoggedFeatureSides {
  readonly #read: (place: ValuePlace) => Promise<Uint8Array>;
  readonly #sides = new LatelyUsed<LoggedFeatureSide>(KEPT_BYTES);

  constructor(read: (place: ValuePlace) => Promise<Uint8Array>) {
    this.#read = read;
  }

  /** Rejects where the tensor is not [samples × features] of numbers. */
  async at(place: ValuePlace, encoder: string): Promise<LoggedFeatureSide> {
    const make = async () => {
      const features = featuresOf(await this.#read(place));
      return { ...loggedFeatures(encoder, features), measured: measuredFeatures(features) };
    };
    const { path, identity } = place.file;
    const bytes = ({ features }: LoggedFeatureSide) => features.values.byteLength + BYTES_OF_MEASURES;
    return this.#sides.get(JSON.stringify([path, identity, place.offset, encoder]), make, bytes);
  }
}

function featuresOf(value: Uint8Array): SampleMatrix {
  const tensor = decodeTensor(value);
  const [sampleCount, featureCount] = tensor.shape;
  const isMatrix = tensor.kind === "numbers" && tensor.shape.length === MATRIX_DIMENSIONS;
  if (!isMatrix || sampleCount === undefined || featureCount === undefined) {
    throw new RangeError(
      `the tensor is ${tensor.dtype} of shape [${tensor.shape.join(" × ")}], and features are numbers of shape [samples × features].`,
    );
  }
  return sampleMatrix(tensor.values, sampleCount, featureCount);
}
