/** Any network in an ONNX file as an encoder, with its input said out loud and its weights in its name. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type SampleImages, type SampleMatrix, sampleMatrix } from "../../metrics/index.ts";
import { ExplainedError } from "../../model/index.ts";
import type { EncodedSamples, Encoder } from "../encoder.ts";
import { preparedImage } from "../prepare-input.ts";
import { softmaxInPlace } from "../softmax.ts";
import { type OnnxInput, type OnnxInputOptions, onnxInputOf } from "./onnx-input.ts";
import { loadOnnxRuntime, type OnnxRuntime, type OnnxSession, type OnnxTensor } from "./onnx-runtime.ts";

export interface OnnxEncoderOptions extends OnnxInputOptions {
  readonly path: string;
  /** Name of the output that holds the features; may be left out where there is only one. More dimensions are laid flat. */
  readonly featuresOutput?: string;
  /** Name of the output that holds the classes, where the network is a classifier, and what its numbers are. */
  readonly classes?: { readonly output: string; readonly are: "logits" | "probabilities" };
}

export interface OnnxEncoder extends Encoder {
  /** Frees the memory of the runtime; the encoder cannot be used afterwards. */
  close(): Promise<void>;
}

/** Images a run, where the model leaves it open: enough to keep the runtime busy, at 3 MB an Inception image. */
const USUAL_BATCH = 16;

interface LoadedModel {
  readonly runtime: OnnxRuntime;
  readonly session: OnnxSession;
  readonly expected: OnnxInput;
  /** Outputs to fetch: features, then classes if there are any. */
  readonly outputs: readonly string[];
  readonly classesAre: "logits" | "probabilities" | null;
}

/**
 * Reads and checks the model, and runs it once on a black image to learn how many features it gives.
 * Throws `ENCODER_ONNX_FILE` (not readable, or no model), `ENCODER_ONNX_INPUT`, `ENCODER_ONNX_OUTPUT` or
 * `ENCODER_NO_ONNX_RUNTIME`.
 */
export async function onnxEncoder(options: OnnxEncoderOptions): Promise<OnnxEncoder> {
  const runtime = await loadOnnxRuntime();
  const bytes = await readFile(options.path).catch((cause: unknown) => {
    throw unreadable(options.path, cause);
  });
  const session = await runtime.InferenceSession.create(bytes).catch((cause: unknown) => {
    throw unreadable(options.path, cause);
  });
  const expected = onnxInputOf(session.inputMetadata, options);
  const outputs = outputsOf(session, options);
  const model = { runtime, session, expected, outputs, classesAre: options.classes?.are ?? null };
  const identity = {
    name: basename(options.path),
    weightsHash: createHash("sha256").update(bytes).digest("hex"),
    input: expected.input,
  };
  const { width, height, channels, range } = expected.input;
  const black = new Float32Array(width * height * channels).fill(range.low);
  const probe = await encoded(model, { count: 1, width, height, channels, values: black, range });
  return {
    ...identity,
    featureCount: probe.features.featureCount,
    classCount: probe.probabilities?.featureCount ?? null,
    encode: async (images) =>
      images.count === 0
        ? { encoder: identity, ...withoutSamples(probe) }
        : { encoder: identity, ...(await encoded(model, images)) },
    close: () => session.release(),
  };
}

function outputsOf({ outputNames }: OnnxSession, { featuresOutput, classes }: OnnxEncoderOptions): string[] {
  const features = featuresOutput ?? (outputNames.length === 1 ? outputNames[0] : undefined);
  const wanted = classes === undefined ? [features] : [features, classes.output];
  const known = wanted.filter((name) => name !== undefined && outputNames.includes(name));
  if (known.length === wanted.length) return known.filter((name) => name !== undefined);
  throw new ExplainedError({
    code: "ENCODER_ONNX_OUTPUT",
    what: `The ONNX model has the outputs ${outputNames.join(", ")}, and ${features ?? "none"} was asked for as features${classes === undefined ? "" : `, ${classes.output} as classes`}.`,
    why: "Features of another layer are another encoder.",
    fix: "Name the output that holds the features with `featuresOutput`.",
  });
}

type Encoded = Omit<EncodedSamples, "encoder">;

function withoutSamples({ features, probabilities }: Encoded): Encoded {
  const none = ({ featureCount }: SampleMatrix) => sampleMatrix(new Float32Array(0), 0, featureCount);
  return { features: none(features), probabilities: probabilities === null ? null : none(probabilities) };
}

async function encoded(model: LoadedModel, images: SampleImages): Promise<Encoded> {
  const batch = model.expected.batchSize ?? USUAL_BATCH;
  const features: Float32Array[] = [];
  const classes: Float32Array[] = [];
  for (let first = 0; first < images.count; first += batch) {
    const count = Math.min(batch, images.count - first);
    const [ofImages, ofClasses] = await runBatch(model, images, { first, count });
    if (ofImages !== undefined) features.push(...rowsOfTensor(ofImages, count));
    if (ofClasses !== undefined) classes.push(...rowsOfTensor(ofClasses, count));
  }
  if (model.classesAre === "logits") for (const row of classes) softmaxInPlace(row);
  return {
    features: matrixOf(features),
    probabilities: model.classesAre === null ? null : matrixOf(classes),
  };
}

interface Batch {
  readonly first: number;
  readonly count: number;
}

/** Where the model's batch is fixed, places behind the last image stay 0 and their rows are dropped. */
async function runBatch(
  model: LoadedModel,
  images: SampleImages,
  { first, count }: Batch,
): Promise<OnnxTensor[]> {
  const { runtime, session, expected, outputs } = model;
  const { width, height, channels } = expected.input;
  const size = width * height * channels;
  const places = expected.batchSize ?? count;
  const values = new Float32Array(places * size);
  for (let place = 0; place < count; place++) {
    const image = preparedImage(images, first + place, expected.input);
    values.set(expected.layout === "channels-last" ? image : channelsFirst(image, channels), place * size);
  }
  const shape =
    expected.layout === "channels-last"
      ? [places, height, width, channels]
      : [places, channels, height, width];
  const made = await session.run(
    { [expected.tensor]: new runtime.Tensor("float32", values, shape) },
    outputs,
  );
  return outputs.flatMap((name) => made[name] ?? []);
}

function channelsFirst(image: Float32Array, channels: number): Float32Array {
  const pixels = image.length / channels;
  return image.map((_, at) => image[(at % pixels) * channels + Math.floor(at / pixels)] ?? Number.NaN);
}

function rowsOfTensor({ data, type, dims }: OnnxTensor, count: number): Float32Array[] {
  if (!(data instanceof Float32Array)) {
    throw new ExplainedError({
      code: "ENCODER_ONNX_OUTPUT",
      what: `An output of the ONNX model is ${type}, ${dims.join(" × ")}.`,
      why: "Features are read as float32 numbers.",
      fix: "Export the model with float32 outputs.",
    });
  }
  const width = data.length / (dims[0] ?? 1);
  return Array.from({ length: count }, (_, row) => data.slice(row * width, (row + 1) * width));
}

function matrixOf(rows: readonly Float32Array[]): SampleMatrix {
  const width = rows[0]?.length ?? 0;
  const values = new Float32Array(rows.length * width);
  rows.forEach((row, place) => void values.set(row, place * width));
  return sampleMatrix(values, rows.length, width);
}

function unreadable(path: string, cause: unknown): ExplainedError {
  const problem = cause instanceof Error ? cause.message : String(cause);
  return new ExplainedError({
    code: "ENCODER_ONNX_FILE",
    what: `The encoder could not be loaded: ${problem.replace(/\.$/, "")}.`,
    why: "Features come from a network in an ONNX file with its weights inside.",
    fix: "Check the path, and export the model again if the file is cut short or keeps its weights elsewhere.",
    where: path,
    cause,
  });
}
