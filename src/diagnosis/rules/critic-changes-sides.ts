/** Fires when a Wasserstein critic's estimate goes from one side of 0 to the other: the generator runs around its critic. */
import { cycling } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";

/** Windows in which changes of side are counted. */
const LOOK_BACK = 16;
/** Windows at the start, in which the penalty of an untrained critic may be any number. */
const SKIPPED_WINDOWS = 2;

const medianBefore = (reading: Reading, back: number) => reading.windowBefore(back).median;

/** How far the critic lifts real above generated samples, so many windows back: by its outputs, or by its loss without the penalty. */
function estimateOf(
  {
    loss,
    real,
    fake,
    penalty,
  }: Readonly<Record<"real" | "fake" | "penalty", Reading | null>> & {
    readonly loss: Reading;
  },
  back: number,
): number {
  const hasOutputs = real !== null && real.windowCount === fake?.windowCount;
  if (hasOutputs) return medianBefore(real, back) - medianBefore(fake, back);
  const fine = penalty?.windowCount === loss.windowCount ? medianBefore(penalty, back) : 0;
  return fine - medianBefore(loss, back);
}

/** How often the latest values lie far on the other side than the one far out before. */
function turnsOf(estimates: readonly number[], far: number): number {
  const sides = estimates.filter((estimate) => Math.abs(estimate) >= far).map(Math.sign);
  return sides.filter((side, at) => at > 0 && side !== sides[at - 1]).length;
}

export const criticChangesSides = defineRule({
  id: "critic-changes-sides",
  mode: "F12",
  headline: "The critic's estimate changes sides",
  severity: 3,
  maturity: "trial",
  needs: {
    loss: required("discriminator/loss"),
    real: optional("discriminator/output/real"),
    fake: optional("discriminator/output/fake"),
    penalty: optional("penalty/gradient"),
  },
  thresholds: {
    turnsAtLeast: threshold(
      3,
      "changes of side in 16 windows",
      "critics of learning generators had none; of those run around, 3 to 9",
    ),
    farAtLeast: threshold(
      0.2,
      "share of the farthest estimate so far",
      "near the end an estimate is noise about 0: far below what it was at first",
    ),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  source: {
    cite: "Arjovsky et al. 2017, arXiv:1701.07875, §3",
    claim:
      "the critic's estimate is a supremum, at least the 0 of a critic that knows nothing: below 0 it has been outrun",
  },
  why: "A critic that is wrong by as much as it was right answers a generator that has moved on.",
  remedies: [
    { do: "Train the critic 3 to 5 times a round", cite: "Gulrajani et al. 2017, arXiv:1704.00028" },
    { do: "Check that the penalty's weight is about 10, and that its norm is taken per sample" },
    { do: "Lower the generator's learning rate, and set Adam's β₁ to 0" },
  ],
  shows: {
    turns: {
      on: "loss",
      statistic: "changes of side of the estimate in 16 windows",
      against: "turnsAtLeast",
    },
    farthest: { on: "loss", statistic: "farthest estimate so far" },
  },
  example: { loss: cycling({ level: 0, height: 5, period: 6 }, 32) },
  measure: (readings, t, { lossFamily }) => {
    const { loss, real, fake } = readings;
    // Other families have no estimate.
    if (lossFamily !== "wasserstein") return { turns: 0, farthest: Number.NaN };
    const isOfOutputs = real !== null && real.windowCount === fake?.windowCount;
    const windows = isOfOutputs ? real.windowCount : loss.windowCount;
    if (windows < LOOK_BACK) return { turns: Number.NaN, farthest: Number.NaN };
    const estimates = Array.from({ length: windows - SKIPPED_WINDOWS }, (_, back) =>
      estimateOf(readings, back),
    );
    const farthest = Math.max(...estimates.map(Math.abs).filter(Number.isFinite));
    return { turns: turnsOf(estimates.slice(0, LOOK_BACK), t.farAtLeast * farthest), farthest };
  },
  judge({ turns }, t) {
    if (Number.isNaN(turns)) return { missing: ["discriminator/output/real", "discriminator/output/fake"] };
    return turns >= t.turnsAtLeast ? "suspected" : "clear";
  },
});
