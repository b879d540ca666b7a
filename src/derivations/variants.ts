/** What the same noise gives when one thing about the generator is changed: its labels, its mode or its weights. */
import { energyCoefficient, fixedNoiseDisplacement } from "../metrics/index.ts";
import { type DerivedValue, plainValue } from "./derived-value.ts";
import type { MeasuredSamples } from "./samples.ts";

export type VariantOfSamples = "other-labels" | "training-mode" | "average";

export interface VariantAtStep {
  readonly variant: VariantOfSamples;
  /** The usual samples of the same noise; of averaged weights, real samples. */
  readonly beside: MeasuredSamples;
  readonly changed: MeasuredSamples;
}

/** Fewer images than this say nothing of how far apart two of them lie. */
const FEWEST_IMAGES = 4;
const SEED_OF_DEALING = 3;

/** Empty with too few images, or where those of both sides differ in size; positions must match save for averages. */
export function deriveFromVariant({ variant, beside, changed }: VariantAtStep): DerivedValue[] {
  const counts = {
    realCount: variant === "average" ? beside.images.count : 0,
    fakeCount: changed.images.count,
  };
  if (Math.min(beside.images.count, changed.images.count) < FEWEST_IMAGES) return [];
  if (beside.pixels.featureCount !== changed.pixels.featureCount) return [];
  if (variant === "average") {
    const energy = energyCoefficient({ real: beside.pixels, fake: changed.pixels, seed: SEED_OF_DEALING });
    return [plainValue("samples/average-energy", energy.value, counts)];
  }
  if (beside.images.count !== changed.images.count) return [];
  const { relative } = fixedNoiseDisplacement({
    before: beside.pixels,
    after: changed.pixels,
    realMedianDistance: beside.spreadAsFake().median,
  });
  // Samples that are all alike have no distance to be measured by: that is another failure.
  if (!Number.isFinite(relative)) return [];
  return [
    plainValue(variant === "other-labels" ? "samples/label-effect" : "samples/mode-effect", relative, counts),
  ];
}
