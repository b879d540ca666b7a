/** Fires when the discriminator's loss goes up and down in long waves, far beyond what its batches explain. */
import { medianOf } from "../baseline.ts";
import { cycling } from "../example.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { stepsOfTraining } from "../training-steps.ts";
import type { Window } from "../windows.ts";

const LOOK_BACK = 8;
/** Fewer points in a window do not show how much a loss varies from batch to batch. */
const FEWEST_POINTS = 4;
/** From the lowest to the highest of n normal numbers, in standard deviations: 0.81 + 0.94 ln n to 3 % for 4 ≤ n ≤ 50. */
const RANGE_OF_ONE = 0.81;
const RANGE_PER_LOG = 0.94;

/** Standard deviation of the medians of the latest windows about their straight line. */
function swingOf(windows: readonly Window[]): number {
  const middle = (windows.length - 1) / 2;
  const mean = windows.reduce((sum, { median }) => sum + median, 0) / windows.length;
  let [ofTime, ofBoth, ofValue] = [0, 0, 0];
  windows.forEach(({ median }, at) => {
    ofTime += (at - middle) ** 2;
    ofBoth += (at - middle) * (median - mean);
    ofValue += (median - mean) ** 2;
  });
  return Math.sqrt(Math.max(0, ofValue - ofBoth ** 2 / ofTime) / windows.length);
}

/** Standard deviation from point to point, typically; NaN where windows are of too few points. */
function noiseOf(windows: readonly Window[]): number {
  if (windows.some(({ pointCount }) => pointCount < FEWEST_POINTS)) return Number.NaN;
  const rangeInNoise = ({ pointCount }: Window) => RANGE_OF_ONE + RANGE_PER_LOG * Math.log(pointCount);
  return medianOf(windows.map((window) => (window.high - window.low) / rangeInNoise(window)));
}

/** How much of the way between the lowest and the highest median lies between the first and the last. */
function netOf(windows: readonly Window[]): number {
  const medians = windows.map(({ median }) => median);
  const way = Math.max(...medians) - Math.min(...medians);
  return way === 0 ? 0 : Math.abs((medians.at(-1) ?? Number.NaN) - (medians[0] ?? Number.NaN)) / way;
}

export const lossesSwing = defineRule({
  id: "losses-swing",
  mode: "F12",
  headline: "The discriminator's loss swings in waves",
  severity: 3,
  maturity: "trial",
  needs: {
    discriminator: required("discriminator/loss"),
    auc: optional("outputs/auc"),
    variety: optional("samples/variety"),
  },
  thresholds: {
    waveAtLeast: threshold(
      1.1,
      "standard deviations from batch to batch",
      "of 69 healthy runs none reached 0.9 once it had learnt: batches explain what their losses do",
    ),
    netAtMost: threshold(0.6, "share of the way", "a single step up or down is no wave"),
    patienceSteps: threshold(900, "steps", "losses of runs that learn go far at first"),
    patience: threshold(30, "windows", "the same where steps do not count training"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  source: {
    cite: "Mescheder et al. 2018, arXiv:1801.04406, §2.3",
    claim: "unregularised players circle around an equilibrium, so that their losses swing and do not settle",
  },
  why: "Losses that swing by more than batches differ show players who chase each other instead of the data.",
  remedies: [
    { do: "Look at samples of fixed noise at several steps: do they jump from place to place?" },
    { do: "Add an R1 penalty", cite: "Mescheder et al. 2018, arXiv:1801.04406" },
    { do: "Lower the generator's learning rate, or Adam's β₁ to 0" },
    { do: "Rule out cycles of the schedule or the data order, whose period is an epoch" },
  ],
  shows: {
    wave: {
      on: "discriminator",
      statistic: "swing of the loss over 8 windows, in its batch to batch spread",
      against: "waveAtLeast",
    },
    net: { on: "discriminator", statistic: "net change over that way", against: "netAtMost" },
    steps: { on: "discriminator", statistic: "steps of training", against: "patienceSteps" },
    windows: { on: "discriminator", statistic: "windows", against: "patience" },
  },
  example: {
    discriminator: cycling({ level: 1.2, height: 0.4, period: 60 }, 600).map(
      (value, at) => value + ((at * 5) % 11) / 50,
    ),
  },
  valuesAProbe: 10,
  measure: ({ discriminator }, _, { stepUnit }) => {
    const isLong = discriminator.windowCount >= LOOK_BACK;
    const latest = discriminator.recent(LOOK_BACK);
    return {
      wave: isLong ? swingOf(latest) / noiseOf(latest) : Number.NaN,
      net: isLong ? netOf(latest) : Number.NaN,
      steps: stepsOfTraining([discriminator], stepUnit),
      windows: discriminator.windowCount,
    };
  },
  judge({ wave, net, steps, windows }, t, { auc, variety }) {
    // Outputs and samples say more, and other rules read them.
    if (auc !== null || variety !== null) return "clear";
    if (Number.isNaN(wave)) return { missing: ["outputs/auc"] };
    const hadTime = steps >= t.patienceSteps || windows >= t.patience;
    return hadTime && wave >= t.waveAtLeast && net <= t.netAtMost ? "suspected" : "clear";
  },
});
