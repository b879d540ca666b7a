/** Rules for the losses of both players, from the best-named to the barest. */
import { CONFIDENCE, type Rule } from "./rule.ts";

const G = ["generator"] as const;
const D = ["discriminator"] as const;

const TERM_RULES: readonly Rule[] = [
  {
    all: ["term"],
    network: D,
    gives: "d.loss.aux",
    confidence: CONFIDENCE.guess,
    because: "a term of the discriminator's loss beside the adversarial one",
  },
  {
    all: ["term"],
    gives: "g.loss.aux",
    confidence: CONFIDENCE.presumable,
    because: "a reconstruction, perceptual, latent or similar term, which only the generator's loss has",
  },
];

export const LOSS_RULES: readonly Rule[] = [
  ...(["real", "fake"] as const).flatMap((side): Rule[] => [
    {
      any: ["loss", "adversarial"],
      network: D,
      side: [side],
      none: ["output"],
      gives: `d.loss.${side}`,
      confidence: CONFIDENCE.clear,
      because: "the discriminator's loss on one side",
    },
    {
      network: D,
      side: [side],
      none: ["output", "regulariser"],
      isFullyRead: true,
      gives: "other",
      confidence: CONFIDENCE.open,
      because: `could be d.loss.${side} or d.out.${side}: the quantity is not named`,
      question: "discriminator-on-side",
    },
    {
      all: ["loss"],
      network: ["none"],
      side: [side],
      only: ["loss", side, "neutral", "index"],
      gives: "other",
      confidence: CONFIDENCE.open,
      because: `could be d.loss.${side}: a side without a player`,
      question: "loss-on-side",
    },
  ]),
  {
    network: G,
    all: ["adversarial"],
    side: ["none", "fake"],
    none: ["total"],
    gives: "g.loss.adv",
    confidence: CONFIDENCE.clear,
    because: "the generator's adversarial term",
  },
  {
    network: G,
    all: ["loss"],
    side: ["fake"],
    none: ["term"],
    gives: "g.loss.adv",
    confidence: CONFIDENCE.likely,
    because: "the generator's loss on generated samples is its adversarial term",
  },
  {
    network: D,
    all: ["total"],
    gives: "d.loss",
    confidence: CONFIDENCE.likely,
    because: "all of the discriminator's loss",
  },
  ...TERM_RULES,
  {
    network: D,
    any: ["loss", "adversarial"],
    side: ["none"],
    gives: "d.loss",
    confidence: CONFIDENCE.clear,
    because: "the discriminator's loss",
    question: "critic-of-what",
  },
  {
    network: G,
    all: ["total"],
    gives: "g.loss.total",
    confidence: CONFIDENCE.likely,
    because: "all of the generator's loss",
  },
  {
    network: G,
    all: ["loss"],
    side: ["none"],
    isFullyRead: true,
    gives: "g.loss.main",
    confidence: CONFIDENCE.likely,
    because: "the generator's loss; the name does not say whether other terms are in it",
    question: "main-generator-loss",
  },
  {
    network: ["none"],
    all: ["adversarial"],
    side: ["none"],
    gives: "g.loss.adv",
    confidence: CONFIDENCE.guess,
    because: "an adversarial term without a player's name is most often the generator's",
    question: "adversarial-term",
  },
  {
    network: G,
    all: ["loss"],
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "could be g.loss.adv, g.loss.total or g.loss.aux: a word of the name is unknown",
  },
  {
    only: ["loss", "total", "neutral", "index"],
    any: ["loss", "total"],
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "a loss without a player's name: could be g.loss.total",
    question: "unowned-loss",
  },
  {
    network: ["generator", "discriminator"],
    only: ["generator", "discriminator", "index", "letter", "neutral", "subDiscriminator"],
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "a player without a quantity: could be its loss",
    question: "bare-network",
  },
];
