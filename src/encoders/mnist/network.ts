/** Runs the small convolutional network: each layer is one product of weight rows with patches of its input. */
import { ExplainedError } from "../../model/index.ts";

export interface ConvolutionLayer {
  readonly name: string;
  readonly kind: "convolution";
  /** Pixels along an edge of its input. */
  readonly side: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly kernelSide: number;
  readonly stride: number;
}

export interface DenseLayer {
  readonly name: string;
  readonly kind: "dense";
  readonly inputs: number;
  readonly outputs: number;
}

export type Layer = ConvolutionLayer | DenseLayer;

export interface NetworkManifest {
  /** SHA-256 of the bytes of the weights. */
  readonly weightsHash: string;
  /** Share of MNIST's 10,000 test digits read right, with the weights as shipped. */
  readonly accuracy: number;
  /** `confusion[digit][read]`: how many test digits of each class were read as each. */
  readonly confusion: readonly (readonly number[])[];
  readonly layers: readonly Layer[];
}

/** What one layer multiplies each patch of `width` numbers with. */
export interface LayerWeights {
  readonly layer: Layer;
  readonly width: number;
  /** [width × outputs]: column `o` makes output `o`. */
  readonly columns: Float32Array;
  readonly biases: Float32Array;
}

const FLOAT_BYTES = 4;

/** Reads the weights: float32 scales and biases of each layer in turn, then the int8 rows of each. */
export function parseWeights(bytes: Uint8Array, layers: readonly Layer[]): LayerWeights[] {
  const widths = layers.map(widthOf);
  const floatCount = layers.reduce((sum, { outputs }) => sum + 2 * outputs, 0);
  const rowCount = layers.reduce((sum, { outputs }, place) => sum + outputs * (widths[place] ?? 0), 0);
  const expected = floatCount * FLOAT_BYTES + rowCount;
  if (bytes.length !== expected) throw wrongLength(bytes.length, expected);
  const aligned = bytes.slice().buffer;
  const floats = new Float32Array(aligned, 0, floatCount);
  const quantised = new Int8Array(aligned, floatCount * FLOAT_BYTES);
  let floatAt = 0;
  let rowAt = 0;
  return layers.map((layer, place) => {
    const width = widths[place] ?? 0;
    const { outputs } = layer;
    const scales = floats.subarray(floatAt, floatAt + outputs);
    const biases = floats.slice(floatAt + outputs, floatAt + 2 * outputs);
    const rows = quantised.subarray(rowAt, rowAt + outputs * width);
    const columns = Float32Array.from(rows, (_, at) => {
      const output = at % outputs;
      return (rows[output * width + Math.floor(at / outputs)] ?? 0) * (scales[output] ?? Number.NaN);
    });
    floatAt += 2 * outputs;
    rowAt += outputs * width;
    return { layer, width, columns, biases };
  });
}

function widthOf(layer: Layer): number {
  return layer.kind === "dense" ? layer.inputs : layer.kernelSide ** 2 * layer.inputs;
}

function wrongLength(length: number, expected: number): ExplainedError {
  return new ExplainedError({
    code: "ENCODER_WEIGHTS_LENGTH",
    what: `The weights of the digit classifier are ${length} bytes long, and ${expected} were expected.`,
    why: "Weights cut short would give features of nothing.",
    fix: "Install the package again.",
  });
}

/** What the last layer but one makes of an image, and what the last one makes of that. */
export function classified(weights: readonly LayerWeights[], image: Float32Array) {
  let features = image;
  let logits = image;
  weights.forEach((layer, place) => {
    features = logits;
    const { patches, count } = patchesOf(layer, features);
    logits = products(layer, patches, count);
    if (place < weights.length - 1) rectifyInPlace(logits);
  });
  return { features, logits };
}

/** [count × width]: what each output place of the layer sees; padded with 0 as TensorFlow's "same" does. */
function patchesOf({ layer, width }: LayerWeights, input: Float32Array) {
  if (layer.kind === "dense") return { patches: input, count: 1 };
  const { side, inputs, kernelSide, stride } = layer;
  const outputSide = Math.ceil(side / stride);
  const padding = Math.floor(((outputSide - 1) * stride + kernelSide - side) / 2);
  const patches = new Float32Array(outputSide * outputSide * width);
  const rowLength = kernelSide * inputs;
  for (let place = 0; place < outputSide * outputSide; place++) {
    const top = Math.floor(place / outputSide) * stride - padding;
    const left = (place % outputSide) * stride - padding;
    const [firstX, lastX] = [Math.max(0, left), Math.min(side, left + kernelSide)];
    for (let y = Math.max(0, top); y < Math.min(side, top + kernelSide); y++) {
      const target = place * width + (y - top) * rowLength + (firstX - left) * inputs;
      patches.set(input.subarray((y * side + firstX) * inputs, (y * side + lastX) * inputs), target);
    }
  }
  return { patches, count: outputSide * outputSide };
}

/** [count × outputs]: each patch times the weights, plus the bias. Paper and unlit features are 0 and cost nothing. */
function products({ layer, width, columns, biases }: LayerWeights, patches: Float32Array, count: number) {
  const { outputs } = layer;
  const made = new Float32Array(count * outputs);
  for (let place = 0; place < count; place++) {
    const first = place * outputs;
    made.set(biases, first);
    for (let at = 0; at < width; at++) {
      // `as number`, here and below: the indices stay below the lengths.
      const value = patches[place * width + at] as number;
      if (value === 0) continue;
      const column = at * outputs;
      for (let output = 0; output < outputs; output++)
        made[first + output] =
          (made[first + output] as number) + value * (columns[column + output] as number);
    }
  }
  return made;
}

function rectifyInPlace(values: Float32Array): void {
  // `as number`: the index is below the length. NaN stays NaN.
  for (let at = 0; at < values.length; at++) if ((values[at] as number) < 0) values[at] = 0;
}
