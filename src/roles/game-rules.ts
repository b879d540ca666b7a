/** Rules for the game itself, in scalar tags: accuracies, discriminator outputs and terms beside the game. */
import { CONFIDENCE, type Rule } from "./rule.ts";

const G = ["generator"] as const;
const D = ["discriminator"] as const;
const NOT_G = ["discriminator", "none"] as const;

export const ACCURACY_RULES: readonly Rule[] = [
  {
    all: ["accuracy", "classTask"],
    gives: "other",
    confidence: CONFIDENCE.presumable,
    because: "accuracy of a classification task, not of real against generated",
  },
  {
    all: ["accuracy", "domain"],
    network: NOT_G,
    side: ["none"],
    gives: "d.acc",
    confidence: CONFIDENCE.presumable,
    because: "a domain discriminator's accuracy; chance is its goal",
  },
  {
    all: ["accuracy", "domain"],
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "could be a classifier's accuracy on one domain, or the domain discriminator's",
  },
  {
    all: ["accuracy"],
    network: NOT_G,
    side: ["real"],
    gives: "d.acc.real",
    confidence: CONFIDENCE.likely,
    because: "accuracy on real samples",
    question: "accuracy-on-side",
  },
  {
    all: ["accuracy"],
    network: NOT_G,
    side: ["fake"],
    gives: "d.acc.fake",
    confidence: CONFIDENCE.likely,
    because: "accuracy on generated samples",
    question: "accuracy-on-side",
  },
  {
    all: ["accuracy"],
    network: G,
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "could be d.acc.fake (accuracy on generated samples) or the rate at which the generator fools",
    question: "accuracy-of-generator",
  },
  {
    all: ["accuracy"],
    network: D,
    side: ["none"],
    gives: "d.acc",
    confidence: CONFIDENCE.clear,
    because: "the discriminator's accuracy",
  },
  {
    all: ["accuracy"],
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "an accuracy that does not say of what: could be d.acc or a classifier's",
    question: "accuracy-of-what",
  },
];

export const OUTPUT_RULES: readonly Rule[] = [
  {
    all: ["sign"],
    network: NOT_G,
    side: ["real"],
    gives: "d.sign.real",
    confidence: CONFIDENCE.likely,
    because: "mean sign of the output on real samples: accuracy is (1 + sign) / 2",
  },
  {
    all: ["sign"],
    network: NOT_G,
    side: ["fake"],
    gives: "d.sign.fake",
    confidence: CONFIDENCE.likely,
    because: "mean sign of the output on generated samples: accuracy is (1 − sign) / 2",
  },
  {
    all: ["difference", "output"],
    none: ["loss"],
    gives: "d.margin",
    confidence: CONFIDENCE.presumable,
    because: "real minus generated output",
  },
  {
    all: ["margin"],
    none: ["loss", "generator"],
    gives: "d.margin",
    confidence: CONFIDENCE.presumable,
    because: "real minus generated output",
  },
  {
    all: ["output", "afterUpdate"],
    network: D,
    side: ["fake"],
    gives: "d.out.fake",
    confidence: CONFIDENCE.presumable,
    because: "output on generated samples after the discriminator's update, so it lies lower than before it",
  },
  ...(["real", "fake", "heldOut"] as const).flatMap((side): Rule[] => [
    {
      all: ["output"],
      network: D,
      side: [side],
      none: ["loss", "term", "classTask"],
      gives: `d.out.${side}`,
      confidence: CONFIDENCE.clear,
      because: "the discriminator's output, and the side, are named",
    },
    {
      all: ["output"],
      network: ["none"],
      side: [side],
      none: ["loss", "term", "classTask"],
      gives: `d.out.${side}`,
      confidence: CONFIDENCE.likely,
      because: "an output split by side is the discriminator's",
    },
  ]),
  {
    all: ["output"],
    network: G,
    only: ["output", "generator", "neutral", "index"],
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "could be d.out.fake: what the discriminator says of what the generator made",
    question: "output-of-which-side",
  },
  {
    all: ["output"],
    network: D,
    none: ["loss", "term"],
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "could be d.out.real or d.out.fake: the side is not named",
    question: "output-of-which-side",
  },
];

export const AUXILIARY_RULES: readonly Rule[] = [
  {
    all: ["output", "loss"],
    only: ["output", "loss", "neutral"],
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "a loss made of outputs: could be the generator's adversarial term",
    question: "loss-of-outputs",
  },
  {
    all: ["featureMatching"],
    gives: "g.loss.aux",
    confidence: CONFIDENCE.presumable,
    because: "feature matching: a generator term, measured in a discriminator",
  },
  {
    all: ["classTask"],
    network: D,
    none: ["adversarial"],
    gives: "d.loss.aux",
    confidence: CONFIDENCE.presumable,
    because: "the discriminator's classification term",
  },
  {
    all: ["classTask"],
    network: G,
    none: ["adversarial"],
    gives: "g.loss.aux",
    confidence: CONFIDENCE.presumable,
    because: "a classification term of the generator's loss",
  },
  {
    all: ["classTask"],
    gives: "other",
    confidence: CONFIDENCE.presumable,
    because: "a classification task's loss, without a player's name",
  },
];
