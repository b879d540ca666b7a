/** Which network encodes the images of runs, and how its numbers name it. */
import { basename } from "node:path";
import { type EncoderIdentity, MNIST_IDENTITY } from "../../encoders/index.ts";
import type { ValueRange } from "../../metrics/index.ts";

/** An ONNX file, and the numbers that its network takes for black and white. */
export interface EncoderFile {
  readonly path: string;
  readonly range: ValueRange;
  /** Name of the output that holds the features; not given where there is only one. */
  readonly output?: string | undefined;
}

/** What the thread that encodes must know to open it. */
export type EncoderChoice = { readonly kind: "digits" } | ({ readonly kind: "file" } & EncoderFile);

export interface ChosenEncoder {
  readonly choice: EncoderChoice;
  /** Stands for it in the names of metrics, between two slashes. */
  readonly segment: string;
  readonly identity: EncoderIdentity;
}

export const DIGIT_ENCODER: ChosenEncoder = {
  choice: { kind: "digits" },
  segment: "mnist",
  identity: MNIST_IDENTITY,
};

/** Characters with a meaning of their own in names of derived tags. */
const MARKS = /[/@:]/g;

export function encoderOfFile(file: EncoderFile, identity: EncoderIdentity): ChosenEncoder {
  return {
    choice: { kind: "file", ...file },
    segment: basename(file.path).replace(MARKS, "_"),
    identity,
  };
}

/** `mnist-classifier, weights SHA-256 1a2b…, input 28 × 28 × 1 from 0 to 1, resized antialiased-bilinear`. */
export function encoderInWords({ choice, identity }: ChosenEncoder): string {
  const { weightsHash, input } = identity;
  const output = choice.kind === "file" && choice.output !== undefined ? `, output ${choice.output}` : "";
  const name = identity.name + output;
  const weights = weightsHash === null ? "" : `, weights SHA-256 ${weightsHash}`;
  if (input === null) return name + weights;
  const { width, height, channels, range, resize } = input;
  return `${name}${weights}, input ${width} × ${height} × ${channels} from ${range.low} to ${range.high}, resized ${resize}`;
}
