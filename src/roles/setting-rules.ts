/** Rules for other games than this one, and for weights, settings and spreads. */
import { CONFIDENCE, type Rule } from "./rule.ts";

export const OTHER_GAME_RULES: readonly Rule[] = [
  {
    any: ["robustness"],
    gives: "other",
    confidence: CONFIDENCE.presumable,
    because: "adversarial examples are another game than an adversarial loss",
  },
  {
    any: ["reinforcement"],
    gives: "other",
    confidence: CONFIDENCE.presumable,
    because: "belongs to reinforcement learning or an entropy, not to either loss",
  },
  {
    any: ["adversarial", "discriminator"],
    all: ["ratio"],
    none: ["accuracy", "norm", "loss", "generator", "gradient", "output"],
    gives: "adv.weight",
    confidence: CONFIDENCE.presumable,
    because: "the share of the adversarial term",
  },
  {
    all: ["weighting"],
    any: ["adversarial", "discriminator"],
    none: ["accuracy", "norm", "generator", "term", "featureMatching", "learningRate"],
    gives: "adv.weight",
    confidence: CONFIDENCE.presumable,
    because: "what the adversarial term is multiplied by",
  },
  {
    any: ["weighting", "setting"],
    none: ["accuracy"],
    gives: "hparam",
    confidence: CONFIDENCE.presumable,
    because: "a weight or setting, not the quantity it acts on",
  },
  {
    all: ["entropy"],
    network: ["discriminator"],
    none: ["regulariser"],
    gives: "d.entropy",
    confidence: CONFIDENCE.presumable,
    because: "entropy of the discriminator's outputs",
  },
  {
    all: ["fooling"],
    none: ["loss"],
    gives: "g.fool",
    confidence: CONFIDENCE.presumable,
    because: "share of generated samples taken for real",
  },
  {
    any: ["spread", "best"],
    gives: "other",
    confidence: CONFIDENCE.presumable,
    because: "a spread or extreme, not the level itself",
  },
  {
    all: ["regulariser"],
    network: ["discriminator"],
    only: ["regulariser", "discriminator", "loss", "neutral", "index", "letter"],
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "a regulariser of the discriminator's: could be r1",
    question: "regulariser",
  },
  {
    all: ["regulariser"],
    only: ["regulariser", "loss", "neutral", "index"],
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "a regulariser that does not say of what",
    question: "regulariser",
  },
  {
    any: ["regulariser"],
    gives: "other",
    confidence: CONFIDENCE.presumable,
    because: "a regulariser that has no role of its own",
  },
];
