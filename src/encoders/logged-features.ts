/** Features that the training program computed itself: an encoder by name, whose weights the log does not hold. */
import type { SampleMatrix } from "../metrics/index.ts";
import type { EncodedSamples } from "./encoder.ts";

/** `name` is the `<encoder>` of the tag `features/<encoder>/…`. */
export function loggedFeatures(name: string, features: SampleMatrix): EncodedSamples {
  return {
    encoder: { name: `features/${name}`, weightsHash: null, input: null },
    features,
    probabilities: null,
  };
}

const TAG = /(?:^|\/)features\/([^/]+)(?:\/|$)/;

/** The encoder that a tag names, or null: `features/inception/real` → `inception`. */
export function encoderOfTag(tag: string): string | null {
  return TAG.exec(tag)?.[1] ?? null;
}
