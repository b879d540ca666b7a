/** Lets two sets of features be compared only when one encoder made both. */
import { ExplainedError } from "../model/index.ts";
import type { EncodedSamples, EncoderIdentity } from "./encoder.ts";

/** What to print beside a distance between features. */
export interface ComparisonIdentity {
  readonly encoder: EncoderIdentity;
  readonly realCount: number;
  readonly fakeCount: number;
}

/** Throws `ENCODERS_DIFFER` unless name, weights, input and feature count of both sides agree. */
export function comparisonOf(real: EncodedSamples, fake: EncodedSamples): ComparisonIdentity {
  const [ofReal, ofFake] = [describe(real), describe(fake)];
  if (ofReal !== ofFake) {
    throw new ExplainedError({
      code: "ENCODERS_DIFFER",
      what: `The real samples were encoded by ${ofReal}, the generated ones by ${ofFake}.`,
      why: "Distances between features of different encoders, weights or resizing mean nothing: the resizing filter alone moves FID by several points.",
      fix: "Encode both sides with the same encoder, weights and input.",
    });
  }
  return {
    encoder: { name: real.encoder.name, weightsHash: real.encoder.weightsHash, input: real.encoder.input },
    realCount: real.features.sampleCount,
    fakeCount: fake.features.sampleCount,
  };
}

function describe({ encoder, features }: EncodedSamples): string {
  const { name, weightsHash, input } = encoder;
  const weights = weightsHash === null ? "logged by the run" : `weights ${weightsHash}`;
  const pixels =
    input === null
      ? "input not logged"
      : `input ${input.width} × ${input.height} × ${input.channels} in [${input.range.low}, ${input.range.high}], ${input.resize}`;
  return `${name} (${weights}; ${pixels}; ${features.featureCount} features)`;
}
