/** Every derived metric in words, for whoever reads its number: what it is, its unit, how it is computed. */
import { OF_FEATURES } from "./catalogue-of-features.ts";
import { OF_POINTS } from "./catalogue-of-points.ts";
import { OF_SAMPLES } from "./catalogue-of-samples.ts";
import { OF_VALUES } from "./catalogue-of-values.ts";
import { type DerivedMetric, metric } from "./derived-metric.ts";

const CATALOGUE: Readonly<Record<string, DerivedMetric>> = {
  ...OF_FEATURES,
  ...OF_POINTS,
  ...OF_SAMPLES,
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
