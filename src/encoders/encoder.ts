/** What turns images into features, and what of it every number made from those features must carry. */
import type { SampleImages, SampleMatrix, ValueRange } from "../metrics/index.ts";

/** `antialiased-bilinear` weighs every source pixel under the triangle, as PIL does; images of the right size stay as they are. */
export type Resize = "antialiased-bilinear";

export interface EncoderInput {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 3 RGB. */
  readonly channels: number;
  /** The numbers that the network was trained to see as black and white. */
  readonly range: ValueRange;
  readonly resize: Resize;
}

/**
 * Two sets of features can be compared when these agree. `weightsHash` is the SHA-256 of the weights in hexadecimal;
 * it and `input` are null where the training program computed the features and logged them.
 */
export interface EncoderIdentity {
  readonly name: string;
  readonly weightsHash: string | null;
  readonly input: EncoderInput | null;
}

export interface EncodedSamples {
  readonly encoder: EncoderIdentity;
  /** [sampleCount × featureCount] */
  readonly features: SampleMatrix;
  /** [sampleCount × classCount], rows sum to 1; null where the encoder is no classifier. */
  readonly probabilities: SampleMatrix | null;
}

export interface Encoder extends EncoderIdentity {
  readonly weightsHash: string;
  readonly input: EncoderInput;
  readonly featureCount: number;
  /** Null where the encoder is no classifier. */
  readonly classCount: number | null;
  encode(images: SampleImages): Promise<EncodedSamples>;
}
