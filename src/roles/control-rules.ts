/** Rules for what surrounds the game: clocks, learning rates, gradients, penalties, metrics. */
import { CONFIDENCE, type Rule } from "./rule.ts";

const G = ["generator"] as const;
const D = ["discriminator"] as const;
const LEVELS = ["loss", "accuracy", "output", "sign"] as const;

export const INFRASTRUCTURE_RULES: readonly Rule[] = [
  {
    any: ["overflow"],
    gives: "other",
    confidence: CONFIDENCE.likely,
    because: "mixed-precision bookkeeping",
  },
  {
    any: ["lossScaling"],
    gives: "amp.scale",
    confidence: CONFIDENCE.likely,
    because: "what mixed precision multiplies losses by",
  },
  {
    all: ["augmentation"],
    only: ["augmentation", "output", "neutral", "clock", "index"],
    gives: "aug.p",
    confidence: CONFIDENCE.likely,
    because: "probability of adaptive augmentation",
  },
  {
    all: ["augmentation"],
    none: ["loss", "accuracy", "sign"],
    gives: "hparam",
    confidence: CONFIDENCE.presumable,
    because: "a setting of the augmentation",
  },
  {
    all: ["learningRate"],
    network: G,
    gives: "lr.g",
    confidence: CONFIDENCE.clear,
    because: "the generator's learning rate",
  },
  {
    all: ["learningRate"],
    network: D,
    gives: "lr.d",
    confidence: CONFIDENCE.clear,
    because: "the discriminator's learning rate",
    question: "critic-of-what",
  },
  {
    all: ["learningRate"],
    gives: "lr",
    confidence: CONFIDENCE.likely,
    because: "a learning rate without one network's name",
    question: "rate-of-whom",
  },
  {
    any: ["clock"],
    none: [...LEVELS, "setting"],
    gives: "timing",
    confidence: CONFIDENCE.likely,
    because: "a clock or resource",
  },
];

export const GRADIENT_RULES: readonly Rule[] = [
  {
    all: ["weighting"],
    any: ["gradientPenalty", "r1", "r2", "pathLength", "penalty"],
    gives: "hparam",
    confidence: CONFIDENCE.likely,
    because: "the weight of a penalty, not the penalty",
  },
  {
    all: ["inputGradientNorm"],
    gives: "gp.norm",
    confidence: CONFIDENCE.likely,
    because: "norm of the gradient with respect to mixed inputs, as StyleGAN's WGAN-GP names it",
  },
  { all: ["r2"], gives: "r2", confidence: CONFIDENCE.likely, because: "penalty on generated samples" },
  { all: ["r1"], gives: "r1", confidence: CONFIDENCE.likely, because: "penalty on real samples" },
  {
    all: ["gradientPenalty", "norm"],
    none: ["loss"],
    gives: "gp.norm",
    confidence: CONFIDENCE.presumable,
    because: "the norm that a gradient penalty is made of",
  },
  {
    all: ["gradientPenalty"],
    side: ["real"],
    gives: "r1",
    confidence: CONFIDENCE.presumable,
    because: "a gradient penalty taken on real samples is R1",
  },
  {
    all: ["gradientPenalty"],
    isFullyRead: true,
    gives: "gp",
    confidence: CONFIDENCE.likely,
    because: "gradient penalty",
  },
  {
    all: ["gradientPenalty"],
    network: D,
    gives: "gp",
    confidence: CONFIDENCE.likely,
    because: "the discriminator's gradient penalty",
  },
  {
    all: ["gradientPenalty"],
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "could be gp, but of a network nobody knows",
  },
  {
    all: ["gradient", "loss"],
    network: D,
    none: ["norm"],
    gives: "gp",
    confidence: CONFIDENCE.guess,
    because: "a loss made of the discriminator's gradient is a penalty, not a gradient norm",
  },
  {
    all: ["penalty", "loss"],
    only: ["penalty", "loss", "neutral", "index"],
    gives: "gp",
    confidence: CONFIDENCE.guess,
    because: "a penalty among the losses is most often the gradient penalty",
  },
  {
    all: ["penalty"],
    network: D,
    none: ["regulariser"],
    gives: "gp",
    confidence: CONFIDENCE.guess,
    because: "the discriminator's penalty is most often the gradient penalty",
  },
  {
    all: ["norm"],
    network: [...G, ...D],
    only: ["norm", "generator", "discriminator", "neutral", "index"],
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "a player's norm: could be that of its gradient, or of its weights",
    question: "norm-of-what",
  },
  {
    all: ["pathLength"],
    network: G,
    none: ["penalty", "regulariser"],
    gives: "other",
    confidence: CONFIDENCE.open,
    because: "could be path length (pl) or a perceptual loss (g.loss.aux)",
  },
  {
    all: ["pathLength"],
    gives: "pl",
    confidence: CONFIDENCE.presumable,
    because: "path-length regularisation",
  },
];

export const METRIC_RULES: readonly Rule[] = [
  {
    all: ["best"],
    any: ["fid", "kid", "inceptionScore", "precision", "recall", "quality"],
    gives: "metric.other",
    confidence: CONFIDENCE.likely,
    because: "a running best: it can only improve, so it is never a trend",
  },
  { all: ["fid"], gives: "metric.fid", confidence: CONFIDENCE.likely, because: "Fréchet distance" },
  { all: ["kid"], gives: "metric.kid", confidence: CONFIDENCE.likely, because: "kernel Inception distance" },
  {
    all: ["inceptionScore"],
    none: [...LEVELS, "spread"],
    gives: "metric.is",
    confidence: CONFIDENCE.presumable,
    because: "Inception score",
  },
  {
    all: ["precision"],
    none: ["loss", "discriminator"],
    gives: "metric.prec",
    confidence: CONFIDENCE.presumable,
    because: "precision",
  },
  {
    all: ["recall"],
    none: ["loss", "discriminator"],
    gives: "metric.recall",
    confidence: CONFIDENCE.presumable,
    because: "recall",
  },
  {
    all: ["featureDistance"],
    none: ["loss"],
    gives: "metric.featureDistance",
    confidence: CONFIDENCE.likely,
    because: "distance in feature space",
  },
  {
    all: ["jensenShannon"],
    gives: "metric.jsd",
    confidence: CONFIDENCE.likely,
    because: "Jensen–Shannon divergence",
  },
  {
    all: ["wasserstein"],
    none: ["loss", "penalty"],
    gives: "wdist",
    confidence: CONFIDENCE.likely,
    because: "Wasserstein estimate",
  },
  {
    all: ["quality", "loss"],
    network: ["none", "generator"],
    gives: "g.loss.aux",
    confidence: CONFIDENCE.presumable,
    because: "a measure of quality taken as a loss, which only a generator has",
  },
  {
    all: ["quality"],
    none: ["loss"],
    gives: "metric.other",
    confidence: CONFIDENCE.presumable,
    because: "a metric",
  },
];
