/** Metrics that are derived from images of samples, in words. */
import { type DerivedMetric, metric } from "./derived-metric.ts";

export const OF_SAMPLES: Readonly<Record<string, DerivedMetric>> = {
  "samples/diversity-ratio": metric(
    "Diversity of generated samples",
    "ratio to real",
    "median pairwise distance of generated pixels over that of real ones; 1 for one law",
  ),
  "samples/range-excess": metric(
    "Real pixels beyond the generated range",
    "share",
    "share of real pixel values beyond every generated one, on the worse side",
  ),
  "samples/at-bound": metric(
    "Generated pixels at their own bound",
    "share",
    "share of generated pixel values within 1 % of the last one on the side that real ones go beyond; next to none of a smooth law",
  ),
  "samples/saturated": metric(
    "Generated pixels at the limits",
    "share",
    "share of pixel values within 1 % of the darkest or brightest real value",
  ),
  "samples/saturated/real": metric(
    "Real pixels at the limits",
    "share",
    "share of pixel values within 1 % of the darkest or brightest real value",
  ),
  "samples/checkerboard": metric(
    "Checkerboard pattern",
    "z",
    "energy at the stride's harmonics, generated less real, in standard errors",
  ),
  "samples/checkerboard/fake": metric(
    "Checkerboard pattern of generated samples",
    "nats",
    "checkerboardIndices: log energy at the stride's harmonics over that of neighbouring frequencies, generated images alone",
  ),
  "samples/energy": metric(
    "Distance of generated from real pixels",
    "energy coefficient",
    "energyCoefficient of the first 64 images a side; 0 for one law, 1 for two points",
  ),
  "samples/energy/by-luck": metric(
    "The same by luck alone",
    "energy coefficient",
    "the 95 % quantile of energyCoefficient when the same images are dealt to both sides at random",
  ),
  "samples/label-effect": metric(
    "Effect of the label on samples",
    "ratio to two samples",
    "median distance of the images of one noise under two labels over that of two images; 0 where the label changes nothing",
  ),
  "samples/mode-effect": metric(
    "Effect of training mode on samples",
    "ratio to two samples",
    "median distance of the images of one noise in training and in evaluation mode over that of two images",
  ),
  "samples/average-energy": metric(
    "Distance of the averaged generator's pixels",
    "energy coefficient",
    "energyCoefficient of the images that the moving average of the weights draws; to be held against samples/energy",
  ),
  "samples/contrast": metric(
    "Contrast of generated samples",
    "share of the range",
    "standard deviation of all generated pixel values; 0 for one flat colour",
  ),
  "samples/span": metric(
    "Range of generated samples",
    "share of the range",
    "from the darkest to the brightest generated pixel value; 1 at every step where pictures are normalised one by one",
  ),
  "samples/variety": metric(
    "Variety of generated samples",
    "ratio to unrelated",
    "ownVariety: median distance of two generated images over that of images which share nothing but their contrast; 0 for one image over and over",
  ),
  "samples/variety/real": metric(
    "Variety of real samples",
    "ratio to unrelated",
    "ownVariety: the same of the real images",
  ),
  "samples/twins": metric(
    "Samples seen twice",
    "share",
    "ownVariety: generated images that are another one's very pixels; 0 where each noise gives its own",
  ),
  "samples/twins/real": metric("Real samples seen twice", "share", "ownVariety: the same of the real images"),
  "samples/repeats": metric(
    "Repeated samples",
    "share of pairs",
    "ownVariety: pairs of generated images nearer than a quarter of the distance of unrelated ones; 1/k for k images over and over",
  ),
  "samples/repeats/real": metric(
    "Repeated real samples",
    "share of pairs",
    "ownVariety: the same of the real images",
  ),
  "samples/roughness": metric(
    "Roughness of generated samples",
    "ratio to noise",
    "roughnessOf: mean square step to the next pixel over that of independent pixels; 1 for white noise",
  ),
  "samples/change": metric(
    "Change of the logged samples",
    "ratio to contrast",
    "root mean square change of a pixel since the moment before over the contrast; 0 where no image changed",
  ),
  "samples/displacement": metric(
    "Movement of fixed-noise samples",
    "ratio to real",
    "median pixel distance of the same noise's images at two steps over the median distance of two real images",
  ),
};
