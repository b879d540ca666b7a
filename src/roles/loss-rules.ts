/** Rules for the losses of both players, from the best-named to the barest. */
import { CONFIDENCE, type Rule } from "./rule.ts";

const G = ["generator"] as const;
const D = ["discriminator"] as const;

const TERM_RULES: readonly Rule[] = [
  {
    all: ["autoencoder", "total"],
    gives: "g.loss.total",
    confidence: CONFIDENCE.presumable,
    because: "all of the loss of an autoencoder, which is the generator here",
  },
  {
    all: ["autoencoder", "loss"],
    network: ["none"],
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "could be g.loss.total or the reconstruction alone",
    question: "autoencoder-loss",
  },
  {
    all: ["autoencoder", "loss"],
    network: G,
    gives: "g.loss.aux",
    confidence: CONFIDENCE.presumable,
    because: "the reconstruction",
  },
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

/** A frequency or image domain is no domain of domain adaptation. */
const NO_DOMAIN_LOSS = ["term", "media", "clock", "generator", "output"] as const;

const DOMAIN_RULES: readonly Rule[] = [
  {
    all: ["domain"],
    any: ["loss", "adversarial"],
    side: ["real", "fake"],
    none: NO_DOMAIN_LOSS,
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "could be the domain discriminator's loss on one domain, or the task's",
    question: "domain-side",
  },
  {
    all: ["domain"],
    any: ["loss", "adversarial"],
    side: ["none"],
    none: NO_DOMAIN_LOSS,
    gives: "d.loss",
    confidence: CONFIDENCE.presumable,
    because: "a domain discriminator's loss; chance is its goal",
  },
];

export const LOSS_RULES: readonly Rule[] = [
  ...DOMAIN_RULES,
  ...(["real", "fake"] as const).flatMap((side): Rule[] => [
    {
      any: ["loss", "adversarial"],
      network: D,
      side: [side],
      none: ["output"],
      isFullyRead: true,
      gives: `d.loss.${side}`,
      confidence: CONFIDENCE.clear,
      because: "the discriminator's loss on one side",
      question: "critic-on-side",
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
      any: ["loss", "adversarial"],
      network: ["none"],
      side: [side],
      only: ["loss", "adversarial", side, "neutral", "index"],
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
    isFullyRead: true,
    gives: "d.loss",
    confidence: CONFIDENCE.clear,
    because: "the discriminator's loss",
    question: "critic-of-what",
  },
  {
    network: D,
    any: ["loss", "adversarial"],
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "could be d.loss or d.loss.aux: a word of the name is unknown",
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
    isFullyRead: true,
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
    only: ["generator", "discriminator", "index", "letter", "neutral", "subDiscriminator", "variant"],
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "a player without a quantity: could be its loss",
    question: "bare-network",
  },
];
