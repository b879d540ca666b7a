/** Fires when a learning rate falls to practically nothing. */
import { growing, steady } from "../example.ts";
import { defineRule, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { highestBefore, latestOf } from "../trends.ts";

export const learningRateVanishes = defineRule({
  id: "learning-rate-vanishes",
  mode: "F27",
  headline: "A learning rate has fallen to nothing",
  severity: 4,
  maturity: "trial",
  needs: {
    generator: optional("learning-rate/generator"),
    discriminator: optional("learning-rate/discriminator"),
  },
  thresholds: {
    shareAtMost: threshold(
      1e-3,
      "share of its highest",
      "planned decays end above, save for their last steps",
    ),
    deadAtMost: threshold(1e-6, "share of its highest", "no step of such a rate changes a float32 weight"),
  },
  heldFor: { windows: 5, of: 5 },
  arms: "after-warm-up",
  explains: [
    "losses-stand-still",
    "one-player-stands-still",
    "samples-stand-still",
    "modes-are-missing",
    "learning-rates-unbalanced",
  ],
  source: {
    cite: "coqui-ai/TTS#1003",
    claim:
      "a schedule stepped per batch instead of per epoch took the rate to 7e-111 while losses were printed",
  },
  why: "A network whose learning rate is nothing is trained no more, while its loss goes on being logged.",
  remedies: [
    { do: "Step the schedule once an epoch if its decay is meant per epoch" },
    { do: "Give the schedule a floor" },
  ],
  shows: {
    generator: { on: "generator", statistic: "learning rate over its highest", against: "shareAtMost" },
    discriminator: {
      on: "discriminator",
      statistic: "learning rate over its highest",
      against: "shareAtMost",
    },
  },
  example: { generator: [...steady(2e-4, 8), ...growing(2e-4, 0.2, 20)] },
  measure: ({ generator, discriminator }) => ({
    generator: latestOf(generator) / highestBefore(generator),
    discriminator: latestOf(discriminator) / highestBefore(discriminator),
  }),
  judge({ generator, discriminator }, t) {
    if (Number.isNaN(generator) && Number.isNaN(discriminator)) {
      return { missing: ["learning-rate/generator", "learning-rate/discriminator"] };
    }
    if (generator <= t.deadAtMost || discriminator <= t.deadAtMost) return "confirmed";
    return generator <= t.shareAtMost || discriminator <= t.shareAtMost ? "suspected" : "clear";
  },
});
