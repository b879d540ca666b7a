/** What is computed of the sides of a moment, and the group of series that it gives. */
import type {
  ColumnOfValues,
  GradientsOfLayer,
  VariantOfSamples,
  WeightsOfLayer,
} from "../../derivations/index.ts";
import type { MeantOutputs } from "../meant-outputs.ts";
import type { EncoderChoice } from "./chosen-encoder.ts";

/** What is computed of the sides of a moment. */
export type Measures =
  | ({ readonly kind: "outputs" } & MeantOutputs)
  /** `isFixedNoise`: whether position i is made of the same noise at every step. */
  | { readonly kind: "samples"; readonly isFixedNoise: boolean }
  /** Of generated images without any real ones. */
  | { readonly kind: "lone-samples" }
  /** Of scatter plots that show real beside generated points. */
  | { readonly kind: "points" }
  /** Of one histogram, which stands for both sides. */
  | ({ readonly kind: "gradients" } & GradientsOfLayer)
  | ({ readonly kind: "weights" } & WeightsOfLayer)
  /** Of a histogram of generated values, beside the data's where those are logged. */
  | ({ readonly kind: "values"; readonly isBesideReal: boolean } & ColumnOfValues)
  /** Of outputs on real samples: one histogram of differences for both sides, or one under their labels and one under others. */
  | { readonly kind: "labels"; readonly areDifferences: boolean }
  /** Of two pictures of one noise, the usual one as real; of averaged weights beside real samples. */
  | { readonly kind: "variant"; readonly variant: VariantOfSamples }
  /** Of tensors that hold features already; `encoder` is its part of the metrics' names. */
  | { readonly kind: "features"; readonly encoder: string }
  | { readonly kind: "encoded"; readonly encoder: string; readonly choice: EncoderChoice };

/** Real samples may be logged once for all; what else is compared belongs to one moment. */
export function needsEqualSteps(measures: Measures): boolean {
  if (measures.kind === "variant") return measures.variant !== "average";
  return ["outputs", "labels", "gradients", "weights"].includes(measures.kind);
}

/** Where a file lies changes no number; its weights stand in `madeWith`. */
export function identityOf(measures: Measures): unknown {
  return measures.kind === "encoded" ? measures.encoder : measures;
}

export function groupOf(measures: Measures): string {
  switch (measures.kind) {
    case "outputs":
    case "samples":
    case "points":
      return measures.kind;
    case "lone-samples":
      return "samples";
    case "features":
      return groupOfFeatures(measures.encoder);
    case "gradients":
    case "weights":
      return `${measures.kind}/${measures.player}/${measures.layer}`;
    case "labels":
      return measures.kind;
    case "values":
      return `${measures.kind}/${measures.column}`;
    case "variant":
      return `variant/${measures.variant}`;
    case "encoded":
      return `encoded/${measures.encoder}`;
  }
}

export function groupOfFeatures(encoder: string): string {
  return `features/${encoder}`;
}
