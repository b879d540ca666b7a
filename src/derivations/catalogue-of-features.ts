/** The metrics of features and of classes in words; `*` stands for the encoder, or for the class. */
import { type DerivedMetric, metric } from "./derived-metric.ts";

export const OF_FEATURES: Readonly<Record<string, DerivedMetric>> = {
  "features/*/frechet-distance": metric(
    "Fréchet distance",
    "squared feature units",
    "frechetInterval of the features; biased upward by its chance level, and by an unknown amount where that is missing (fewer than four samples a feature)",
  ),
  "features/*/kernel-distance": metric(
    "Kernel distance (KID)",
    "",
    "kernelDistance of the features, kernel (⟨x, y⟩ / d + 1)³, unbiased; 0 for one law",
  ),
  "features/*/precision": metric(
    "Precision",
    "share",
    "precisionRecall: share of generated samples within the third-neighbour balls of real ones",
  ),
  "features/*/recall": metric(
    "Recall",
    "share",
    "precisionRecall: share of real samples within the third-neighbour balls of generated ones",
  ),
  "features/*/density": metric(
    "Density",
    "ratio",
    "densityCoverage: real fifth-neighbour balls around a generated sample, as a share of those expected; 1 for one law",
  ),
  "features/*/coverage": metric(
    "Coverage",
    "share",
    "densityCoverage: share of real fifth-neighbour balls that hold a generated sample",
  ),
  "features/*/missing-clusters": metric(
    "Missing clusters",
    "clusters",
    "missingClusters: clusters of real samples with less than a quarter of the generated ones that they should have; 0 for one law",
  ),
  "features/*/diversity-ratio": metric(
    "Diversity of features",
    "ratio to real",
    "median pairwise distance of generated features over that of real ones; 1 for one law",
  ),
  "features/*/movement": metric(
    "Movement of generated features",
    "ratio to real",
    "distance of the mean generated features at two moments over the median distance of two real samples",
  ),
  "features/*/offset-1": metric(
    "Offset of generated features, first direction",
    "ratio to real",
    "mean generated less mean real features along a fixed direction over the median distance of two real samples",
  ),
  "features/*/offset-2": metric(
    "Offset of generated features, second direction",
    "ratio to real",
    "the same along a direction at right angles to the first",
  ),
  "features/*/copying": metric(
    "Copying (C_T)",
    "z",
    "dataCopying against held-out samples; far below 0 where generated samples lie closer to training samples than held-out ones do",
  ),
  "features/*/authentic": metric(
    "Authentic samples",
    "share",
    "authenticity: share of generated samples farther from their nearest training sample than that is from its own; its chance level is the share of held-out samples",
  ),
  "classes/entropy": metric(
    "H(Y): entropy of the classes",
    "nats",
    "entropy of the mean class probabilities of generated samples; chance: the same of the real ones",
  ),
  "classes/conditional-entropy": metric(
    "H(Y|X): entropy of a sample's class",
    "nats",
    "mean entropy of a generated sample's class probabilities; chance: the same of the real ones",
  ),
  "classes/inception-score": metric(
    "Inception Score",
    "",
    "inceptionScore in one split, exp(H(Y) − H(Y|X)); chance: the same of the real ones",
  ),
  "classes/missing": metric(
    "Missing classes",
    "classes",
    "classes of real samples that no generated sample was read as; chance: how many so many real samples would miss",
  ),
  "classes/without": metric(
    "Samples without a class",
    "share",
    "share of generated samples whose likeliest class has a probability below a half, Wilson interval",
  ),
  "classes/share/*": metric(
    "Share of class",
    "share",
    "share of generated samples read as the class, Wilson interval; chance: the share of the real ones",
  ),
};
