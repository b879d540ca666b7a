/** Reads from an ONNX model what images it wants, as far as it says; the rest must be said by whoever uses it. */
import type { ValueRange } from "../../metrics/index.ts";
import { ExplainedError } from "../../model/index.ts";
import type { EncoderInput } from "../encoder.ts";
import type { OnnxValueInfo } from "./onnx-runtime.ts";

/** [batch × channels × height × width], as PyTorch exports, or [batch × height × width × channels], as TensorFlow does. */
export type Layout = "channels-first" | "channels-last";

export interface OnnxInputOptions {
  /** The numbers that the network takes for black and white, such as −1 and 1: no model file says it. */
  readonly range: ValueRange;
  /** Only where the model leaves the size free, or could be read either way. */
  readonly width?: number;
  readonly height?: number;
  readonly layout?: Layout;
}

export interface OnnxInput {
  readonly tensor: string;
  readonly layout: Layout;
  /** How many images the model takes at once; null where it takes any number. */
  readonly batchSize: number | null;
  readonly input: EncoderInput;
}

const IMAGE_DIMENSIONS = 4;
/** Grey and RGB. */
const CHANNEL_COUNTS: readonly unknown[] = [1, 3];

/** Throws `ENCODER_ONNX_INPUT` where model and options leave open, or contradict, what the images are. */
export function onnxInputOf(inputs: readonly OnnxValueInfo[], options: OnnxInputOptions): OnnxInput {
  const [only, ...others] = inputs;
  const shape = only?.shape ?? [];
  if (only === undefined || others.length > 0 || only.type !== "float32" || shape.length !== IMAGE_DIMENSIONS)
    throw unusable(
      `its inputs are ${inputs.map(described).join(", ") || "none"}`,
      "Export it with one float32 input of four dimensions.",
    );
  const layout = layoutOf(shape, options.layout);
  const [batch, ...image] = shape;
  const [channels, height, width] = layout === "channels-first" ? image : [image[2], image[0], image[1]];
  return {
    tensor: only.name,
    layout,
    batchSize: typeof batch === "number" && batch > 0 ? batch : null,
    input: {
      width: agreed("width", width, options.width),
      height: agreed("height", height, options.height),
      channels: Number(channels),
      range: options.range,
      resize: "antialiased-bilinear",
    },
  };
}

function described({ name, type, shape }: OnnxValueInfo): string {
  return `${name} (${type ?? "no tensor"}, ${shape?.join(" × ") ?? "no shape"})`;
}

function layoutOf(shape: readonly (number | string)[], wanted: Layout | undefined): Layout {
  const possible = {
    "channels-first": CHANNEL_COUNTS.includes(shape[1]),
    "channels-last": CHANNEL_COUNTS.includes(shape[3]),
  };
  if (wanted !== undefined && possible[wanted]) return wanted;
  if (wanted === undefined && possible["channels-first"] !== possible["channels-last"])
    return possible["channels-first"] ? "channels-first" : "channels-last";
  throw unusable(
    `its input is ${shape.join(" × ")}${wanted === undefined ? "" : `, which is not ${wanted}`}`,
    'Say whether its channels (1 or 3) come first or last: `layout: "channels-first"` or `layout: "channels-last"`.',
  );
}

function agreed(
  name: "width" | "height",
  inModel: number | string | undefined,
  wanted: number | undefined,
): number {
  const isFixed = typeof inModel === "number" && inModel > 0;
  if (isFixed && (wanted === undefined || wanted === inModel)) return inModel;
  if (!isFixed && wanted !== undefined && Number.isInteger(wanted) && wanted > 0) return wanted;
  throw unusable(
    `its ${name} is ${isFixed ? `${inModel}, and ${wanted} was asked for` : `free (${inModel}), and ${wanted ?? "none"} was asked for`}`,
    isFixed ? `Leave the ${name} out.` : `Give the ${name} in pixels that it was trained on.`,
  );
}

function unusable(problem: string, fix: string): ExplainedError {
  return new ExplainedError({
    code: "ENCODER_ONNX_INPUT",
    what: `The ONNX model cannot be given images: ${problem}.`,
    why: "Images of the wrong size, order or range give features that look plausible and mean nothing.",
    fix,
  });
}
