/** Rules for losses beside the game: other terms of the generator's, and those of a discriminator of domains. */
import { CONFIDENCE, type Rule } from "./rule.ts";

const G = ["generator"] as const;
const D = ["discriminator"] as const;

export const TERM_RULES: readonly Rule[] = [
  {
    all: ["autoencoder", "total"],
    gives: "g.loss.total",
    confidence: CONFIDENCE.presumable,
    because: "all of the loss of an autoencoder, which is the generator here",
  },
  {
    all: ["autoencoder", "loss"],
    network: ["none"],
    none: ["term", "adversarial"],
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
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "could be d.loss.aux, or d.loss of a discriminator that is called after what it judges",
  },
  {
    all: ["term", "adversarial"],
    network: ["none"],
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "could be an adversarial term or another that is called after what it is about",
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

export const DOMAIN_RULES: readonly Rule[] = [
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
