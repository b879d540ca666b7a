/** The digit classifier that comes with the package: 64 features and ten class probabilities of an MNIST-like image. */
import { createHash } from "node:crypto";
import { type SampleImages, sampleMatrix } from "../../metrics/index.ts";
import { ExplainedError } from "../../model/index.ts";
import type { EncodedSamples, Encoder, EncoderIdentity, EncoderInput } from "../encoder.ts";
import { preparedImage } from "../prepare-input.ts";
import { softmaxInPlace } from "../softmax.ts";
import { MNIST_MANIFEST } from "./manifest.ts";
import { classified, type LayerWeights, parseWeights } from "./network.ts";

const FEATURE_COUNT = 64;
const CLASS_COUNT = 10;
const INPUT: EncoderInput = {
  width: 28,
  height: 28,
  channels: 1,
  range: { low: 0, high: 1 },
  resize: "antialiased-bilinear",
};
/** What is known of it without loading its weights. */
export const MNIST_IDENTITY: EncoderIdentity = {
  name: "mnist-classifier",
  weightsHash: MNIST_MANIFEST.weightsHash,
  input: INPUT,
};
/** Images encoded before other work of the thread gets its turn: some 10 ms. */
const IMAGES_A_TURN = 32;

/** How well the classifier reads real digits: no mode histogram can be trusted beyond it. */
export interface ClassifierQuality {
  /** Share of MNIST's 10,000 test digits read right. */
  readonly accuracy: number;
  /** `confusion[digit][read]`: counts. */
  readonly confusion: readonly (readonly number[])[];
}

export interface MnistEncoder extends Encoder {
  readonly quality: ClassifierQuality;
}

/**
 * Wants ink as the high end of the images' range and paper as the low end, as MNIST has it; other sizes than
 * 28 × 28 are resized. Throws `ENCODER_WEIGHTS_HASH` where the weights are not those of the manifest.
 */
export async function mnistEncoder(): Promise<MnistEncoder> {
  const weights = parseWeights(await trustedWeights(), MNIST_MANIFEST.layers);
  const { accuracy, confusion, weightsHash } = MNIST_MANIFEST;
  return {
    name: MNIST_IDENTITY.name,
    weightsHash,
    input: INPUT,
    featureCount: FEATURE_COUNT,
    classCount: CLASS_COUNT,
    quality: { accuracy, confusion },
    encode: async (images) => ({ encoder: MNIST_IDENTITY, ...(await encoded(weights, images)) }),
  };
}

/** Loaded on demand: most runs of the program need no classifier. */
async function trustedWeights(): Promise<Uint8Array> {
  const { MNIST_WEIGHTS } = await import("./weights.ts");
  const bytes = Buffer.from(MNIST_WEIGHTS, "base64");
  const hash = createHash("sha256").update(bytes).digest("hex");
  if (hash === MNIST_MANIFEST.weightsHash) return bytes;
  throw new ExplainedError({
    code: "ENCODER_WEIGHTS_HASH",
    what: `The weights of the digit classifier hash to ${hash}, and ${MNIST_MANIFEST.weightsHash} was expected.`,
    why: "Numbers from other weights would carry a name that is not theirs.",
    fix: "Install the package again.",
  });
}

async function encoded(
  weights: readonly LayerWeights[],
  images: SampleImages,
): Promise<Omit<EncodedSamples, "encoder">> {
  const features = new Float32Array(images.count * FEATURE_COUNT);
  const probabilities = new Float32Array(images.count * CLASS_COUNT);
  for (let index = 0; index < images.count; index++) {
    if (index % IMAGES_A_TURN === IMAGES_A_TURN - 1) await new Promise((resolve) => setImmediate(resolve));
    const { features: ofImage, logits } = classified(weights, preparedImage(images, index, INPUT));
    softmaxInPlace(logits);
    features.set(ofImage, index * FEATURE_COUNT);
    probabilities.set(logits, index * CLASS_COUNT);
  }
  return {
    features: sampleMatrix(features, images.count, FEATURE_COUNT),
    probabilities: sampleMatrix(probabilities, images.count, CLASS_COUNT),
  };
}
