/** The messages inside a Summary.Value as the writer makes them: tensors and the metadata of plugins. */
import { ExplainedError } from "../model/index.ts";
import type { BackwardBuffer } from "./backward-buffer.ts";
import { DTYPE } from "./dtypes.ts";
import { DATA_CLASS, DIMENSION, METADATA, PLUGIN_DATA, SHAPE, SUMMARY, TENSOR, VALUE } from "./fields.ts";

export type TensorElements =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/** What a tag's first value says about it. */
export interface WrittenMetadata {
  readonly plugin: string;
  /** The plugin's own message; most plugins have an empty one. */
  readonly content?: Uint8Array | undefined;
  /** Needed for plugins that TensorBoard does not know, whose values it drops otherwise. */
  readonly dataClass?: number | undefined;
  readonly displayName?: string | undefined;
  readonly description?: string | undefined;
}

/** By the constructor's name, which is what TypedArrays are told apart by. */
const DTYPE_OF_ELEMENTS: Readonly<Record<TensorElements[typeof Symbol.toStringTag], number>> = {
  Float32Array: DTYPE.float32,
  Float64Array: DTYPE.float64,
  Int8Array: DTYPE.int8,
  Uint8Array: DTYPE.uint8,
  Int16Array: DTYPE.int16,
  Uint16Array: DTYPE.uint16,
  Int32Array: DTYPE.int32,
  Uint32Array: DTYPE.uint32,
  BigInt64Array: DTYPE.int64,
  BigUint64Array: DTYPE.uint64,
};

/** Adds to a Summary one value of `tag`, given in UTF-8; `addTensor` adds its tensor field. */
export function addValue(
  buffer: BackwardBuffer,
  { tag, metadata }: { readonly tag: Uint8Array; readonly metadata: WrittenMetadata | null },
  addTensor: (buffer: BackwardBuffer) => void,
): void {
  const before = buffer.size;
  if (metadata !== null) addMetadata(buffer, metadata);
  addTensor(buffer);
  buffer.bytesField(VALUE.tag, tag);
  buffer.closeMessage(SUMMARY.value, before);
}

function addMetadata(buffer: BackwardBuffer, metadata: WrittenMetadata): void {
  const { plugin, content, dataClass = DATA_CLASS.unknown, displayName = "", description = "" } = metadata;
  const before = buffer.size;
  if (dataClass !== DATA_CLASS.unknown) buffer.varintField(METADATA.dataClass, dataClass);
  if (description !== "") buffer.stringField(METADATA.description, description);
  if (displayName !== "") buffer.stringField(METADATA.displayName, displayName);
  const beforePlugin = buffer.size;
  if (content !== undefined) buffer.bytesField(PLUGIN_DATA.content, content);
  buffer.stringField(PLUGIN_DATA.pluginName, plugin);
  buffer.closeMessage(METADATA.pluginData, beforePlugin);
  buffer.closeMessage(VALUE.metadata, before);
}

/** Of rank 0. */
export function addScalarTensor(
  buffer: BackwardBuffer,
  value: number,
  precision: "float32" | "float64",
): void {
  const before = buffer.size;
  if (precision === "float32") buffer.rawFloat32(value);
  else buffer.rawFloat64(value);
  buffer.closeMessage(TENSOR.content, before);
  closeTensor(buffer, before, { dtype: DTYPE[precision], shape: [] });
}

/** Throws `ExplainedError` where the shape does not hold as many elements as there are. */
export function addNumberTensor(
  buffer: BackwardBuffer,
  shape: readonly number[],
  elements: TensorElements,
): void {
  assertShapeHolds(shape, elements.length);
  const before = buffer.size;
  const { buffer: memory, byteOffset, byteLength } = elements;
  if (byteLength > 0) buffer.bytesField(TENSOR.content, new Uint8Array(memory, byteOffset, byteLength));
  closeTensor(buffer, before, { dtype: DTYPE_OF_ELEMENTS[elements[Symbol.toStringTag]], shape });
}

export function addStringTensor(
  buffer: BackwardBuffer,
  shape: readonly number[],
  strings: readonly Uint8Array[],
): void {
  const before = buffer.size;
  for (const string of strings.toReversed()) buffer.bytesField(TENSOR.stringValues, string);
  closeTensor(buffer, before, { dtype: DTYPE.string, shape });
}

function closeTensor(
  buffer: BackwardBuffer,
  before: number,
  { dtype, shape }: { readonly dtype: number; readonly shape: readonly number[] },
): void {
  const beforeShape = buffer.size;
  for (const size of shape.toReversed()) {
    const beforeDimension = buffer.size;
    if (size !== 0) buffer.varintField(DIMENSION.size, size);
    buffer.closeMessage(SHAPE.dimension, beforeDimension);
  }
  buffer.closeMessage(TENSOR.shape, beforeShape);
  buffer.varintField(TENSOR.dtype, dtype);
  buffer.closeMessage(VALUE.tensor, before);
}

function assertShapeHolds(shape: readonly number[], elementCount: number): void {
  if (shape.reduce((product, size) => product * size, 1) === elementCount) return;
  throw new ExplainedError({
    code: "TFEVENTS_TENSOR_SHAPE",
    what: `A tensor of shape [${shape.join(", ")}] was given ${elementCount} elements.`,
    why: "A reader would refuse it, or see other numbers than were meant.",
    fix: "Pass as many values as the product of the dimensions.",
  });
}
