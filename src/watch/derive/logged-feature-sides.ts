/** Reads a logged tensor as features: one row a sample. */
import { type SampleMatrix, sampleMatrix } from "../../metrics/index.ts";
import { decodeTensor } from "../../tfevents/index.ts";

const MATRIX_DIMENSIONS = 2;

/** Throws where the tensor is not [samples × features] of numbers. */
export function featuresOf(value: Uint8Array): SampleMatrix {
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
