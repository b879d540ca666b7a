/** Fires when the generator's loss is high and goes on from one height to the next: it is left further and further behind. */
import { ramp, steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { lowestBefore } from "../trends.ts";

/** Windows among which heights are counted. */
const LOOK_BACK = 12;

/** How many of the latest windows lie above every one of the dozen before and since, as a share; NaN for fewer. */
function heightsOf(loss: Reading): number {
  if (loss.windowCount < 2 * LOOK_BACK) return Number.NaN;
  let [highest, count] = [Number.NEGATIVE_INFINITY, 0];
  for (let back = 2 * LOOK_BACK - 1; back >= 0; back--) {
    const { median } = loss.windowBefore(back);
    if (back < LOOK_BACK && median > highest) count++;
    if (median > highest) highest = median;
  }
  return count / LOOK_BACK;
}

export const generatorLossRisesOn = defineRule({
  id: "generator-loss-rises-on",
  mode: "F04",
  headline: "The generator's loss rises without end",
  severity: 3,
  maturity: "trial",
  needs: { loss: required("generator/loss"), opponent: required("discriminator/loss") },
  thresholds: {
    lossAtLeast: threshold(
      2.1,
      "nats",
      "3 ln 2: generated samples pass for real with a probability of one in eight",
    ),
    heightsAtLeast: threshold(
      0.75,
      "share of 12 windows",
      "above every window before: losses that have settled reach a new height in a twelfth of them",
    ),
  },
  heldFor: { windows: 3, of: 4 },
  arms: "after-warm-up",
  games: ["generative"],
  source: {
    cite: "Arjovsky & Bottou 2017, arXiv:1701.04862, Theorem 2.4",
    claim: "a discriminator that nears its optimum leaves the generator further and further behind",
  },
  why: "Players that keep pace hold each other's losses; one that only loses ground has no answer left.",
  remedies: [
    { do: "Check that the generator is trained at all: its updates, learning rate and step" },
    { do: "Check that real and generated samples have the same range and layout" },
    { do: "Add an R1 penalty or spectral normalisation", cite: "Mescheder et al. 2018, arXiv:1801.04406" },
    { do: "Lower the discriminator's learning rate, or train it fewer times per round" },
  ],
  shows: {
    level: { on: "loss", statistic: "generator's loss", against: "lossAtLeast" },
    heights: { on: "loss", statistic: "windows above all before", against: "heightsAtLeast" },
  },
  example: { loss: [...steady(0.8, 6), ...ramp(1, 7, 26)], opponent: ramp(1.2, 0.1, 32) },
  measure: ({ loss, opponent }, _, { lossFamily }) => {
    // Critics drift; the other losses are above 0 for good.
    const arePositive = lowestBefore(loss) > 0 && lowestBefore(opponent) > 0;
    const canTell = lossFamily !== "wasserstein" && arePositive;
    return { level: canTell ? loss.value : Number.NaN, heights: heightsOf(loss) };
  },
  judge({ level, heights }, t) {
    if (Number.isNaN(level) || Number.isNaN(heights)) return { missing: ["outputs/auc"] };
    return level >= t.lossAtLeast && heights >= t.heightsAtLeast ? "suspected" : "clear";
  },
});
