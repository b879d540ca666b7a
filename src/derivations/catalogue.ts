/** Every derived metric in words, for whoever reads its number: what it is, its unit, how it is computed. */
import { OF_FEATURES } from "./catalogue-of-features.ts";
import { OF_POINTS } from "./catalogue-of-points.ts";
import { OF_VALUES } from "./catalogue-of-values.ts";
import { type DerivedMetric, metric } from "./derived-metric.ts";

const CATALOGUE: Readonly<Record<string, DerivedMetric>> = {
  ...OF_FEATURES,
  ...OF_POINTS,
  ...OF_VALUES,
  "outputs/auc": metric(
    "AUC of real against fake outputs",
    "probability",
    "areaUnderCurve (Mann–Whitney) of the two output histograms; 0.5 for one law",
  ),
  "outputs/jensen-shannon": metric(
    "Jensen–Shannon divergence of outputs",
    "nats",
    "jensenShannonDivergence of the two output histograms, less its chance level; at most ln 2",
  ),
  "outputs/kolmogorov-smirnov": metric(
    "Kolmogorov–Smirnov distance of outputs",
    "probability",
    "the largest gap between the two distribution functions",
  ),
  "outputs/total-variation": metric(
    "Total variation of outputs",
    "probability",
    "half the summed difference of the two histograms",
  ),
  "outputs/wasserstein": metric(
    "Wasserstein-1 distance of outputs",
    "output",
    "the area between the two distribution functions",
  ),
  "outputs/occupancy": metric(
    "Occupied real-quantile bins",
    "share",
    "the share of 16 bins of equal real mass that hold fakes at more than a quarter of the reals' rate",
  ),
  "outputs/mean/real": metric(
    "Mean output on real samples",
    "output",
    "mean of the histogram, bins at their middles",
  ),
  "outputs/mean/fake": metric(
    "Mean output on generated samples",
    "output",
    "mean of the histogram, bins at their middles",
  ),
  "outputs/spread/real": metric(
    "Spread of outputs on real samples",
    "output",
    "standard deviation of the histogram, bins at their middles",
  ),
  "outputs/spread/fake": metric(
    "Spread of outputs on generated samples",
    "output",
    "standard deviation of the histogram, bins at their middles",
  ),
  "outputs/calibration-slope": metric(
    "Calibration slope of the logits",
    "",
    "slope of the best logistic fit; 1 when calibrated, below 1 over-confident",
  ),
  "outputs/accuracy/real": metric(
    "Accuracy on real samples",
    "share",
    "share of outputs above the loss family's threshold, Wilson interval",
  ),
  "outputs/accuracy/fake": metric(
    "Accuracy on generated samples",
    "share",
    "share of outputs below the loss family's threshold, Wilson interval",
  ),
  "outputs/real-sign": metric(
    "r_t: mean sign of outputs on training samples",
    "",
    "adaptive augmentation steers it towards 0.6",
  ),
  "outputs/held-out-auc": metric(
    "AUC of training against held-out outputs",
    "probability",
    "areaUnderCurve of the two output histograms; 0.5 without memorising",
  ),
  "outputs/label-margin": metric(
    "What the label changes in outputs",
    "output",
    "root mean square of the outputs on real samples less those under other labels, or the distance of both histograms; 0 where the label is not seen",
  ),
  "outputs/held-out-ratio": metric(
    "r_v: held-out reals between training reals and fakes",
    "",
    "(E[training] − E[held-out]) / (E[training] − E[fake]); 0 without overfitting",
  ),
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

const OF_AN_ENCODER = /^features\/.+\/([^/]+)$/;
const OF_A_CLASS = /^classes\/share\/(.+)$/;
const OF_A_COLUMN = /^values\/([^/]+)\/(.+)$/;
const OF_A_LAYER = /^(gradients|weights|weight-change)\/(generator|discriminator)\/(.+)$/;

/** What is known of a metric, whichever encoder or class stands in its name; the bare name where nothing is. */
export function catalogued(metric: string): DerivedMetric {
  const ofEncoder = OF_AN_ENCODER.exec(metric);
  const ofClass = OF_A_CLASS.exec(metric);
  const ofLayer = OF_A_LAYER.exec(metric);
  if (ofLayer !== null) return ofOneLayer(ofLayer[1] ?? "", `${ofLayer[2]}'s ${ofLayer[3]}`);
  const ofColumn = OF_A_COLUMN.exec(metric);
  if (ofColumn !== null) return ofOneColumn(ofColumn[1] ?? "", ofColumn[2] ?? "");
  const key =
    ofEncoder !== null ? `features/*/${ofEncoder[1]}` : ofClass !== null ? "classes/share/*" : metric;
  const found = CATALOGUE[key] ?? { name: metric, unit: "", formula: "" };
  return ofClass === null ? found : { ...found, name: `${found.name} ${ofClass[1]}` };
}

function ofOneColumn(quantity: string, column: string): DerivedMetric {
  const key = `values/${quantity}/*`;
  const found = CATALOGUE[key] ?? { name: key, unit: "", formula: "" };
  return { ...found, name: `${found.name} in ${column}` };
}

function ofOneLayer(quantity: string, whose: string): DerivedMetric {
  switch (quantity) {
    case "weights":
      return metric(
        `Size of the weights of the ${whose}`,
        "",
        "root mean square of the weights' histogram, mass spread evenly in each bin",
      );
    case "weight-change":
      return metric(
        `Movement of the weights of the ${whose}`,
        "",
        "wassersteinDistance of the weights' histograms at two moments; 0 where no bin has changed",
      );
    default:
      return metric(
        `Gradient norm of the ${whose}`,
        "",
        "root of the summed squares of the gradient's histogram, mass spread evenly in each bin",
      );
  }
}
