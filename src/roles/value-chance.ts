/** Recognises a form by the levels at which two equal players keep both of its losses. */
import type { Hypothesis, Tried } from "./value-hypothesis.ts";
import { median } from "./value-rows.ts";

/** Natural logarithms by which the medians may miss the levels. */
const NEAR_CHANCE_OF_DISCRIMINATOR = 0.03;
const NEAR_CHANCE_OF_GENERATOR = 0.1;

/**
 * Whether both losses stand where the form has them while the discriminator knows nothing: one that learns brings
 * them away from there in opposite directions.
 */
export function standsAtChance({ rows, loss }: Tried, { form, factor }: Hypothesis, weight: number): boolean {
  const { generator, fakeOutput } = rows;
  const isPlain = weight === 1 || weight === factor;
  // Outputs tell more.
  if (loss === null || generator === null || fakeOutput !== null) return false;
  if (!form.hasGeneratorLevel || !isPlain) return false;
  const ofDiscriminator = median(loss) / (factor * (form.real(form.undecided) + form.fake(form.undecided)));
  const ofGenerator = median(generator) / (weight * form.generator(form.undecided));
  return (
    Math.abs(Math.log(ofDiscriminator)) <= NEAR_CHANCE_OF_DISCRIMINATOR &&
    Math.abs(Math.log(ofGenerator)) <= NEAR_CHANCE_OF_GENERATOR
  );
}
