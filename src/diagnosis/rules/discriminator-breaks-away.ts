/** Fires when the discriminator's loss drops at once from a level it had kept, the generator's rises, and both stay so. */
import { medianOf } from "../baseline.ts";
import { steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { largestOf } from "../trends.ts";

/** Windows that show the level before. */
const BEFORE_WINDOWS = 10;
/** As many will do where each is of several points, as in a log that is short. */
const FEWEST_BEFORE_WINDOWS = 5;
const POINTS_OF_SEVERAL = 4;
const SHORT_LOG_WINDOWS = 32;
/** Windows after the drop that must keep the new level before anything is said. */
const AFTER_WINDOWS = 3;
/** Windows that a drop "at once" may take: what is learnt takes longer. */
const DROP_WINDOWS = 2;

interface Drop {
  readonly share: number;
  readonly spreads: number;
  readonly rise: number;
  /** Windows that show the level before. */
  readonly before: number;
}
const NO_DROP: Drop = { share: Number.NaN, spreads: Number.NaN, rise: Number.NaN, before: Number.NaN };

const medians = (reading: Reading, back: number, count: number) =>
  Array.from({ length: count }, (_, at) => reading.windowBefore(back - at).median);

/** Goes back from the latest window while the loss is below `limit`; how many windows that are. */
function windowsBelow(loss: Reading, limit: number): number {
  let count = 0;
  while (count < loss.windowCount && loss.windowBefore(count).median <= limit) count++;
  return count;
}

/** The highest level that all of five windows in a row reached, of a log too short to keep one for ten. */
function highestShortly(loss: Reading): number {
  if (loss.window.pointCount < POINTS_OF_SEVERAL) return Number.NaN;
  const values = loss.first(SHORT_LOG_WINDOWS).map(({ median }) => median);
  const lowest = values.map((_, at) => Math.min(...values.slice(at, at + FEWEST_BEFORE_WINDOWS)));
  return largestOf(lowest.slice(0, 1 - FEWEST_BEFORE_WINDOWS));
}

/** The drop to the present level, if it came at once and from one that was kept. */
function dropOf(loss: Reading, generator: Reading, atMost: number): Drop {
  const isShort = loss.windowCount <= SHORT_LOG_WINDOWS && loss.window.pointCount >= POINTS_OF_SEVERAL;
  const kept = isShort ? highestShortly(loss) : loss.highestKept();
  if (!(kept > 0) || !(loss.value <= atMost * kept)) return NO_DROP;
  const after = windowsBelow(loss, ((1 + atMost) / 2) * kept);
  const before = after + DROP_WINDOWS;
  const wanted = isShort ? FEWEST_BEFORE_WINDOWS : BEFORE_WINDOWS;
  const isLongEnough = after >= AFTER_WINDOWS && loss.windowCount >= before + wanted;
  if (!isLongEnough || generator.windowCount < loss.windowCount) return NO_DROP;
  const [level, levelG] = [loss, generator].map((one) => medians(one, before + wanted - 1, wanted));
  const [now, nowG] = [loss, generator].map((one) => medians(one, after - 1, after));
  if (level === undefined || levelG === undefined || now === undefined || nowG === undefined) return NO_DROP;
  const [middle, present] = [medianOf(level), medianOf(now)];
  const spread = Math.max(...level) - Math.min(...level);
  const atOnce = medianOf(now.slice(0, AFTER_WINDOWS));
  return {
    share: Math.max(present, atOnce) / middle,
    spreads: (middle - present) / spread,
    rise: medianOf(nowG) / medianOf(levelG),
    before: wanted,
  };
}

export const discriminatorBreaksAway = defineRule({
  id: "discriminator-breaks-away",
  mode: "F04",
  headline: "The discriminator breaks away all at once",
  severity: 3,
  maturity: "trial",
  needs: {
    loss: required("discriminator/loss"),
    generator: required("generator/loss"),
    auc: optional("outputs/auc"),
  },
  thresholds: {
    shareAtMost: threshold(
      0.8,
      "share of the level kept before",
      "losses that settle move less in two windows",
    ),
    halvedAtMost: threshold(
      0.5,
      "share of the level kept before",
      "of a short log, in which a game that has just begun may drop by less",
    ),
    doubledAtLeast: threshold(2, "times the generator's loss before", "for the same"),
    spreadsAtLeast: threshold(2, "times the range of ten windows before", "beyond what it did by itself"),
    riseAtLeast: threshold(
      1.3,
      "times the generator's loss before",
      "the other player loses what this one wins",
    ),
  },
  heldFor: { windows: 2, of: 3 },
  arms: "after-warm-up",
  games: ["generative"],
  source: {
    cite: "definition",
    claim: "players that learn from each other change their balance step by step",
  },
  why: "A balance that tips within a few steps was tipped by something: a rate, a schedule, the data, a checkpoint.",
  remedies: [
    {
      do: "Look for what changed at this step: learning rates, schedules, data, a checkpoint taken up again",
    },
    {
      do: "Go back to the last safe step and go on with both learning rates lowered",
      whereNeverSafe: "Lower both learning rates",
    },
    { do: "Log fixed-noise samples: they show whether the generator came to harm" },
  ],
  shows: {
    share: { on: "loss", statistic: "loss over its level before", against: "shareAtMost" },
    before: { on: "loss", statistic: "windows that kept the level before" },
    spreads: { on: "loss", statistic: "the drop over the range before", against: "spreadsAtLeast" },
    rise: { on: "generator", statistic: "generator's loss over its level before", against: "riseAtLeast" },
  },
  example: {
    loss: [...steady(1.36, 8), ...steady(1.35, 8), ...steady(0.95, 10)],
    generator: [...steady(0.72, 16), ...steady(1.3, 10)],
  },
  measure: ({ loss, generator }, t) => ({ ...dropOf(loss, generator, t.shareAtMost) }),
  judge({ share, spreads, rise, before }, t) {
    if (Number.isNaN(share)) return "clear";
    if (before < BEFORE_WINDOWS && !(share <= t.halvedAtMost && rise >= t.doubledAtLeast)) return "clear";
    const hasDropped = share <= t.shareAtMost && spreads >= t.spreadsAtLeast;
    return hasDropped && rise >= t.riseAtLeast ? "suspected" : "clear";
  },
});
