/** How a game's discriminator outputs are to be understood: what says "real", and how to turn those around that mean the opposite. */
import { decisionThreshold } from "../metrics/index.ts";
import type { Game, Role } from "../model/index.ts";

export interface MeantOutputs {
  /** Beyond it an output says "real"; null for critics, which have no such value. */
  readonly threshold: number | null;
  /** Whether outputs are low on real samples, as where label 1 means generated. */
  readonly isLowOnReal: boolean;
  readonly areProbabilities: boolean;
}

const UNDECIDED_PROBABILITY = 1 / 2;

/** As the grammar of values recognised them; high on real samples, and raw, where it did not. */
export function meantOutputsOf(game: Pick<Game, "lossFamily" | "conventions"> | undefined): MeantOutputs {
  const threshold = decisionThreshold(game?.lossFamily ?? "unknown");
  const areProbabilities = game?.conventions.outputs === "probabilities";
  return {
    threshold: threshold !== null && areProbabilities ? UNDECIDED_PROBABILITY : threshold,
    isLowOnReal: game?.conventions.realOutputs === "low",
    areProbabilities,
  };
}

/** The values of a tag as if outputs were high on real samples; the same array where they are, or it holds no outputs. */
export function highOnReal(
  values: Float64Array,
  role: Role,
  { threshold, isLowOnReal }: MeantOutputs,
): Float64Array {
  if (!isLowOnReal) return values;
  if (role.startsWith("d.sign.")) return values.map((sign) => -sign);
  return role.startsWith("d.out.") ? values.map((output) => 2 * (threshold ?? 0) - output) : values;
}
